"""A programme decides on which days it reminds people; on record, and within reason."""

import pytest

from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed
from izaportal.core.models import AuditEntry
from pillars.forms import RemindersForm
from pillars.models import Programme
from pillars.services.reminders import change_reminders

pytestmark = pytest.mark.django_db
USUAL = [21, 14, 7]


@pytest.fixture
def change(programme, viewer_of):
    def change(edits, *, actor="programmamanager", reason=""):
        return change_reminders(actor=viewer_of(actor), programme=programme, edits=edits, reason=reason)

    return change


@pytest.fixture
def stored(programme):
    return lambda: Programme.objects.get(pk=programme.pk)


@pytest.mark.parametrize("actor", ["programmamanager", "controller"])
def test_other_days_are_on_record(change, stored, actor):
    entry = change({"reminder_days": Edit(USUAL, [10, 3])}, actor=actor, reason="Drie is te veel.")
    assert stored().reminder_days == [10, 3]
    assert entry.changes == {"reminder_days": [USUAL, [10, 3]]}
    assert (entry.object_type, entry.programme, entry.reason) == ("programma", "nml-o", "Drie is te veel.")


@pytest.mark.parametrize(
    "actor", ["projectleider-mgn", "lezer", "bestuurder-venray", "zl-manager", "beheerder"]
)
def test_others_decide_nothing(change, stored, actor):
    with pytest.raises(NotAllowed):
        change({"reminder_days": Edit(USUAL, [10])}, actor=actor)
    assert stored().reminder_days == USUAL


def test_what_is_so_already_is_not_recorded(change):
    before = AuditEntry.objects.count()
    assert change({"reminder_days": Edit([5], USUAL), "reminders_after": Edit(4, 4)}) is None
    assert AuditEntry.objects.count() == before


def test_two_who_decide_otherwise_are_told(change, stored):
    change({"reminder_days": Edit(USUAL, [10])})
    change({"reminders_after": Edit(4, 0)})
    with pytest.raises(Conflicted):
        change({"reminder_days": Edit(USUAL, [5])})
    assert (stored().reminder_days, stored().reminders_after) == ([10], 0)


@pytest.mark.parametrize(
    ("edits", "place", "words"),
    [
        ({"reminder_days": Edit(USUAL, [61])}, "reminder_days", "van 1 tot en met 60"),
        ({"reminder_days": Edit(USUAL, [7, 0])}, "reminder_days", "van 1 tot en met 60"),
        ({"reminder_days": Edit(USUAL, [7, 6, 5, 4, 3, 2, 1])}, "reminder_days", "hoogstens 6"),
        ({"reminders_after": Edit(4, -1)}, "reminders_after", "van 0 tot en met 12"),
        ({"reminders_after": Edit(4, 13)}, "reminders_after", "van 0 tot en met 12"),
    ],
)
def test_mistakes_are_told_at_their_field(change, stored, edits, place, words):
    with pytest.raises(Invalid) as refusal:
        change(edits)
    assert [mistake.place for mistake in refusal.value.mistakes] == [place]
    assert words in str(refusal.value)
    assert (stored().reminder_days, stored().reminders_after) == (USUAL, 4)


def test_every_mistake_at_once(change):
    with pytest.raises(Invalid) as refusal:
        change({"reminder_days": Edit(USUAL, [99]), "reminders_after": Edit(4, 99)})
    assert len(refusal.value.mistakes) == 2


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("21, 14, 7", [21, 14, 7]),
        ("7 14;21", [21, 14, 7]),
        ("14 en 7", [14, 7]),
        ("7,7", [7]),
        ("", []),
        ("zeven", None),
        ("-7", None),
        ("7.5", None),
        ("²", None),
    ],
)
def test_days_are_read_as_people_write_them(text, days):
    form = RemindersForm({"reminder_days": text, "reminders_after": "4"})
    assert form.is_valid() is (days is not None)
    assert form.cleaned_data.get("reminder_days") == days
