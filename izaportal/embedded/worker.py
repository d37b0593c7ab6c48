"""A worker for who waits for jobs: the one that runs already, else an own one for as long as it is needed."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import Signals

from izaportal.embedded.children import Child, Command, stop_together, undisturbed
from izaportal.embedded.folder import BASE_DIR


@contextmanager
def worker_at_hand(*, somebody_works: bool) -> Iterator[Child | None]:
    """None when somebody else's worker is there, else an own one that ends with the block."""
    if somebody_works:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="izaportal-worker-") as folder:
        child = None
        try:
            with undisturbed():
                child = Child(_command(Path(folder) / "worker.log"))
            yield child
        finally:
            if child is not None:
                stop_together([child])


def _command(log: Path) -> Command:
    return Command(
        name="worker",
        argv=[
            sys.executable, "-m", "celery", "--app=izaportal", "--quiet", "worker", "--pool=solo",
            "--loglevel=INFO", "--without-gossip", "--without-mingle",
        ],
        log=log,
        folder=BASE_DIR,
        # It finishes its task on TERM and drops it on QUIT; a dropped one is queued again.
        stopping=[(Signals.SIGTERM, 10), (Signals.SIGQUIT, 2)],
    )  # fmt: skip
