"""The plan of a write: resolved rows on disk, their diff and effect, and the final changes among them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pinads.journal.models import PlannedRow, digest_of
from pinads.sdk.bulk.lookup import can_be_read
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.schema.fields import request_fields
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import VALUES, ChangeSet, Phase, PlannedChange, to_json
from pinads.services.errors import RowErrors, option
from pinads.services.inputs.parsers import Relative
from pinads.services.inputs.records import InputRow
from pinads.services.policy.effects import effect_of
from pinads.services.policy.enforce import PolicyCheck, may_be_refused, must_know
from pinads.services.policy.money_fields import is_final
from pinads.services.policy.sanity_limits import SanityLimits
from pinads.services.policy.spend_summary import SpendSummary
from pinads.services.reasons import MOST_ROWS_SHOWN
from pinads.services.write_events import Diff, FieldDiff
from pinads.services.writes.budget_owner import MissingBudgets
from pinads.services.writes.options import WriteOptions, is_watched
from pinads.services.writes.resolve import changes_of, resolve
from pinads.services.writes.spool import RowSpool
from pinads.services.writes.validate import CheckedSet

if TYPE_CHECKING:
    from pinads.services.context import Context


class WritePlan:
    """A valid write that the policy allows, ready to be confirmed and applied.

    Attributes:
        changes: the requested changes; its phases are those that are applied.
        checked: the number of rows, and their digest.
        unchanged: the number of rows that would change nothing.
        resolved: some rows depend on current state.
        relative: some rows have relative amounts.
        hash: the hash of the rows and of the entities as they are, for a plan that is saved; else None.
        spend: the effect on spending, if anybody wants it.
        diff: the diff for a person to read.
        sums: the effect on spending that a person is shown and asked about; None if nobody is.
        asks_final: a person is asked about rows that archive or remove their entity.
        first_final: the first of these rows; None without any.
        finals: their numbers by noun.
        refused: the rows that cannot be written, and are skipped.
    """

    def __init__(self, context: Context, changes: ChangeSet, checked: CheckedSet, options: WriteOptions) -> None:
        handling, exact = changes.handling, is_exact(changes, options)
        self.changes = changes
        self.checked = checked
        self.unchanged = 0
        self.resolved = False
        self.relative = False
        self.hash = digest_of_target(context, changes) if exact else None
        self.diff = DiffBuilder(context, bool(changes.question) or changes.undoes is not None)
        self.sums = SpendSummary() if not handling.confirmed and is_watched(context, options) else None
        self.spend = SpendSummary() if exact and self.sums is None else self.sums
        self.asks_final = changes.step.mode is Mode.UPDATE and not handling.confirmed and not handling.confirmed_final
        self.first_final: PlannedChange | None = None
        self.finals: Counter[str] = Counter()
        self.refused = RowErrors(checked.total)

    @property
    def total(self) -> int:
        """The number of rows."""
        return self.checked.total

    @property
    def digest(self) -> str:
        """The hash as text; empty if there is none."""
        return "" if self.hash is None else str(self.hash.hexdigest())


def review(context: Context, changes: ChangeSet, checked: CheckedSet, options: WriteOptions, is_open: Callable[[int], bool]) -> WritePlan:
    """Resolve rows against current state, check them against the policy, and build the plan.

    Args:
        is_open: tells by its number if a row is still to be written; others are neither read nor reviewed.

    Raises:
        WrongRows: no row can be written.
        InvalidInput: the server would refuse a change, or an amount is beyond the sanity limits.
        PolicyViolation: the policy forbids a row.
    """
    plan, is_new_tree = WritePlan(context, changes, checked, options), changes.tree and changes.step.mode is Mode.CREATE
    # Below a root that is not active, nothing spends.
    idle = is_new_tree and next(changes.records.values()).get("status") not in (None, "ACTIVE")
    phases = []
    for phase in changes.phases:
        reads = _reads(context, changes, phase, options)
        rows = resolve(
            context, phase, changes.handling, checked.rows(phase), reads, checked.total, is_open, options.concurrency, options.save_plan
        )
        phases.append(_reviewed(context, plan, phase, rows, options, idle))
    if plan.refused.count == plan.total:
        plan.refused.raise_if_any()
    if plan.sums is not None and changes.step.entities is not None:
        plan.sums.rows = changes.step.entities
    plan.changes = changes._replace(phases=tuple(phases))
    return plan


def _reviewed(context: Context, plan: WritePlan, phase: Phase, rows: Iterator[PlannedChange], options: WriteOptions, idle: bool) -> Phase:
    """Add the rows of a phase to a plan; return the phase with its rows as they were reviewed.

    They are spooled, except what may not be kept: people's records are read again. Nothing is spent on them if ``idle``.
    """
    model, handling, is_new = phase.step.model, plan.changes.handling, phase.step.mode is Mode.CREATE
    # The values of a new tree hold Refs, and nothing was there before.
    spool = RowSpool() if phase.step.keeps == VALUES and not (plan.changes.tree and is_new) else None
    if spool is not None:
        context.on_close(spool.close)
    check = _policy_check(context, plan, options) if may_be_refused(context.policy, model, handling.trusted) else None
    named = f"{model.RESOURCE.noun} {{}}" if not is_new and plan.total > 1 else ""
    unbudgeted = MissingBudgets(context) if is_new and model is AdGroup and not plan.changes.tree and not handling.trusted else None
    is_entity = phase.step.entities is None
    for item in rows:
        refusal, effect = item.refusal, None
        if not refusal and not item.done and is_entity and (check is not None or plan.spend is not None or plan.asks_final):
            place, label = item.row.place or named.format(item.values.get("id")), str if item.row.place else option
            effect = effect_of(model, item.values, item.before, is_new, label, place, idle)
            refusal = "" if check is None else check.add(effect, item.row.place, item.row.raw)
        if spool is not None:
            spool.add(_kept(item, refusal))
        if refusal:
            place = item.row.place or f"{model.RESOURCE.noun} {item.values.get('id')}"
            plan.refused.add(place, InvalidInput(refusal))
            if check is not None:
                check.violations.reasons.add(place, refusal)
            plan.resolved = True  # The journal keeps the rows, with the reasons.
            continue
        if item.done:
            continue
        if plan.hash is not None:
            plan.hash.update(fingerprint(model, item))
        plan.unchanged += item.unchanged
        plan.resolved = plan.resolved or item.resolved
        plan.relative = plan.relative or item.relative
        if unbudgeted is not None:
            unbudgeted.add(item.row)
        if effect is not None and not item.unchanged:
            if plan.spend is not None:
                plan.spend.add(effect)
            if plan.asks_final and effect.final:
                plan.first_final = plan.first_final or item
                plan.finals[model.RESOURCE.noun] += 1
        plan.diff.add(model, item)
    if check is not None:
        check.raise_if_violated()
    if unbudgeted is not None:
        unbudgeted.raise_if_any(plan.total)
    if spool is not None:
        # Resolving them a second time would apply relative amounts twice.
        source = None if plan.resolved else phase.records.source
        kept = phase.records.replaced(lambda: (InputRow("", PlannedRow(*row)) for row in spool), source)
        return phase._replace(records=kept)
    return phase


def _policy_check(context: Context, plan: WritePlan, options: WriteOptions) -> PolicyCheck:
    handling, currency = plan.changes.handling, context.currency
    limits = None if handling.trusted else SanityLimits(currency, options.allow_large, options.allow_small, handling.typed)
    return PolicyCheck(context.policy, currency, limits, plan.total, handling.skip)


def _kept(item: PlannedChange, refusal: str) -> tuple[Any, ...]:
    """Return what is spooled of a row: the arguments of ``PlannedRow``."""
    if refusal:
        values = {name: value.text if isinstance(value, Relative) else value for name, value in item.values.items()}
        return values, None, None, False, refusal.replace("`", ""), item.row.place  # The journal's text names no options.
    return dict(item.values), item.body, None if item.before is None else dict(item.before), item.unchanged


def _reads(context: Context, changes: ChangeSet, phase: Phase, options: WriteOptions) -> Callable[[InputRow], bool]:
    """Return a function that tells if a row is read for a person, undo, the policy or a saved plan."""
    step, model = phase.step, phase.step.model
    if step.resolves and can_be_read(model) and is_exact(changes, options):
        return lambda row: True
    cheap = step.resolves and can_be_read(model) and step.keeps == VALUES
    watched = cheap and is_watched(context, options)
    kept = cheap and changes.handling.keep and not options.dry_run
    return lambda row: watched or (kept and not is_final(model, row.values)) or must_know(context.policy, model, row.values)


def is_exact(changes: ChangeSet, options: WriteOptions) -> bool:
    """Tell if a plan is saved or applied, so that all entities are read, and a difference in them counts."""
    return options.save_plan or changes.saved is not None


def digest_of_target(context: Context, changes: ChangeSet) -> Any:
    """Begin the hash of a plan: where it writes, and what it does."""
    step, of = changes.step, [phase.step.resource for phase in changes.phases]
    return hashlib.sha256(digest_of([context.client.base_url, step.account(context), of, step.mode.name, changes.verb]))


def fingerprint(model: type[Any], item: PlannedChange) -> bytes:
    """Hash a planned row, and all that can be written of its entity as that is."""
    names, before = request_fields(model, Mode.UPDATE), item.before
    now = None if before is None else {name: before[name] for name in names if name in before}
    return digest_of([to_json(item.values), now, item.unchanged])


class DiffBuilder:
    """A builder of diffs: the fields of the first rows, and the number of further rows that change.

    Args:
        always: show the diff even if nobody reads diffs here, and fields that the API does not return.
    """

    def __init__(self, context: Context, always: bool = False) -> None:
        self._context = context
        self._always = always
        self._first: list[tuple[type[Any], PlannedChange]] = []
        self._count = 0

    def add(self, model: type[Any], item: PlannedChange) -> None:
        """Add a row."""
        if item.present is not None and not item.unchanged:
            self._count += 1
            if len(self._first) < MOST_ROWS_SHOWN:
                self._first.append((model, item))

    @property
    def more(self) -> int:
        """The number of further rows that change something."""
        return max(self._count - MOST_ROWS_SHOWN, 0)

    def notify(self) -> None:
        """Show the diff."""
        if self._first and (self._always or self._context.interaction.reads_diffs):
            self._context.interaction.notify(Diff([*self.fields()], self.more))

    def fields(self) -> Iterator[FieldDiff]:
        """Yield the fields of the first rows."""
        for model, item in self._first:
            for field, old, new in changes_of(model, item.values, item.present):
                if field is not None and (field.in_record or self._always):
                    currency = self._context.currency() if field.spec.unit == "micros" else None
                    name = item.present.wire.get("name") or item.present.wire.get("value") or ""
                    yield FieldDiff(model.RESOURCE.noun, item.present.id, field, old, new, currency, str(name))
