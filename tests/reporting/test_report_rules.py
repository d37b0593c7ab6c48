"""What is wrong, doubtful or missing in a report, how far it is, and what differs from the one before."""

from datetime import date
from decimal import Decimal

import pytest

from izaportal.core.quarter import Quarter
from izaportal.reporting.aspects import Aspect
from izaportal.reporting.report.differences import differences
from izaportal.reporting.report.items import (
    CostLine,
    GrantItem,
    MilestoneItem,
    Outlook,
    RiskItem,
)
from izaportal.reporting.report.judged import AspectItem, DecisionItem, NoteItem
from izaportal.reporting.report.measured import IndicatorItem, Spot
from izaportal.reporting.report.questions import Section, Weight
from izaportal.reporting.report.sheet import Reading, Sheet, Stage
from kpis.targets import Accumulation
from projects.models import MilestoneState

Q3 = Quarter(2026, 3)
LAST = (Quarter(2026, 2), Decimal(70))
COUNT = IndicatorItem("x", "X", Q3, Accumulation.CUMULATIVE, spots=(Spot(last=LAST),), unit="inwoners")
MEMBERS = IndicatorItem(
    "x", "X", Q3, Accumulation.LEVEL, unit="%", is_fraction=True,
    spots=(Spot("GM0983", "Venlo"), Spot("GM0984", "Venray")),
)  # fmt: skip
GRANT = GrantItem("spuk", "SPUK", (CostLine("", "Besteed", Decimal("100.00")),), left=Decimal("50.00"))
MILESTONE = MilestoneItem("m", "M", date(2026, 9, 30), today=date(2026, 10, 12))
ASPECT = AspectItem(Aspect.RESULT, "on_track", "Alles op koers.")


def found(item, **typed: str) -> dict[str, str]:
    """Places below the item with the weight of what is found there."""
    names = {f"{item.key}.{part}".rstrip("."): text for part, text in typed.items()}
    return _found(item, names)


def _found(item, names: dict[str, str]) -> dict[str, str]:
    reading = Reading(Sheet((item,)), names)
    return {
        place.removeprefix(item.key).lstrip("."): one.weight.value for place, one in reading.findings.items()
    }


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"meting.x": "80"}, {}),
        ({}, {"": "missing"}),
        ({"meting.x": "tachtig"}, {"": "wrong"}),
        ({"meting.x": "65"}, {"bevestiging": "doubtful"}),
        ({"meting.x": "700"}, {"bevestiging": "doubtful"}),
        ({"meting.x": "65", "meting.x.bevestiging": "Dubbel geteld."}, {}),
        ({"meting.x.ontbreekt": "Komt in Q4."}, {}),
        ({"meting.x": "80", "meting.x.ontbreekt": "Komt in Q4."}, {"ontbreekt": "wrong"}),
    ],
)
def test_a_measurement_is_wanted_believable_or_explained(typed, expected):
    assert _found(COUNT, typed) == expected


def test_a_value_that_is_there_already_is_not_doubted():
    item = IndicatorItem("x", "X", Q3, Accumulation.CUMULATIVE, spots=(Spot(last=LAST, present=Decimal(65)),))
    assert _found(item, {}) == {}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("3", "4", "1", "2"), {}),
        (("3", "4", "", ""), {"GM0984.teller": "missing"}),
        (("3", "", "1", "2"), {"GM0983.noemer": "missing"}),
        (("3", "0", "1", "2"), {"GM0983.noemer": "wrong"}),
    ],
)
def test_a_fraction_has_two_parts_of_each_member(typed, expected):
    names = [f"meting.x.{code}.{part}" for code in ("GM0983", "GM0984") for part in ("teller", "noemer")]
    assert _found(MEMBERS, dict(zip(names, typed, strict=True))) == expected


def test_a_share_of_people_is_told_in_percent():
    typed = {"meting.x.GM0983.teller": "1", "meting.x.GM0983.noemer": "3"}
    (value,) = MEMBERS.values(Reading(Sheet((MEMBERS,)), typed).answers)
    assert (value.municipality, value.value) == ("GM0983", Decimal("33.333333"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("100", {}),
        ("150", {}),
        ("", {"": "missing"}),
        ("99,99", {"": "wrong"}),
        ("150,01", {"": "wrong"}),
        ("-1", {"": "wrong"}),
    ],
)
def test_spending_lies_between_booked_and_award(typed, expected):
    assert _found(GRANT, {"besteding.spuk": typed}) == expected


@pytest.mark.parametrize(
    ("state", "expected", "reached", "note", "findings"),
    [
        ("", "", "", "", {"stand": "missing"}),
        ("planned", "30-09-2026", "", "", {}),
        ("planned", "01-10-2026", "", "", {"verwacht": "wrong"}),
        ("late", "01-12-2026", "", "", {"toelichting": "missing"}),
        ("late", "01-12-2026", "", "Wacht op cijfers.", {}),
        ("reached", "", "", "", {"gehaald": "missing"}),
        ("reached", "", "13-10-2026", "", {"gehaald": "wrong"}),
        ("reached", "", "12-10-2026", "", {}),
        ("dropped", "", "", "", {"toelichting": "missing"}),
        ("vervallen", "", "", "", {"stand": "wrong"}),
    ],
)
def test_a_milestone_says_what_its_state_asks(state, expected, reached, note, findings):
    assert found(MILESTONE, stand=state, verwacht=expected, gehaald=reached, toelichting=note) == findings


