"""The sheet of a report: what it asks, and what would be computed from what was typed so far."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from izaportal.reporting.aspects import (
    Aspect,
    AspectStatus,
    IndicatorOutlook,
    MilestoneOutlook,
    Progress,
    ProjectFacts,
    judge_project,
)
from izaportal.reporting.explanation import sentences
from izaportal.reporting.report.items import Item, Outlook
from izaportal.reporting.report.judged import AspectItem, DecisionItem, NoteItem
from izaportal.reporting.report.measured import IndicatorItem, MeasuredValue
from izaportal.reporting.report.questions import Answers, Section
from izaportal.reporting.report.sheet import Reading, Sheet, Typed
from izaportal.reporting.selectors.report_facts import ReportFacts
from izaportal.reporting.selectors.report_items import (
    grant_items,
    indicator_items,
    milestone_items,
    risk_items,
)
from kpis.selectors.facts import IndicatorFacts
from kpis.status import Assessment, assess
from kpis.totals import MemberMeasurement, TotalMethod, total_over_members
from projects.models import DecisionKind, MilestoneState

ASKED_FOR = (
    DecisionKind.CONTINUE,
    DecisionKind.ADJUST,
    DecisionKind.SCALE_UP,
    DecisionKind.MERGE,
    DecisionKind.STOP,
)
NOTES = {
    Section.MEASUREMENTS: NoteItem(
        "metingen.toelichting",
        "Toelichting bij de metingen",
        Section.MEASUREMENTS,
        help="Wat verklaart de verandering? Schrijf voor een bestuurder die dit één keer leest.",
    ),
    Section.SPENDING: NoteItem(
        "besteding.toelichting",
        "Toelichting bij de besteding",
        Section.SPENDING,
        help="Waar ging het geld naartoe? Wat wijkt af van de begroting?",
    ),
    Section.NARRATIVE: NoteItem(
        "voortgang.tekst",
        "Hoe gaat het?",
        Section.NARRATIVE,
        help="Wat is er bereikt, wat loopt anders dan gedacht, wat komt er aan?",
        is_optional=False,
    ),
}


@dataclass(frozen=True)
class Drafted:
    """A report as it would be if what was typed so far were approved."""

    facts: ReportFacts
    typed: Typed

    @cached_property
    def plain(self) -> Reading:
        """Without the judgements, which stand beside what is computed from the rest."""
        items: list[Item] = [
            *indicator_items(self.facts),
            *grant_items(self.facts),
            *milestone_items(self.facts),
            *risk_items(self.facts),
        ]
        present = {item.section for item in items}
        notes = [
            note for section, note in NOTES.items() if section in present or section is Section.NARRATIVE
        ]
        kinds = tuple((kind.value, str(kind.label)) for kind in ASKED_FOR)
        listed: list[Item] = [*items, *notes, DecisionItem(kinds)]
        order = list(Section)
        return Reading(Sheet(tuple(sorted(listed, key=lambda one: order.index(one.section)))), self.typed)

    @cached_property
    def assessments(self) -> dict[UUID, Assessment]:
        """Of every indicator the project is judged by, by id."""
        items = {item.slug: item for item in self.plain.sheet.items if isinstance(item, IndicatorItem)}
        return {
            one.indicator.pk: _assessed(self.facts, one, items.get(one.indicator.slug), self.plain.answers)
            for one in self.facts.counted
        }

    @cached_property
    def computed(self) -> dict[Aspect, tuple[str, str]]:
        """(status, sentence) per aspect. Money as it was last stored, for it comes from the ledger; empty
        when it never was."""
        counting = [one.indicator for one in self.facts.counted if one.indicator.counts]
        facts = ProjectFacts(
            self.facts.quarter,
            tuple(IndicatorOutlook(str(one), self.assessments[one.pk].status) for one in counting),
            tuple(_outlooks(self.facts, self.plain.answers)),
        )
        judged = judge_project(facts)
        said = sentences(facts, judged)
        found = {aspect: (judged.of(aspect).value, said[aspect]) for aspect in (Aspect.RESULT, Aspect.TIME)}
        return found | {Aspect.MONEY: _money(self.facts)}

    @cached_property
    def reading(self) -> Reading:
        """The whole report with its judgements."""
        judged = [AspectItem(aspect, *self.computed[aspect]) for aspect in Aspect]
        others = self.plain.sheet.items
        at = next((i for i, item in enumerate(others) if item.section is Section.NARRATIVE), len(others))
        return Reading(Sheet((*others[:at], *judged, *others[at:])), self.typed)

    @property
    def values(self) -> dict[str, list[MeasuredValue]]:
        """What is to be handed in, by the slug of the indicator."""
        return {
            item.slug: list(item.values(self.plain.answers))
            for item in self.plain.sheet.items
            if isinstance(item, IndicatorItem)
        }


def _money(facts: ReportFacts) -> tuple[str, str]:
    if facts.standing is None:
        return (
            ("", "")
            if facts.grants
            else (AspectStatus.NOT_APPLICABLE.value, "Dit project heeft geen subsidie.")
        )
    told = facts.standing.explanation.get(Aspect.MONEY.value, {})
    return facts.standing.money_status, str(told.get("sentence", ""))


def _assessed(
    facts: ReportFacts, one: IndicatorFacts, item: IndicatorItem | None, answers: Answers
) -> Assessment:
    """With what was typed in place of what is stored; an indicator that is not asked for as it is stored."""
    known = one.status_facts(facts.project.programme)
    if item is None:
        return assess(known)
    typed = {value.municipality: value for value in item.values(answers)}
    if not one.indicator.disaggregated:
        return assess(replace(known, value=typed[""].value if "" in typed else None))
    total = total_over_members(
        {code: MemberMeasurement(value.value, value.denominator) for code, value in typed.items()},
        members=[code for _, code, _ in facts.members],
        method=TotalMethod.WEIGHTED_MEAN if one.indicator.is_weighted else TotalMethod.SUM,
    )
    return assess(replace(known, value=total.value, coverage=total.coverage))


PROGRESS = {
    MilestoneState.REACHED.value: Progress.REACHED,
    MilestoneState.UNKNOWN.value: Progress.UNKNOWN,
    "": Progress.UNKNOWN,
}


def _outlooks(facts: ReportFacts, answers: Answers) -> Iterator[MilestoneOutlook]:
    """How milestones stand by what was typed; one that is dropped has no standing."""
    for row in facts.milestones:
        key = f"mijlpaal.{row.slug}"
        typed = answers.text(f"{key}.stand") or row.state
        if typed == Outlook.DROPPED:
            continue
        yield MilestoneOutlook(
            row.label,
            row.due,
            PROGRESS.get(typed, Progress.OPEN),
            reached_on=answers.day(f"{key}.gehaald") or row.reached_on,
            expected=answers.day(f"{key}.verwacht") if typed != Outlook.REACHED else None,
        )
