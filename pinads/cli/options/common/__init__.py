"""The options that several commands have in common.

    from pinads.cli.options import common

    def pause(context: InContext, ids: common.Ids, confirming: common.Changing) -> WriteResult | Plan:

They are loaded on first use, as ``pinads.services.writes`` is: the annotations of a command are read when it is built, and the help of a
group needs none of its options, a listing none of those of writes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.cli.options.common.reading import AdGroupIds as AdGroupIds
    from pinads.cli.options.common.reading import AdIds as AdIds
    from pinads.cli.options.common.reading import AudienceStatus as AudienceStatus
    from pinads.cli.options.common.reading import CampaignIds as CampaignIds
    from pinads.cli.options.common.reading import ExcludeNca as ExcludeNca
    from pinads.cli.options.common.reading import Getting as Getting
    from pinads.cli.options.common.reading import Ids as Ids
    from pinads.cli.options.common.reading import Listing as Listing
    from pinads.cli.options.common.reading import MaybeIds as MaybeIds
    from pinads.cli.options.common.reading import Order as Order
    from pinads.cli.options.common.reading import Ownership as Ownership
    from pinads.cli.options.common.reading import Showing as Showing
    from pinads.cli.options.common.reading import Status as Status
    from pinads.cli.options.common.templating import Templating as Templating
    from pinads.cli.options.common.writing import Budgeting as Budgeting
    from pinads.cli.options.common.writing import Changing as Changing
    from pinads.cli.options.common.writing import Confirming as Confirming
    from pinads.cli.options.common.writing import Copying as Copying
    from pinads.cli.options.common.writing import Creating as Creating
    from pinads.cli.options.common.writing import FieldValues as FieldValues
    from pinads.cli.options.common.writing import Updating as Updating
    from pinads.cli.options.common.writing import Writable as Writable

_READING = (
    "AdGroupIds",
    "AdIds",
    "AudienceStatus",
    "CampaignIds",
    "ExcludeNca",
    "Getting",
    "Ids",
    "Listing",
    "MaybeIds",
    "Order",
    "Ownership",
    "Showing",
    "Status",
)
_WRITING = ("Budgeting", "Changing", "Confirming", "Copying", "Creating", "FieldValues", "Updating", "Writable")
_HOMES = {**dict.fromkeys(_READING, "reading"), **dict.fromkeys(_WRITING, "writing"), "Templating": "templating"}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
