"""Three versions of a row meet: what its author saw, what they want, and what is stored."""

from hypothesis import given
from hypothesis import strategies as some

from izaportal.imports.comparing import Comparer, Known
from izaportal.imports.layout import Column, Row, Tab

TAB = Tab("proef", "Proef", (Column("name", "Naam", is_key=True), Column("a", "A"), Column("b", "B")))
VALUES = some.sampled_from([None, "1", "2", "3"])


def compared(seen: dict, stored: dict, *rows: Row):
    comparer = Comparer(TAB, Known(seen, stored), cells={"name": "B", "a": "C", "b": "D"})
    findings = [finding for row in rows for finding in comparer.take(row)]
    return comparer.result, findings


@given(VALUES, VALUES, VALUES)
def test_a_cell_is_never_overwritten_unseen(seen, wanted, stored):
    """Applied only when the portal still holds what the author saw; left when it is so already."""
    result, findings = compared(
        {"i": ("n", seen, None)}, {"i": ("n", stored, None)}, Row(3, "i", ("n", wanted, None))
    )
    if wanted in (seen, stored):
        assert (result.changed, findings, result.left) == ([], [], 1)
    elif seen == stored:
        [change] = result.changed
        assert change.fields["a"].wanted == wanted
        assert findings == []
    else:
        assert result.changed == []
        assert [(one.group, one.cell) for one in findings] == [("Intussen gewijzigd in het portaal", "C3")]


@given(some.lists(some.tuples(VALUES, VALUES), max_size=6))
def test_what_is_stored_changes_nothing(cells):
    stored = {str(place): (f"n{place}", *pair) for place, pair in enumerate(cells)}
    rows = [Row(line, row_id, record) for line, (row_id, record) in enumerate(stored.items(), start=3)]
    result, findings = compared(stored, stored, *rows)
    assert (result.added, result.changed, findings) == ([], [], [])
    assert result.left == len(cells)


def test_an_unread_cell_changes_nothing():
    stored = {"i": ("n", "1", "2")}
    row = Row(3, "i", ("n", None, "3"), unread=frozenset({"a"}))
    result, findings = compared(stored, stored, row)
    assert (result.changed, findings) == ([], [])


def test_a_new_name_is_added_once():
    row, again = Row(3, "", ("n", "1", None)), Row(4, "", ("n", "2", None))
    result, findings = compared({}, {}, row, again)
    assert result.added == [row]
    assert [(one.group, one.cell) for one in findings] == [("Staat er twee keer", "B4")]


def test_a_known_name_is_not_added():
    result, findings = compared({}, {"i": ("n", "1", None)}, Row(3, "", ("n", "2", None)))
    assert (result.added, result.changed) == ([], [])
    assert [one.group for one in findings] == ["Staat al in het portaal"]
