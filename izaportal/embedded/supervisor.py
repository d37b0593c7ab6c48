"""Keep children running: who dies is started again, ever more slowly when it keeps dying."""

import logging
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from izaportal.embedded.children import Child

logger = logging.getLogger("izaportal.embedded")

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 10.0
_HEALTHY_AGE = 30.0
_TICK = 0.1
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Ctrl-C, TERM or a closed terminal; no Exception, so that nothing on the way keeps it."""


@contextmanager
def stopping_on_signals(numbers: Sequence[signal.Signals] = STOP_SIGNALS) -> Iterator[None]:
    """Raise StopRequested at the first signal; later ones do not disturb the stopping."""

    def request_stop(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise StopRequested

    before = {number: signal.signal(number, request_stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass
class Watched:
    """A place in the list of children with the history of its deaths; pauses in seconds."""

    child: Child
    pause: float = _FIRST_PAUSE
    again_at: float | None = None

    def look(self, now: float) -> bool:
        """Notice a death, or start again when the pause is over; True when a new child was started."""
        if self.again_at is None:
            if not self.child.alive:
                self._mourn(now)
            return False
        if now < self.again_at:
            return False
        self.child, self.again_at = Child(self.child.command), None
        return True

    def _mourn(self, now: float) -> None:
        self.child.sweep()
        if self.child.age > _HEALTHY_AGE:
            self.pause = _FIRST_PAUSE
        logger.warning(
            "%s stopte (%s), nieuwe start over %.1f s; zie %s",
            self.child.command.name,
            self.child.process.returncode,
            self.pause,
            self.child.command.log,
        )
        self.again_at = now + self.pause
        self.pause = min(self.pause * 2, _LONGEST_PAUSE)


class Supervisor:
    """Watches a list of children and replaces the dead in that same list: its owner stops the living."""

    def __init__(self, children: list[Child]) -> None:
        self._children = children
        self._watched: list[Watched] = []

    def look(self) -> None:
        """One round; called again and again by whoever waits for something."""
        self._watched += [Watched(child) for child in self._children[len(self._watched) :]]
        now = time.monotonic()
        for place, watched in enumerate(self._watched):
            if watched.look(now):
                self._children[place] = watched.child


def watch(supervisors: Sequence[Supervisor], until: Callable[[], bool]) -> None:
    """Look after all children until the question says yes; a signal ends it with StopRequested."""
    while not until():
        for supervisor in supervisors:
            supervisor.look()
        time.sleep(_TICK)
