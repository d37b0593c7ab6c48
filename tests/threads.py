"""Several at once, for what must hold when two people do the same at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

LONGEST_WAIT = 20  # seconds


def in_threads(*work: Callable[[], object]) -> list[BaseException]:
    """Do it all at once, each in a thread with a database session of its own; what went wrong.

    Raises TimeoutError when one of them is not done within LONGEST_WAIT.
    """
    pool = ThreadPoolExecutor(len(work))
    begun = [pool.submit(_alone, task) for task in work]
    try:
        ended = [one.exception(LONGEST_WAIT) for one in begun]
    finally:
        pool.shutdown(wait=False)
    return [wrong for wrong in ended if wrong is not None]


def _alone(task: Callable[[], object]) -> None:
    try:
        task()
    finally:
        connection.close()