def test_the_states_are_those_of_milestones():
    assert {state.value for state in Outlook} == {s.value for s in MilestoneState} - {"unknown"}


@pytest.mark.parametrize(
    ("colour", "parts", "missing"),
    [
        ("on_track", (), set()),
        ("", (), {"kleur"}),
        ("at_risk", (), {"reden", "oorzaak", "gevolg", "bijsturing"}),
        ("off_track", ("oorzaak", "gevolg", "bijsturing"), {"reden"}),
        ("at_risk", ("reden", "oorzaak", "gevolg", "bijsturing"), set()),
    ],
)
def test_a_judgement_is_explained(colour, parts, missing):
    assert set(found(ASPECT, kleur=colour, **dict.fromkeys(parts, "Omdat."))) == missing


def test_an_unknown_colour_is_refused():
    assert found(ASPECT, kleur="paars") == {"kleur": "wrong"}


def test_exceeding_counts_as_on_track():
    item = AspectItem(Aspect.RESULT, "exceeded")
    assert _found(item, {}) == {}


def test_a_decision_asks_its_question_only_when_wanted():
    item = DecisionItem((("stop", "stoppen"),))
    assert found(item, soort="geen") == {}
    assert set(found(item, soort="stop")) == {"vraag", "waarom"}
    assert found(item, soort="stop", vraag="x" * 301, waarom="Nu.") == {"vraag": "wrong"}


def test_risks_are_scored_from_one_to_five():
    item = RiskItem("r", "R", 2, None)
    assert found(item) == {"gevolg": "missing"}
    assert found(item, gevolg="6") == {"gevolg": "wrong"}


def test_progress_counts_what_is_asked():
    note = NoteItem("metingen.toelichting", "Toelichting", Section.MEASUREMENTS)
    sheet = Sheet((COUNT, note))
    stages = {
        text: Reading(sheet, {"meting.x": text}).progress(Section.MEASUREMENTS).stage
        for text in ("", "65", "80", "tachtig")
    }
    assert stages == {"": Stage.EMPTY, "65": Stage.WRONG, "80": Stage.DONE, "tachtig": Stage.WRONG}


def test_progress_is_told_in_words():
    other = IndicatorItem("y", "Y", Q3, Accumulation.LEVEL)
    progress = Reading(Sheet((COUNT, other)), {"meting.x": "65", "meting.y": "1"}).progress(
        Section.MEASUREMENTS
    )
    assert progress.words == "1 fout, 1 van 2 klaar"


def test_only_what_is_typed_wrong_is_told_at_once():
    reading = Reading(Sheet((COUNT, MILESTONE)), {"meting.x": "tachtig"})
    assert {one.weight for one in reading.wrong.values()} == {Weight.WRONG}
    assert len(reading.mistakes) > len(reading.wrong)


def test_text_of_a_field_that_is_gone_is_left_alone():
    assert Reading(Sheet((COUNT,)), {"meting.oud": "5"}).content == {}


def test_differences_are_told_in_words():
    old = Reading(Sheet((COUNT, GRANT)), {"meting.x": "70", "besteding.spuk": "100"}).content
    new = Reading(Sheet((COUNT, MILESTONE)), {"meting.x": "1.080,5", "mijlpaal.m.stand": "planned"}).content
    assert [(one.label, one.old, one.new) for one in differences(old, new)] == [
        ("X", "70\u00a0inwoners", "1.080,5\u00a0inwoners"),
        ("SPUK: Besteed", "€\u00a0100,00", ""),
        ("M: stand", "", "op schema"),
        ("M: verwacht op", "", "30 september 2026"),
    ]


def judged(colour: str, cause: str) -> dict[str, dict[str, str]]:
    texts = {"kleur": colour, "oorzaak": cause, "reden": "Zo zien wij het."}
    sheet = Sheet((AspectItem(Aspect.TIME, "on_track"),))
    return Reading(sheet, {f"oordeel.time.{part}": text for part, text in texts.items()}).content


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (("on_track", "Ziekte"), ("on_track", "Griep"), []),
        (("no_data", "Ziekte"), ("on_track", "Griep"), [("geen oordeel", "op koers")]),
        (("at_risk", "Ziekte"), ("off_track", "Griep"), [("risico", "achter"), ("Ziekte", "Griep")]),
        (("at_risk", "Ziekte"), ("on_track", "Ziekte"), [("risico", "op koers"), ("Ziekte", "")]),
        (("on_track", "Ziekte"), ("at_risk", "Ziekte"), [("op koers", "risico"), ("", "Ziekte")]),
    ],
)
def test_what_ends_green_has_no_cause(old, new, told):
    """What was typed before it became green is no part of the report."""
    found = differences(judged(*old), judged(*new))
    assert [(one.old, one.new) for one in found] == told


def test_the_same_number_in_another_spelling_is_no_difference():
    spellings = ("80", "80,0", " 80.00 ")
    contents = [Reading(Sheet((COUNT,)), {"meting.x": text}).content for text in spellings]
    assert [differences(contents[0], other) for other in contents] == [(), (), ()]
