"""pinads campaigns clone: a campaign again, with its ad groups, ads and keywords."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.asking import approve
from pinads.cli.dry_run import DryRun
from pinads.cli.field_options import Given, cleared_fields, flag_of, named_as_option
from pinads.cli.order import Care
from pinads.cli.policy import enforce, guard
from pinads.cli.results import Plan, Written
from pinads.cli.rows import Row, ids_of
from pinads.cli.updating import Planned
from pinads.cli.values import Reader, Relative
from pinads.render.text import plural, safe
from pinads.sdk.ad_groups import AdGroup
from pinads.sdk.ads import Ad
from pinads.sdk.campaigns import Campaign
from pinads.sdk.declarations import fields_of, request_fields
from pinads.sdk.errors import BadRequest, InvalidInput, PinadsError, Rejected
from pinads.sdk.fields import FROM_PATH, Mode
from pinads.sdk.keywords import Keyword
from pinads.sdk.model import Model
from pinads.sdk.outcomes import REJECTED, UNKNOWN, Outcome

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session

PAUSED = "PAUSED"


class Copy(NamedTuple):
    """One entity and the row that makes it again, in which the parent is still that of the source."""

    source: Any
    values: dict[str, Any]


class Level(NamedTuple):
    """The entities of one kind, and the field that names their parent; the campaign has none."""

    model: type[Any]
    parent: str
    copies: list[Copy]


def clone(
    session: Session,
    campaign_id: str,
    given: Given,
    clear: list[str] | None,
    only_campaign: bool,
    allow_large: bool,
    confirming: Confirming,
) -> Written | Plan:
    """Create the campaign again, PAUSED, and what is in it; archived and draft parts stay behind."""
    if confirming.failed_out is not None:
        raise InvalidInput("--failed-out holds rows of one kind, and a clone has several", "--failed-out")
    confirming.refuse_journalling("a clone")
    guard(session, Campaign)
    wanted = ids_of([campaign_id])
    if len(wanted) != 1:
        raise InvalidInput(f"one campaign is cloned at a time, and standard input has {len(wanted)} ids", "ID")
    source = Campaign(session.account, wanted[0], client=session.client)
    levels = [Level(Campaign, "", [Copy(source, _campaign(session, source, given, clear))])]
    if not only_campaign:
        levels += _parts(session, source)
    total = sum(len(level.copies) for level in levels)
    guard(session, Campaign, total)
    for level in levels:
        enforce(session, level.model, map(_planned, level.copies), Mode.CREATE, Care(allow_large=allow_large), total)
    if confirming.dry_run:
        return Plan(_requests(session.account, levels))
    approve(session, _batches(levels), Mode.CREATE, "cloned", "entity", confirming)
    copying = _Copying(session, levels, confirming)
    return Written(copying.outcomes(), Campaign, "cloned", total, confirming, noun="entity")


def copied(record: Model) -> dict[str, Any]:
    """What a create takes to make the same entity again."""
    fields = request_fields(type(record), Mode.CREATE)
    return {name: record.wire[name] for name, field in fields.items() if record.wire.get(name) is not None and not field.access & FROM_PATH}


def _campaign(session: Session, source: Campaign, given: Given, clear: list[str] | None) -> dict[str, Any]:
    """The row of the new campaign: the source's fields, PAUSED, and in their place what the options say."""
    values = given.values(Reader(session.currency, relative=True))
    fields = fields_of(Campaign)
    for name, value in values.items():
        if isinstance(value, Relative):
            values[name] = Reader(session.currency).amount(value.text, flag_of(name), getattr(source, name))
    cleared = cleared_fields(Campaign, clear, values)
    # Caps exclude each other: one that is given takes the place of the other.
    capped = any(fields[name].caps and fields[name].in_record for name in values)
    old = {name: value for name, value in copied(source).items() if name not in cleared and not (capped and fields[name].caps)}
    row = {**old, "name": f"{source.name} (copy)", "status": PAUSED, **values}
    try:
        Campaign.prepare(row, Mode.CREATE, session.account)
    except InvalidInput as error:
        raise named_as_option(error) from None
    return row


def _parts(session: Session, source: Campaign) -> Iterator[Level]:
    """What is in the campaign, read before anything is written."""
    account, client = session.account, session.client
    groups = list(AdGroup.iter_all(account, campaign_ids=[source.id], client=client))
    ads = list(Ad.iter_all(account, campaign_ids=[source.id], client=client))
    ids = [group.id for group in groups]
    keywords = list(Keyword.iter_all(account, campaign_id=source.id, client=client))
    if ids:
        # Those of one parent go together into a request.
        keywords += sorted(Keyword.iter_all(account, ad_group_ids=ids, client=client), key=lambda keyword: str(keyword.parent_id))
    left_behind = {ad.ad_group_id for ad in ads} - set(ids)
    yield Level(AdGroup, "campaign_id", [Copy(group, copied(group)) for group in groups])
    yield Level(Ad, "ad_group_id", [Copy(ad, copied(ad)) for ad in ads if ad.ad_group_id not in left_behind])
    yield Level(Keyword, "parent_id", [Copy(keyword, copied(keyword)) for keyword in keywords])


