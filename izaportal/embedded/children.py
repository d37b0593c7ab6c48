"""Processes that live no longer than the one that started them.

Start them from the main thread only: the kernel sends the death signal when the starting *thread* ends.
"""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import Signals

from izaportal.embedded.identity import Identity, identity_entry

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Command:
    """One program with all that is needed to start it again.

    `stopping` lists signals with the seconds each gets before the next; SIGKILL always comes last.
    """

    name: str
    argv: Sequence[str]
    log: Path
    folder: Path
    stopping: Sequence[tuple[Signals, float]]
    environment: Mapping[str, str] | None = None
    identity: Identity = Identity.SAME
    orphan_signal: Signals = Signals.SIGKILL
    inherited: tuple[int, ...] = field(default=())


class Child:
    """A running command; started in its own session, so that Ctrl-C in a terminal reaches only the parent."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.started = time.monotonic()
        self.process = _spawn(command)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    @property
    def age(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def signal(self, number: Signals) -> None:
        if self.alive:
            self.process.send_signal(number)

    def sweep(self) -> None:
        """Kill what is left of the session after its leader died."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def last_words(self, lines: int = 8) -> str:
        """The end of the log, for a message."""
        text = self.command.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C waits for the end of the block: a child started in it is then known, and can be stopped.

    For the main thread only.
    """
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        signal.raise_signal(signal.SIGINT)


def die_with_parent(number: Signals = Signals.SIGKILL) -> None:
    """Ask the kernel to signal this process when the thread that started it ends."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def entry(identity: Identity, orphan_signal: Signals) -> Callable[[], None]:
    """What a child does before its program runs: become who it must be, and bind its life to its parent's."""
    parent = os.getpid()
    enter = identity_entry(identity)

    def prepare() -> None:
        if enter is not None:
            enter()
        # Last: a change of user clears the request. And the parent may have died in the meantime.
        die_with_parent(orphan_signal)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _spawn(command: Command) -> subprocess.Popen[bytes]:
    with command.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - commands come from this package only
            list(command.argv),
            cwd=command.folder,
            env=None if command.environment is None else dict(command.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=command.inherited,
            preexec_fn=entry(command.identity, command.orphan_signal),
            **command.identity.popen_arguments,
        )


def stop_together(children: Sequence[Child]) -> None:
    """Stop all at once, each with its own list of signals; returns when none is left."""
    plans = {child: _deadlines(child.command) for child in children}
    while any(child.alive for child in children):
        now = time.monotonic()
        for child, plan in plans.items():
            while plan and plan[0][0] <= now:
                child.signal(plan.pop(0)[1])
        time.sleep(0.02)
    for child in children:
        child.sweep()


def _deadlines(command: Command) -> list[tuple[float, Signals]]:
    moment = time.monotonic()
    plan = []
    for number, seconds in command.stopping:
        plan.append((moment, number))
        moment += seconds
    return [*plan, (moment, Signals.SIGKILL)]
