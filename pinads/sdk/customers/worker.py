"""A second process that hashes blocks and compares digests, for large files on machines with more than one processor.

It is a plain child that reads from its standard input and writes what came of it to its standard output. Addresses go through
these pipes only. It ends when its input does, so it cannot outlive the process that started it, however that ends.
"""

from __future__ import annotations

import marshal
import os
import select
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from pinads.sdk.customers.blocks import Cells, Hashed, different, hash_block, hash_cells
from pinads.sdk.customers.lines import Layout

LEAST_AHEAD = 2
"""Blocks that the worker has at once: one it hashes, and one that waits in the pipe, which takes it whole."""
PIPE = 512 * 1024
"""Bytes that a pipe is to take, where the system lets it be said."""
MOST_WAITING = 24
"""What came of blocks, kept until the one before is there."""

_SIZE = 4
_BLOCK = 64 * 1024
_START = "import sys; sys.path[:] = {path!r}; from pinads.sdk.customers.worker import serve; serve()"


def hash_all(blocks: Iterable[bytes | Cells | Hashed], layout: Layout, worker: Worker | None) -> Iterator[Hashed]:
    """What came of blocks, in order; with a worker or without, the results are the same."""
    if worker is not None:
        yield from _shared(blocks, layout, worker)
        return
    for block in blocks:
        yield block if isinstance(block, Hashed) else hashed(block, layout)


def hashed(block: bytes | Cells, layout: Layout) -> Hashed:
    """What came of a block, whichever it is."""
    return hash_block(block, layout) if isinstance(block, bytes) else hash_cells(block, layout.devices)


def _shared(blocks: Iterable[bytes | Cells | Hashed], layout: Layout, worker: Worker) -> Iterator[Hashed]:
    waiting: deque[Hashed | None] = deque()
    for block in blocks:
        if isinstance(block, Hashed):
            waiting.append(block)
        elif worker.has_room:
            worker.send(block)
            waiting.append(None)
        else:
            waiting.append(hashed(block, layout))
        while waiting and (waiting[0] is not None or worker.is_ready or len(waiting) > MOST_WAITING):
            yield waiting.popleft() or worker.receive()
    while waiting:
        yield waiting.popleft() or worker.receive()


class Worker:
    """The process, as the one that started it sees it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._to, self._from = process.stdin, process.stdout
        self._ahead: deque[bytes | Cells] = deque()
        self._layout = Layout()
        self._received: deque[Hashed] = deque()
        # Nothing here ever waits for room alone: the worker may be waiting for its answers to be taken.
        os.set_blocking(self._to.fileno(), False)
        self._most_ahead = max(LEAST_AHEAD, min(_widened(self._to), _widened(self._from)) // _BLOCK)

    @classmethod
    @contextmanager
    def helping(cls, layout: Layout, wanted: bool) -> Iterator[Worker | None]:
        """One for as long as a block of code takes, where it is wanted and can be had."""
        worker = cls.started(layout) if wanted else None
        try:
            yield worker
        finally:
            if worker is not None:
                worker.close()

    @classmethod
    def started(cls, layout: Layout) -> Worker | None:
        """Start one; None where that cannot be done, so that one process does it all."""
        if os.name != "posix" or not sys.executable:
            return None
        try:
            process = subprocess.Popen(
                [sys.executable, "-c", _START.format(path=sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
            )
        except OSError:
            return None
        worker = cls(process)
        worker._layout = layout
        try:
            worker._feed(tuple(layout))
        except OSError:
            worker.close()
            return None
        return worker

    @property
    def has_room(self) -> bool:
        """Whether a block can be sent without waiting."""
        while self._ahead and self._is_readable:
            self._received.append(self._reply())
        return len(self._ahead) < self._most_ahead

    @property
    def is_ready(self) -> bool:
        """Whether what came of the first block can be received without waiting."""
        return bool(self._received) or (bool(self._ahead) and self._is_readable)

    @property
    def _is_readable(self) -> bool:
        return bool(select.select([self._from], [], [], 0)[0])

    def send(self, block: bytes | Cells) -> None:
        """Give it a block."""
        self._ahead.append(block)
        # A worker that died is noticed when its answer is read, and its blocks are hashed here.
        with suppress(OSError):
            self._feed(block if isinstance(block, bytes) else tuple(block))

    def _feed(self, value: Any) -> None:
        """Write what the worker is to read, and take its answers to earlier blocks meanwhile, so that it goes on reading."""
        rest = _message(value)
        while rest:
            # The last block is the one that is being sent, to which there is no answer yet.
            answers = [self._from] if len(self._ahead) > 1 else []
            readable, writable, _ = select.select(answers, [self._to], [])
            if writable:
                rest = rest[self._to.write(rest) or 0 :]
            elif readable:
                self._received.append(self._reply())

    def receive(self) -> Hashed:
        """What came of the first block that was sent."""
        return self._received.popleft() if self._received else self._reply()

    def _reply(self) -> Hashed:
        block = self._ahead.popleft()
        try:
            parts = _read(self._from)
        except (OSError, EOFError, ValueError):
            parts = None
        return hashed(block, self._layout) if parts is None else Hashed.unpacked(parts)

    def begin_lot(self, joined: bytes, width: int) -> Callable[[], bytes]:
        """Have the duplicates of a lot dropped; answers what gives the digests that are left."""
        with suppress(OSError):
            self._feed((joined, width))

        def end() -> bytes:
            try:
                left: bytes = _read(self._from)
            except (OSError, EOFError, ValueError):
                return different(joined, width)
            return left

        return end

    def close(self) -> None:
        """End it."""
        with suppress(OSError):
            self._to.close()
        self._from.close()
        self._process.kill()
        self._process.wait()


def serve() -> None:
    """What the process does: hash blocks until there are no more."""
    import signal

    # Ctrl-C goes to both processes; the other decides, and this one ends with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = open(0, "rb", buffering=0), open(1, "wb", buffering=0)  # noqa: SIM115
    with suppress(OSError, EOFError):
        layout = Layout(*_read(source))
        while True:
            _write(target, _done(_read(source), layout))


def _done(asked: Any, layout: Layout) -> Any:
    if isinstance(asked, bytes):
        return hash_block(asked, layout).packed()
    return hash_cells(Cells(*asked), layout.devices).packed() if len(asked) == 1 else different(*asked)


def _widened(pipe: IO[bytes]) -> int:
    """Let a pipe take more, so that neither process waits while the other is at something else; answers how much it takes."""
    try:
        import fcntl

        return fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)  # type: ignore[attr-defined,no-any-return,unused-ignore]
    except (ImportError, AttributeError, OSError):
        return _BLOCK


def _write(pipe: Any, value: Any) -> None:
    rest = _message(value)
    while rest:
        rest = rest[pipe.write(rest) :]


def _message(value: Any) -> memoryview:
    data = marshal.dumps(value)
    return memoryview(len(data).to_bytes(_SIZE, "big") + data)


def _read(pipe: IO[bytes]) -> Any:
    return marshal.loads(_exactly(pipe, int.from_bytes(_exactly(pipe, _SIZE), "big")))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    parts = []
    while size:
        part = pipe.read(size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
