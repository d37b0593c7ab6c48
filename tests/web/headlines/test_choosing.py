"""The list of chosen indicators while it is being made, from plain data."""

from uuid import UUID

import pytest

from izaportal.web.headlines.choosing import grouped, is_press, numbered, pressed, told
from kpis.selectors.headlines import MOST, Candidate

CHOSEN = ["a", "b", "c"]


def candidate(slug: str, pillar: str = "Gezond") -> Candidate:
    return Candidate(UUID(int=1), slug, slug.upper(), "Indicator", pillar, True, True, None)


ROWS = {slug: candidate(slug) for slug in "abcdefghij"}


@pytest.mark.parametrize(
    ("post", "after"),
    [
        ({"omhoog": "b"}, ["b", "a", "c"]),
        ({"omlaag": "b"}, ["a", "c", "b"]),
        ({"omhoog": "a"}, CHOSEN),
        ({"omlaag": "c"}, CHOSEN),
        ({"weg": "a"}, ["b", "c"]),
        ({"erbij": "1", "indicator": "d"}, ["a", "b", "c", "d"]),
        ({"erbij": "1", "indicator": "a"}, CHOSEN),
        ({"erbij": "1", "indicator": ""}, CHOSEN),
        ({"indicator": "d"}, CHOSEN),
        ({"omhoog": "onbekend"}, CHOSEN),
        ({"erbij": "1", "indicator": "onbekend"}, CHOSEN),
    ],
)
def test_a_press_changes_one_thing_or_nothing(post, after):
    assert pressed(list(CHOSEN), post, ROWS) == after


def test_a_full_list_takes_no_more():
    full = list("abcdefgh")
    assert len(full) == MOST
    assert pressed(full, {"erbij": "1", "indicator": "i"}, ROWS) == full


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (["b", "a", "c"], "B Indicator staat nu op plaats 1."),
        (["a", "c"], "B Indicator is weggehaald."),
        ([*CHOSEN, "d"], "D Indicator staat nu op plaats 4."),
        (CHOSEN, "De lijst bleef gelijk."),
    ],
)
def test_what_a_press_did_is_said(after, words):
    assert told(CHOSEN, after, ROWS) == words


def test_saving_is_no_press():
    assert is_press({"omhoog": "a"})
    assert not is_press({"indicator": "a", "reason": "omdat"})


def test_what_is_chosen_is_not_offered_again():
    rows = [candidate("a"), candidate("b", ""), candidate("c")]
    assert [(group.title, [row.slug for row in group.rows]) for group in grouped(rows, ["a"])] == [
        ("Overig", ["b"]), ("Gezond", ["c"])
    ]  # fmt: skip
    assert [(one.place, one.is_first, one.is_last) for one in numbered(rows)] == [
        (1, True, False), (2, False, False), (3, False, True)
    ]  # fmt: skip
