"""pinads campaigns clone: a campaign again, with its ad groups, ads and keywords."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.journal.models import digest_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import Model
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.ads import Ad
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.resources.keywords import Keyword
from pinads.sdk.schema.fields import fields_of, request_fields
from pinads.sdk.schema.marks import FROM_PATH, Mode
from pinads.sdk.schema.unknown_values import allow_from_here
from pinads.sdk.schema.validation import Check
from pinads.services.changes import ChangeSet, Handling, Phase, Ref, TreeRow, phases_from
from pinads.services.errors import about_option, option
from pinads.services.inputs.field_values import FieldValues, cleared_fields
from pinads.services.inputs.ids import ids_of
from pinads.services.inputs.parsers import Reader, Relative
from pinads.services.inputs.records import Records
from pinads.services.inputs.zones import Times
from pinads.services.results import Plan, Written
from pinads.services.writes.pipeline import write

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions

PAUSED = "PAUSED"


def clone(
    context: Context,
    campaign_id: str,
    given: FieldValues,
    clear: list[str] | None,
    only_campaign: bool,
    allow_large: bool,
    allow_small: bool,
    options: WriteOptions,
) -> Written | Plan:
    """Create the campaign again, PAUSED, and what is in it; archived and draft parts stay behind."""
    wanted = ids_of([campaign_id])
    if len(wanted) != 1:
        raise InvalidInput(f"one campaign is cloned at a time, and standard input has {len(wanted)} ids", "ID")
    values = given.values(Reader(context.currency, relative=True, times=Times(context)))
    _check_choices(values)
    allow_from_here()  # What is copied is as the server gave it.
    # What was typed, and not what it means: +7d is another moment when it is typed again.
    asked = digest_of([wanted[0], given.typed, sorted(clear or ()), only_campaign]).hex()
    handling = Handling(allow_large=allow_large, allow_small=allow_small, typed=frozenset(map(option, given.typed)))
    unread = (Phase(Campaign, Mode.CREATE, Records.of_rows([])),)

    def read() -> tuple[Phase, ...]:
        return phases_from(_read(context, wanted[0], values, clear, only_campaign), Mode.CREATE)

    return write(context, ChangeSet(unread, "cloned", handling, tree=True, asked=asked, read=read), options)


def _check_choices(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        field = fields_of(Campaign)[name]
        if field.spec.choices:
            Check(Mode.UPDATE).field(field, value, option(name))


def copied(record: Model) -> dict[str, Any]:
    """What a create takes to make the same entity again."""
    fields = request_fields(type(record), Mode.CREATE)
    return {name: record.wire[name] for name, field in fields.items() if record.wire.get(name) is not None and not field.access & FROM_PATH}


def _read(context: Context, identity: str, values: Mapping[str, Any], clear: list[str] | None, only_campaign: bool) -> Iterator[TreeRow]:
    """Read the rows that make the campaign again, all before anything is written."""
    source = Campaign(context.account, identity, client=context.client)
    records: list[Model] = [source, *([] if only_campaign else _inside(context, source))]
    numbers = {record.id: number for number, record in enumerate(records)}
    yield TreeRow(Campaign, _campaign(context, source, dict(values), clear), source.id)
    for record in records[1:]:
        row, parent = copied(record), record.RESOURCE.parent or ""
        yield TreeRow(type(record), {**row, parent: Ref(numbers[str(row[parent])])}, record.id)


def _campaign(context: Context, source: Campaign, values: dict[str, Any], clear: list[str] | None) -> dict[str, Any]:
    """The row of the new campaign: the source's fields, PAUSED, and in their place what the options say."""
    fields = fields_of(Campaign)
    for name, value in values.items():
        if isinstance(value, Relative):
            values[name] = Reader(context.currency).amount(value.text, option(name), getattr(source, name))
    cleared = cleared_fields(Campaign, clear, values)
    # Caps exclude each other: one that is given takes the place of the other.
    capped = any(fields[name].caps and fields[name].in_record for name in values)
    old = {name: value for name, value in copied(source).items() if name not in cleared and not (capped and fields[name].caps)}
    # A field that depends on one with a new value is left to the API.
    old = {name: value for name, value in old.items() if fields[name].depends_on not in values}
    row = {**old, "name": f"{source.name} (copy)", "status": PAUSED, **values}
    try:
        Campaign.prepare(row, Mode.CREATE, context.account)
    except InvalidInput as error:
        raise about_option(error) from None
    return row


def _inside(context: Context, source: Campaign) -> list[Model]:
    """List what is in the campaign, parents first."""
    account, client = context.account, context.client
    groups = list(AdGroup.iter_all(account, campaign_ids=[source.id], client=client))
    ads = list(Ad.iter_all(account, campaign_ids=[source.id], client=client))
    ids = [group.id for group in groups]
    keywords = list(Keyword.iter_all(account, campaign_id=source.id, client=client))
    if ids:
        # Those of one parent go together into a request.
        keywords += sorted(Keyword.iter_all(account, ad_group_ids=ids, client=client), key=lambda keyword: str(keyword.parent_id))
    left_behind = {ad.ad_group_id for ad in ads} - set(ids)
    return [*groups, *(ad for ad in ads if ad.ad_group_id not in left_behind), *keywords]
