import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.textdiff import Part, PartKind, difference, shortened

TEXTS = st.text(alphabet=st.sampled_from("ab c\n.,é<&"), max_size=60) | st.text(max_size=40)


def old_of(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts if part.kind != PartKind.ADDED)


def new_of(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts if part.kind != PartKind.REMOVED)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(part.kind.value, part.text) for part in difference(old, new)]


@given(TEXTS, TEXTS)
def test_parts_give_both_texts_back(old, new):
    parts = difference(old, new)
    assert (old_of(parts), new_of(parts)) == (old, new)
    assert all(part.text for part in parts)


@given(TEXTS)
def test_equal_texts_have_no_difference(text):
    assert all(part.kind == PartKind.SAME for part in difference(text, text))


@given(TEXTS, TEXTS)
def test_neighbouring_parts_differ_in_kind(old, new):
    kinds = [part.kind for part in difference(old, new)]
    assert all(one != other for one, other in itertools.pairwise(kinds) if one != PartKind.SAME)


@given(TEXTS, TEXTS)
def test_shortening_leaves_changes_whole(old, new):
    parts = difference(old, new)
    changed = [part for part in parts if part.kind != PartKind.SAME]
    assert [part for part in shortened(parts) if part.kind != PartKind.SAME] == changed


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("", "nieuw", [("added", "nieuw")]),
        ("weg", "", [("removed", "weg")]),
        (
            "Werving loopt goed.",
            "Werving loopt achter.",
            [("same", "Werving loopt "), ("removed", "goed"), ("added", "achter"), ("same", ".")],
        ),
        (
            "met oude tekst erin",
            "met nieuwe woorden erin",
            [("same", "met "), ("removed", "oude tekst"), ("added", "nieuwe woorden"), ("same", " erin")],
        ),
        ("a b", "a b c", [("same", "a b"), ("added", " c")]),
    ],
)
def test_changes_are_told_in_words(old, new, expected):
    assert told(old, new) == expected


def test_long_unchanged_text_is_left_out():
    text = "woord " * 100
    first, second, third, fourth = shortened(difference(f"{text}oud {text}", f"{text}nieuw {text}"))
    assert first.text.startswith(" … ")
    assert len(first.text) < 70
    assert (second.text, third.text) == ("oud", "nieuw")
    assert fourth.text.endswith(" … ")


def test_a_short_text_stays_whole():
    parts = difference("een korte tekst", "een lange tekst")
    assert shortened(parts) == parts


def test_very_long_texts_are_compared_quickly():
    old = "\n".join(f"regel {n} met wat woorden" for n in range(5000))
    new = old.replace("regel 2500 ", "regel twee ")
    began = time.process_time()
    parts = difference(old, new)
    assert time.process_time() - began < 2
    assert (old_of(parts), new_of(parts)) == (old, new)
    assert {part.kind for part in parts} == set(PartKind)
