"""Stopping and sweeping with real processes."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from signal import Signals

import psutil
import pytest

from izaportal.embedded import worker
from izaportal.embedded.children import Child, Command, stop_together, undisturbed
from tests.embedded.stacks import all_gone, seconds_until

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
)
PARENT = (
    "import subprocess, sys, time; subprocess.Popen(['sleep', '60']); print(1, flush=True); time.sleep(60)"
)


@pytest.fixture
def child(tmp_path: Path) -> Callable[..., Child]:
    def start(script: str, *stopping: tuple[Signals, float]) -> Child:
        """A Python script that has said that it is under way."""
        log = tmp_path / f"{len(list(tmp_path.iterdir()))}.log"
        log.touch()
        started = Child(Command("proef", [sys.executable, "-c", script], log, tmp_path, stopping))
        seconds_until(lambda: log.stat().st_size > 0, limit=10)
        return started

    return start


def test_a_willing_child_stops_at_once(child: Callable[..., Child]) -> None:
    willing = child("import time; print(1, flush=True); time.sleep(60)", (Signals.SIGTERM, 5.0))
    stop_together([willing])
    assert willing.process.returncode == -Signals.SIGTERM


def test_a_stubborn_child_is_killed(child: Callable[..., Child]) -> None:
    stubborn = child(STUBBORN, (Signals.SIGTERM, 0.3))
    began = time.monotonic()
    stop_together([stubborn])
    assert stubborn.process.returncode == -Signals.SIGKILL
    assert time.monotonic() - began >= 0.3


def test_all_are_stopped_at_the_same_time(child: Callable[..., Child]) -> None:
    patience = 1.0
    children = [child(STUBBORN, (Signals.SIGTERM, patience)) for _number in range(6)]
    began = time.monotonic()
    stop_together(children)
    assert time.monotonic() - began < len(children) * patience


def test_grandchildren_are_swept_up(child: Callable[..., Child]) -> None:
    parent = child(PARENT)
    grandchildren = psutil.Process(parent.process.pid).children()
    assert len(grandchildren) == 1
    stop_together([parent])
    seconds_until(lambda: all_gone(grandchildren), limit=10)


def test_last_words_are_the_end(child: Callable[..., Child]) -> None:
    talker = child("print(*range(30), sep='\\n', flush=True)")
    talker.process.wait()
    assert talker.last_words(lines=2) == "28\n29"


def test_ctrl_c_waits_for_the_end_of_a_block() -> None:
    """So a child that is started in it is known to who must stop it."""
    done: list[str] = []

    def work() -> None:
        with undisturbed():
            signal.raise_signal(Signals.SIGINT)
            done.append("alles")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["alles"]
    assert signal.getsignal(Signals.SIGINT) is signal.default_int_handler


def test_a_block_that_nobody_disturbs_just_ends() -> None:
    with undisturbed():
        pass
    assert signal.getsignal(Signals.SIGINT) is signal.default_int_handler


def test_an_interrupted_start_leaves_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between the start of the process and the moment it has a name."""
    started: list[Child] = []

    def interrupted(command: Command) -> Child:
        started.append(Child(command))
        signal.raise_signal(Signals.SIGINT)
        return started[0]

    monkeypatch.setattr(worker, "Child", interrupted)
    with pytest.raises(KeyboardInterrupt), worker.worker_at_hand(somebody_works=False):
        pytest.fail("het blok begon toch")
    assert not started[0].alive