def _planned(copy: Copy) -> Planned:
    place = "" if isinstance(copy.source, Campaign) else f"{copy.source.RESOURCE.noun} {copy.source.id}"
    return Planned(Row(place, copy.values))


def _batches(levels: list[Level]) -> list[tuple[type[Any], list[Planned]]]:
    """The rows for the sum of what they may spend: in a campaign that is not active nothing spends."""
    status = levels[0].copies[0].values["status"]
    idle = {} if status == "ACTIVE" else {"status": status}
    return [(level.model, [Planned(Row("", {**copy.values, **idle})) for copy in level.copies]) for level in levels]


def _requests(account: str, levels: list[Level]) -> list[dict[str, Any]]:
    """The requests of a dry run. An id that is not there yet is written as what it will be the id of."""
    recorder = DryRun()
    for level in levels:
        before = len(recorder.requests)
        list(level.model.create_many(account, [copy.values for copy in level.copies], client=recorder))
        for request in recorder.requests[before:]:
            rows = request["body"] if isinstance(request["body"], list) else [request["body"]]
            for row in rows:
                if level.parent in row:
                    row[level.parent] = f"(id of the copy of {row[level.parent]})"
    return recorder.requests


class _Copying:
    """One run: the levels one after the other, and which entity became which."""

    def __init__(self, session: Session, levels: list[Level], confirming: Confirming) -> None:
        self.session = session
        self.at_once = session.at_once(confirming.concurrency)
        self.levels = levels
        self.number = 0
        self.new: dict[str, str] = {}
        self.done: dict[type[Any], int] = {}
        self.failed: dict[str, Outcome[Any]] = {}

    def outcomes(self) -> Iterator[Outcome[Any]]:
        """The outcomes of all levels, numbered through. Where one was not made, what belongs into it is not sent."""
        for level in self.levels:
            rows = [{**copy.values, **self._parent(level, copy)} for copy in level.copies if self._has_parent(level, copy)]
            made = level.model.create_many(self.session.account, rows, client=self.session.client, concurrency=self.at_once)
            for copy in level.copies:
                outcome = next(made) if self._has_parent(level, copy) else self._without_parent(level, copy)
                outcome.row, self.number = self.number, self.number + 1
                if outcome.applied and outcome.record is not None:
                    self.new[copy.source.id] = outcome.record.id
                    self.done[level.model] = self.done.get(level.model, 0) + 1
                else:
                    self.failed[copy.source.id] = outcome
                yield outcome
        if self.failed:
            self.session.note(safe(self._left()))

    def _parent(self, level: Level, copy: Copy) -> Mapping[str, str]:
        return {level.parent: self.new[str(copy.values[level.parent])]} if level.parent else {}

    def _has_parent(self, level: Level, copy: Copy) -> bool:
        return not level.parent or str(copy.values[level.parent]) in self.new

    def _without_parent(self, level: Level, copy: Copy) -> Outcome[Any]:
        parent = str(copy.values[level.parent])
        above = self.failed.get(parent)
        # A run that is interrupted or has no access is told as that, and not as so many refusals.
        broken = above is not None and above.status == REJECTED and not isinstance(above.error, (BadRequest, Rejected))
        shared = above.error if above is not None and broken else None
        error = shared or PinadsError(f"not sent: the copy of {parent}, which it belongs to, was not made", safe_to_retry=True)
        return Outcome(self.number, copy.values, REJECTED, None, error, sent=False)

    def _left(self) -> str:
        """What there is of the copy, and how to go on."""
        source = self.levels[0].copies[0].source.id
        campaign = self.new.get(source)
        if campaign is None:
            if self.failed[source].status == UNKNOWN:
                name = self.levels[0].copies[0].values["name"]
                return f"note: look whether there is the campaign before cloning again: pinads campaigns list --filter 'name={name}'"
            return "note: nothing was made"
        parts = [f"{self.done.get(level.model, 0)} of {len(level.copies)} {plural(level.model.RESOURCE.noun)}" for level in self.levels[1:]]
        status = self.levels[0].copies[0].values["status"]
        has = f" and has {', '.join(parts)}" if parts else ""
        return f"note: the new campaign {campaign} is {status}{has}; to start over, pinads campaigns archive {campaign} and clone again"
