"""Writes and the journal: every command that writes begins a run there, or goes on with one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from pinads.cli import argv
from pinads.cli.rows import Records
from pinads.credentials.profiles import data_dir
from pinads.journal.recorder import Recorder, Remembering
from pinads.journal.runs import PARTIAL, RUNNING, STOPPED, Journal, Run, Start
from pinads.render.text import counted, safe
from pinads.sdk.batches import How, Watcher, read_row
from pinads.sdk.declarations import fields_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import PERSONAL, Mode
from pinads.sdk.outcomes import APPLIED, EXISTS, Outcome
from pinads.sdk.sending import Sender

if TYPE_CHECKING:
    from pinads.cli.checking import Checked
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session

ROWS_A_PART = 500


class Order:
    """What is to be written, before it begins.

    Args:
        model: what the rows are.
        mode: create or update.
        verb: the past participle for the summary.
        records: the rows.
        defaults: what the rows' own values were completed with.
        undoes: the run that this one undoes.
        resumes: the run that this one goes on with.
    """

    def __init__(
        self,
        model: type[Any],
        mode: Mode,
        verb: str,
        records: Records,
        defaults: Mapping[str, Any] = {},
        undoes: int | None = None,
        resumes: Run | None = None,
    ) -> None:
        self.model = model
        self.mode = mode
        self.verb = verb
        self.records = records
        self.defaults = defaults
        self.undoes = undoes
        self.resumes = resumes

    def writer(self, session: Session, how: How) -> Callable[..., Iterator[Outcome[Any]]]:
        """What writes the rows, once it is told which client to use and how."""
        once = {"if_not_exists": True} if how.if_not_exists else {}
        if self.model.RESOURCE.in_account:
            many = self.model.create_many if self.mode is Mode.CREATE else self.model.update_many
            return partial(many, session.account, self.records.values(), **once)
        if once:
            raise InvalidInput(f"{self.model.RESOURCE.noun}s have no parent to look in", "--if-not-exists")
        return partial(self.model.create_many, self.records.values())

    @property
    def personal(self) -> bool:
        """Whether rows hold people's records: nothing of those is kept."""
        return any(field.access & PERSONAL for field in fields_of(self.model).values())


def open_journal(session: Session) -> Journal:
    """The journal of the data directory; it is closed when the command has ended."""
    journal: Journal | None = session.__dict__.get("_journal")
    if journal is None:
        journal = session.__dict__["_journal"] = Journal(data_dir())
        session.closing.append(journal.close)
    return journal


def recorded(session: Session, order: Order, checked: Checked, confirming: Confirming) -> Recorder:
    """Begin a run in the journal, or go on with an unfinished one of the same rows.

    Raises:
        JournalError: the journal cannot be used; nothing was sent.
    """
    journal = open_journal(session)
    if order.resumes is not None:
        run, goes_on = order.resumes, True
        journal.take(run)
    else:
        parts = None if order.personal or _file_of(order.records) else _parts(order.records)
        run, goes_on = journal.begin(_start(session, order, checked, confirming), parts, _unfinished(order, confirming))
    recorder = Recorder(journal, run, order.model, session.client, goes_on, reads_before=not confirming.no_before and not order.personal)
    if goes_on:
        _go_on(session, order, recorder, confirming)
    return recorder


def remembered(session: Session, order: Order) -> Watcher:
    """What a dry run knows of rows: those that an earlier run applied are not sent again."""
    if order.resumes is None:
        return Watcher()
    return Remembering(open_journal(session), order.resumes, order.model, session.client)


def _start(session: Session, order: Order, checked: Checked, confirming: Confirming) -> Start:
    return Start(
        words=argv.typed(),
        profile=session.profile.name,
        base_url=session.client.base_url,
        account=session.account if order.model.RESOURCE.in_account else "",
        resource=order.model.RESOURCE.collection,
        mode=order.mode,
        verb=order.verb,
        source=_file_of(order.records),
        kind=order.records.kind,
        defaults=order.defaults,
        digest=None if order.personal else checked.digest,
        total=checked.total,
        options={"if_not_exists": bool(getattr(confirming, "if_not_exists", False))},
        undoes=order.undoes,
    )


def _file_of(records: Records) -> str | None:
    return str(records.source.path) if records.source is not None and records.source.path is not None else None


def _unfinished(order: Order, confirming: Confirming) -> tuple[str, ...]:
    """The states in which an earlier run of the same rows is gone on with."""
    if confirming.fresh or order.undoes is not None:
        return ()
    # Of a file that was written but for some rows, the others would be made twice; what was typed may be typed again.
    whole_file = order.mode is Mode.CREATE and order.records.source is not None
    return (RUNNING, STOPPED, PARTIAL) if whole_file else (RUNNING, STOPPED)


def _parts(records: Records) -> Iterator[bytes]:
    """The rows as they are kept: standard input as it came, what was typed as JSONL."""
    if records.source is not None:
        yield from records.source.parts()
        return
    lines: list[str] = []
    for values in records.values():
        lines.append(json.dumps(dict(values), ensure_ascii=False) + "\n")
        if len(lines) == ROWS_A_PART:
            yield "".join(lines).encode("utf-8", "surrogatepass")
            lines = []
    yield "".join(lines).encode("utf-8", "surrogatepass")


def _go_on(session: Session, order: Order, recorder: Recorder, confirming: Confirming) -> None:
    """Find out what became of rows of unknown fate, and say what is left to do."""
    unclear = {} if recorder.repeats or confirming.no_reconcile else recorder.open_rows()
    if unclear:
        session.note(f"looking for {counted(len(unclear), 'row')} whose answer never came")
        _look_for(session, order, recorder, unclear)
    counts = recorder.journal.counts(recorder.run.id)
    done = counts.get(APPLIED, 0) + counts.get(EXISTS, 0)
    how = "" if order.resumes is not None else "; --fresh begins anew"
    session.note(f"going on with journal {recorder.run.id}: {done} of {counted(recorder.run.start.total, 'row')} done before{how}")


def _look_for(session: Session, order: Order, recorder: Recorder, unclear: Mapping[int, Any]) -> None:
    start = recorder.run.start
    anew = Recorder(recorder.journal, recorder.run, order.model, session.client, goes_on=False, reads_before=False)
    how = How(reconcile=True, watcher=anew)
    sender = Sender(order.model, start.account, order.mode, session.client, how)
    picked: Iterable[Any] = ((number, values) for number, values in enumerate(order.records.values()) if number in unclear)
    rows = [read_row(order.model, start.account, order.mode, how, number, values) for number, values in picked]
    oldest = min(unclear.values(), key=lambda record: record.sent or 0.0)
    sender.reconcile([row for row in rows if row.body is not None], {}, oldest.sent or 0.0, oldest.server_offset)
    if sender.unseen is not None:
        session.note(safe(f"note: they could not be looked for: {sender.unseen}"))


def ended(session: Session, recorder: Recorder) -> str | None:
    """End a run; answers what to type to go on, where rows are left."""
    state = recorder.journal.finish(recorder.run)
    goes_on = state == STOPPED and recorder.run.start.total > 1 and recorder.run.start.digest is not None
    return f"pinads journal resume {recorder.run.id}" if goes_on else None
