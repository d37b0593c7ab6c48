"""A verdict in other words than the figures give it: with a reason, on record, and taken back."""

import pytest

from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import QuarterVerdict
from izaportal.reporting.selectors.overrulings import overrulings
from izaportal.reporting.services.freeze import freeze_quarter
from izaportal.reporting.services.verdicts import overrule_verdict

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
LINE, WHY, COMPUTED = "Wij liggen op schema.", "De metingen komen nog.", "Nog niets is gemeten."


@pytest.fixture
def say(viewer_of, programme):
    def said(line=LINE, reason=WHY, *, by="programmamanager", quarter=Q3):
        return overrule_verdict(
            actor=viewer_of(by),
            programme=programme,
            quarter=quarter,
            line=line,
            reason=reason,
            computed=COMPUTED,
        )

    return said


def test_it_is_kept_with_what_the_figures_said(say, viewer_of, programme):
    say()
    (one,) = overrulings(viewer_of("lezer"), programme, Q3)
    assert (one.line, one.reason, one.computed) == (LINE, WHY, COMPUTED)
    entry = AuditEntry.objects.filter(object_type="oordeel over het kwartaal").latest("id")
    assert entry.changes == {"oordeel": [None, LINE], "berekend": [None, COMPUTED]}
    assert (entry.action, entry.reason) == ("overschreven", WHY)


def test_taking_it_back_keeps_it_in_the_history(say, viewer_of, programme):
    say()
    say("", "De cijfers zijn binnen.")
    assert [one.line for one in overrulings(viewer_of("lezer"), programme, Q3)] == ["", LINE]


def test_the_same_twice_is_once(say):
    assert say().pk == say().pk
    assert say("", WHY) is not None
    assert say("", "Nog eens.").line == ""
    assert QuarterVerdict.objects.count() == 2


def test_there_is_nothing_to_take_back(say):
    assert say("", WHY) is None
    assert not QuarterVerdict.objects.exists()


@pytest.mark.parametrize("person", ["controller", "projectleider-mgn", "lezer", "zl-manager"])
def test_only_the_manager_may(say, person):
    with pytest.raises(NotAllowed):
        say(by=person)


@pytest.mark.parametrize(
    ("line", "reason", "places"),
    [(LINE, "  ", ["reason"]), ("x" * 301, WHY, ["line"]), ("x" * 301, "", ["reason", "line"])],
)
def test_every_mistake_is_told_at_its_field(say, line, reason, places):
    with pytest.raises(Invalid) as refusal:
        say(line, reason)
    assert [mistake.place for mistake in refusal.value.mistakes] == places


def test_a_frozen_quarter_keeps_its_verdict(say, viewer_of, programme):
    with pytest.raises(Refused, match="Q2 2026 is vastgesteld"):
        say(quarter=Q2)


def test_others_read_none_of_it(say, viewer_of, programme):
    say()
    assert overrulings(viewer_of("zl-manager"), programme, Q3) == ()


def test_freezing_takes_it_along(say, viewer_of, programme):
    say()
    made = freeze_quarter(actor=viewer_of("controller"), programme=programme, quarter=Q3)
    assert LINE in made.content
