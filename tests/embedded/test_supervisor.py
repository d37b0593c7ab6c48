"""How often and how fast a dying child is started again."""

import signal
from pathlib import Path

import pytest

from izaportal.embedded.children import Child, Command, stop_together
from izaportal.embedded.supervisor import StopRequested, Supervisor, Watched, stopping_on_signals, watch


@pytest.fixture
def short_lived(tmp_path: Path) -> Child:
    (tmp_path / "log").touch()
    child = Child(Command("kort", ["/bin/false"], tmp_path / "log", tmp_path, []))
    child.process.wait()
    return child


@pytest.fixture
def lasting(tmp_path: Path) -> Child:
    (tmp_path / "log").touch()
    return Child(Command("lang", ["/bin/sleep", "60"], tmp_path / "log", tmp_path, []))


def test_a_death_is_followed_by_a_start(short_lived: Child) -> None:
    watched, first = Watched(short_lived), short_lived.process.pid
    assert not watched.look(100.0)
    assert not watched.look(100.05)
    assert watched.look(100.11)
    assert watched.child.process.pid != first
    watched.child.process.wait()


def test_pauses_double_up_to_ten_seconds(short_lived: Child) -> None:
    watched, now, pauses = Watched(short_lived), 100.0, []
    for _death in range(9):
        watched.look(now)
        assert watched.again_at is not None
        pauses.append(round(watched.again_at - now, 1))
        now = watched.again_at
        watched.look(now)
        watched.child.process.wait()
    assert pauses == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10.0, 10.0]


def test_a_long_life_resets_the_pause(short_lived: Child) -> None:
    watched = Watched(short_lived, pause=6.4)
    short_lived.started -= 31
    watched.look(100.0)
    assert watched.again_at == pytest.approx(100.1)


def test_the_living_are_left_alone(lasting: Child) -> None:
    watched = Watched(lasting)
    assert not watched.look(100.0)
    assert watched.child is lasting
    stop_together([lasting])


def test_the_owner_sees_replacements(lasting: Child) -> None:
    children = [lasting]
    supervisor = Supervisor(children)
    lasting.process.kill()
    watch([supervisor], until=lambda: children[0] is not lasting)
    assert children[0].alive
    stop_together(children)


def test_children_added_later_are_watched(lasting: Child, short_lived: Child) -> None:
    children = [lasting]
    supervisor = Supervisor(children)
    supervisor.look()
    children.append(short_lived)
    watch([supervisor], until=lambda: children[1] is not short_lived)
    assert children[0] is lasting
    stop_together(children)


def test_a_signal_ends_the_watch() -> None:
    with pytest.raises(StopRequested), stopping_on_signals():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_second_signal_is_ignored() -> None:
    with stopping_on_signals():
        with pytest.raises(StopRequested):
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
