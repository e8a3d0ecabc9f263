"""A new ad account: a person is asked for what is missing, and chooses among the owners of the accounts that there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.validation import is_plain_id
from pinads.services import writes
from pinads.services.errors import option
from pinads.services.inputs.field_values import FieldValues, OwnOption
from pinads.services.names.matching import folded
from pinads.services.setup.accounts import accounts_of

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.results import Plan, WriteResult
    from pinads.services.writes.options import WriteOptions

NEEDED = ("name", "owner_user_id", "country")
"""The fields that an account must have; Pinterest's description does not say so of any."""
_OWNER = "owner_user_id"


def create_account(context: Context, given: FieldValues, options: WriteOptions) -> WriteResult | Plan:
    """Create an ad account from options, or many from a file."""
    owners: dict[str, str] = {}

    def offered() -> Mapping[str, str]:
        owned = (account.get("owner") or {} for account in accounts_of(context.client))
        owners.update((str(owner["id"]), str(owner.get("username") or "")) for owner in owned if owner.get("id"))
        return owners

    def read(text: str, others: Mapping[str, Any]) -> str:
        named = [identity for identity, name in owners.items() if name and folded(name) == folded(text)]
        if len(named) != 1 and not is_plain_id(text):
            raise InvalidInput(f"Invalid {option(_OWNER)} {text!r}: give the user's id, which consists of digits", _OWNER)
        return named[0] if len(named) == 1 else text

    needing = given.needing(NEEDED, {_OWNER: OwnOption(_OWNER, read, offers=offered)})
    return writes.create(context, model_of("ad_accounts"), needing, options)
