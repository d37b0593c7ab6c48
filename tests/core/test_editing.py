"""The three-way merge of edits, field by field."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.editing import Conflict, Conflicted, Edit, merge

TEXTS = st.sampled_from(["", "a", "b", "c"])
STORED = st.dictionaries(st.sampled_from(["doel", "fase", "code"]), TEXTS, min_size=1)


@st.composite
def cases(draw: Any) -> tuple[dict[str, str], dict[str, Edit]]:
    """Stored values, and edits of some of their fields."""
    stored = draw(STORED)
    fields = draw(st.lists(st.sampled_from(sorted(stored)), unique=True))
    return stored, {field: Edit(draw(TEXTS), draw(TEXTS)) for field in fields}


def test_only_what_the_author_changed_is_stored():
    edits = {"doel": Edit("oud", "nieuw"), "fase": Edit("ontwerp", "ontwerp")}
    assert merge({"doel": "oud", "fase": "uitvoering"}, edits) == {"doel": "nieuw"}


def test_both_texts_survive_a_conflict():
    with pytest.raises(Conflicted) as conflict:
        merge({"doel": "van de ander"}, {"doel": Edit("oud", "van mij")})
    assert conflict.value.conflicts == (Conflict("doel", "oud", mine="van mij", theirs="van de ander"),)


def test_asking_for_what_is_stored_is_no_conflict():
    assert merge({"doel": "nieuw"}, {"doel": Edit("oud", "nieuw")}) == {}


def test_a_lost_basis_overwrites_nothing():
    with pytest.raises(Conflicted):
        merge({"doel": "tekst"}, {"doel": Edit(None, "anders")})


@given(cases())
def test_nothing_of_others_is_overwritten(case: tuple[dict[str, str], dict[str, Edit]]):
    stored, edits = case
    met = {name for name, edit in edits.items() if stored[name] not in (edit.seen, edit.wanted)}
    met = {name for name in met if edits[name].seen != edits[name].wanted}
    if met:
        with pytest.raises(Conflicted) as conflict:
            merge(stored, edits)
        assert {one.field for one in conflict.value.conflicts} == met
    else:
        assert all(stored[field] == edits[field].seen for field in merge(stored, edits))


@given(cases())
def test_a_second_click_changes_nothing(case: tuple[dict[str, str], dict[str, Edit]]):
    stored, edits = case
    try:
        changes = merge(stored, edits)
    except Conflicted:
        return
    assert merge(stored | changes, edits) == {}


@given(cases())
def test_taking_back_restores_what_was(case: tuple[dict[str, str], dict[str, Edit]]):
    stored, edits = case
    try:
        changes = merge(stored, edits)
    except Conflicted:
        return
    back = {field: Edit(seen=new, wanted=stored[field]) for field, new in changes.items()}
    now = stored | changes
    assert now | merge(now, back) == stored
