"""Clone of a campaign with its ad groups, ads and keywords."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.journal.models import digest_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import BaseRecord
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.ads import Ad
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.resources.keywords import Keyword
from pinads.sdk.schema.fields import fields_of, request_fields
from pinads.sdk.schema.marks import FROM_PATH, Mode
from pinads.sdk.schema.validation import Check
from pinads.services.changes import ChangeSet, Handling, Phase, Ref
from pinads.services.errors import about_option, option
from pinads.services.inputs.field_values import FieldValues, cleared_fields
from pinads.services.inputs.ids import ids_of
from pinads.services.inputs.parsers import Reader, Relative
from pinads.services.inputs.records import Records
from pinads.services.inputs.zones import Times
from pinads.services.results import Plan, WriteResult
from pinads.services.writes.entity_step import EntityStep, TreeRow, phases_from
from pinads.services.writes.pipeline import write
from pinads.services.writes.unlisted_values import send_as_they_are

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions

PAUSED = "PAUSED"


def clone_campaign(
    context: Context,
    campaign_id: str,
    given: FieldValues,
    clear: list[str] | None,
    only_campaign: bool,
    options: WriteOptions,
) -> WriteResult | Plan:
    """Copy a campaign, PAUSED, and its ad groups, ads and keywords; archived and draft ones are skipped."""
    wanted = ids_of(context, Campaign, [campaign_id])
    if len(wanted) != 1:
        raise InvalidInput(
            f"only one campaign can be cloned at a time, and standard input has {len(wanted)} ids. Run the command once for each.", "ID"
        )
    values = given.values(Reader(context.currency, relative=True, times=Times(context), names=context))
    for name, value in values.items():
        if fields_of(Campaign)[name].spec.choices:
            Check(Mode.UPDATE).field(fields_of(Campaign)[name], value, option(name))
    # The digest is of the typed texts, since +7d is another moment when the command is repeated.
    asked = digest_of([wanted[0], given.typed, sorted(clear or ()), only_campaign]).hex()
    handling = Handling(typed=frozenset(map(option, given.typed)))
    unread = (Phase(EntityStep(Campaign, Mode.CREATE), Records.of_rows([])),)

    def read() -> tuple[Phase, ...]:
        return phases_from(_read(context, wanted[0], values, clear, only_campaign), Mode.CREATE)

    changes = ChangeSet(unread, "cloned", handling, tree=True, asked=asked, read=read)
    return send_as_they_are(lambda: write(context, changes, options))  # Copied values are the server's own.


def copied(record: BaseRecord) -> dict[str, Any]:
    """Return the values that create the same entity again."""
    fields = request_fields(type(record), Mode.CREATE)
    return {name: record.wire[name] for name, field in fields.items() if record.wire.get(name) is not None and not field.access & FROM_PATH}


def _read(context: Context, identity: str, values: Mapping[str, Any], clear: list[str] | None, only_campaign: bool) -> Iterator[TreeRow]:
    """Read the rows that create the campaign again, before the first write."""
    source = Campaign(context.account, identity, client=context.client)
    records: list[BaseRecord] = [source, *([] if only_campaign else _inside(context, source))]
    numbers = {record.id: number for number, record in enumerate(records)}
    yield TreeRow(Campaign, _campaign(context, source, dict(values), clear), source.id)
    for record in records[1:]:
        row, parent = copied(record), record.RESOURCE.parent or ""
        yield TreeRow(type(record), {**row, parent: Ref(numbers[str(row[parent])])}, record.id)


def _campaign(context: Context, source: Campaign, values: dict[str, Any], clear: list[str] | None) -> dict[str, Any]:
    """Return the row of the new campaign: the source's fields, PAUSED, overridden by the options."""
    fields = fields_of(Campaign)
    for name, value in values.items():
        if isinstance(value, Relative):
            values[name] = Reader(context.currency).amount(value.text, option(name), getattr(source, name))
    cleared = cleared_fields(Campaign, clear, values)
    # Caps exclude each other: a given one replaces the other.
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


def _inside(context: Context, source: Campaign) -> list[BaseRecord]:
    """List the ad groups, ads and keywords of the campaign, parents first."""
    account, client = context.account, context.client
    groups = list(AdGroup.iter_all(account, campaign_ids=[source.id], client=client))
    ads = list(Ad.iter_all(account, campaign_ids=[source.id], client=client))
    ids = [group.id for group in groups]
    keywords = list(Keyword.iter_all(account, campaign_id=source.id, client=client))
    if ids:
        # A request takes keywords of one parent.
        keywords += sorted(Keyword.iter_all(account, ad_group_ids=ids, client=client), key=lambda keyword: str(keyword.parent_id))
    left_behind = {ad.ad_group_id for ad in ads} - set(ids)
    return [*groups, *(ad for ad in ads if ad.ad_group_id not in left_behind), *keywords]
