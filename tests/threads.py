"""Several at once, for what must hold when two people do the same at the same moment."""

import threading
from collections.abc import Callable

from django.db import connection

LONGEST_WAIT = 20  # seconds


def in_threads(*work: Callable[[], object]) -> list[BaseException]:
    """Do it all at once, each in a thread with a database session of its own; what went wrong.

    Fails when one of them is not done within LONGEST_WAIT.
    """
    wrong: list[BaseException] = []

    def one(task: Callable[[], object]) -> None:
        try:
            task()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(task,)) for task in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_WAIT)
    assert not any(thread.is_alive() for thread in threads)
    return wrong
