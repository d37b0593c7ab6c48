import logging

from izaportal.core.outcome import Outcome


def tenth_of(number: int) -> float:
    return 10 / number


def test_one_failure_leaves_the_others(caplog):
    outcome = Outcome()
    with caplog.at_level(logging.CRITICAL):
        assert outcome.each([1, 0, 5], tenth_of) == [10.0, 2.0]
    assert outcome.looked_at == 3
    assert outcome.failures == [{"what": "0", "why": "ZeroDivisionError: division by zero"}]


def test_a_failure_is_logged_with_trace(caplog):
    Outcome().each([0], tenth_of)
    (entry,) = caplog.records
    assert entry.exc_info is not None
    assert "herberekening van 0 mislukt" in entry.getMessage()


def test_outcomes_of_steps_add_up():
    first = Outcome(3, 1, [{"what": "a", "why": "b"}])
    second = Outcome(4, 2, [{"what": "c", "why": "d"}])
    assert first + second == Outcome(7, 3, [{"what": "a", "why": "b"}, {"what": "c", "why": "d"}])
    assert first == Outcome(3, 1, [{"what": "a", "why": "b"}])


def test_nothing_to_do_is_nothing():
    outcome = Outcome()
    assert outcome.each([], tenth_of) == []
    assert outcome == Outcome(0, 0, [])


class Thing:
    failure_key = ("thing", "7")

    def __str__(self) -> str:
        return "het ding"


def test_a_failure_keeps_the_key(caplog):
    outcome = Outcome()
    outcome.each([Thing()], lambda thing: 1 // 0)
    assert outcome.failures == [
        {
            "kind": "thing",
            "id": "7",
            "what": "het ding",
            "why": "ZeroDivisionError: integer division or modulo by zero",
        }
    ]
