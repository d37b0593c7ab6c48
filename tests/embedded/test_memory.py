"""The sizes of this very test run, beside what psutil says of it."""

import os
import subprocess
import sys

import psutil
import pytest

from izaportal.embedded.memory import family_sizes


def test_the_process_itself_comes_first() -> None:
    own = family_sizes(os.getpid())[0]
    assert own.pid == os.getpid()
    assert own.resident == pytest.approx(psutil.Process().memory_info().rss, rel=0.1)
    assert 0 < own.proportional <= own.resident


def test_descendants_are_counted_too() -> None:
    script = "import subprocess, sys; subprocess.run(['sleep', '30'])"
    with subprocess.Popen([sys.executable, "-c", script]) as child:
        while not psutil.Process(child.pid).children():
            assert child.poll() is None
        (grandchild,) = psutil.Process(child.pid).children()
        sizes = {size.pid: size for size in family_sizes(os.getpid())}
        assert sizes[grandchild.pid].command == "sleep 30"
        assert child.pid in sizes
        grandchild.kill()


def test_a_missing_process_has_no_size() -> None:
    with subprocess.Popen(["/bin/true"]) as gone:
        gone.wait()
    assert family_sizes(gone.pid) == []
