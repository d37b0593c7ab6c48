"""The things a report asks about, each as a block of its page with last quarter beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from izaportal.core.formatting import date_long, euro_cents, listed, sentence_case, with_unit
from izaportal.reporting.report.items import GrantItem, Item, MilestoneItem, RiskItem
from izaportal.reporting.report.judged import (
    STEERING,
    AspectItem,
    DecisionItem,
    NoteItem,
    computed_colour,
)
from izaportal.reporting.report.measured import ABSENT, IndicatorItem, Spot
from izaportal.reporting.report.questions import thing_id
from izaportal.web.report.fields import Fields, ShownField
from kpis.explanation import sentence

if TYPE_CHECKING:
    from izaportal.reporting.selectors.report_sheet import Drafted

STATUSES = {"exceeded", "on_track", "at_risk", "off_track"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would be computed of what was typed: a status and the sentence that explains it."""

    key: str
    status: str
    text: str
    title: str = ""

    @property
    def colour(self) -> str:
        """The judgement that agrees with it."""
        return computed_colour(self.status)


@dataclass(frozen=True, slots=True)
class Before:
    """Last quarter's answer: `status` where it had one, `note` small below it."""

    title: str
    text: str
    status: str = ""
    note: str = ""
    copies_to: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to enter a value: its one or two fields, and the field for why an odd value is right."""

    name: str
    fields: tuple[ShownField, ...]
    confirmation: ShownField
    before: str = ""

    @property
    def asks_confirmation(self) -> bool:
        return bool(self.confirmation.error or self.confirmation.value)


@dataclass(frozen=True, slots=True)
class Block:
    """`template` draws it. Which of the others are filled depends on the kind of thing."""

    template: str
    key: str
    title: str
    fields: tuple[ShownField, ...] = ()
    entries: tuple[Entry, ...] = ()
    absent: ShownField | None = None
    more: tuple[ShownField, ...] = ()
    outcome: Outcome | None = None
    before: tuple[Before, ...] = ()
    help: str = ""
    filled: str = ""

    @property
    def id(self) -> str:
        """Where links to the thing lead when none of its fields is the thing itself."""
        return thing_id(self.key)


@dataclass(frozen=True)
class Blocks:
    """Makes the blocks of a draft; `label` is the quarter that `last` of the fields is of."""

    drafted: Drafted
    fields: Fields
    label: str

    def of(self, item: Item) -> Block:
        if isinstance(item, IndicatorItem):
            return self._indicator(item)
        if isinstance(item, GrantItem):
            return self._grant(item)
        if isinstance(item, AspectItem):
            return self._aspect(item)
        if isinstance(item, MilestoneItem):
            return self._milestone(item)
        if isinstance(item, RiskItem):
            return self._plain("risk", item, item.label, help=item.measure)
        if isinstance(item, DecisionItem):
            return self._plain("decision", item, "Gevraagd besluit")
        return self._note(item)

    def outcome_of(self, item: IndicatorItem) -> Outcome:
        """What the indicator's status would be with what was typed."""
        one = next(f for f in self.drafted.facts.counted if f.indicator.slug == item.slug)
        found = self.drafted.assessments[one.indicator.pk]
        judged = found.status.value if found.status.value in STATUSES else ""
        text = sentence(found, unit=one.indicator.unit) if judged else ""
        return Outcome(f"uitkomst-{item.slug}", judged, text)

    def computed_of(self, item: AspectItem) -> Outcome:
        return Outcome(f"berekend-{item.aspect}", item.computed, item.sentence, "Berekend")

    def _indicator(self, item: IndicatorItem) -> Block:
        questions = {question.name: question for question in item.questions}
        absent = self.fields.of(questions[f"{item.key}.{ABSENT}"])
        return Block(
            "web/report/members.html" if item.is_per_municipality else "web/report/indicator.html",
            item.key,
            item.label,
            entries=tuple(self._entry(item, spot) for spot in item.spots),
            absent=absent,
            outcome=self.outcome_of(item),
            before=tuple(self._last_value(item)),
            help=item.help,
            filled=f"{item.filled(self.fields.reading.answers)} van {len(item.spots)} ingevuld",
        )

    def _entry(self, item: IndicatorItem, spot: Spot) -> Entry:
        *fields, confirmation = (self.fields.of(question) for question in item.asked_at(spot))
        last = with_unit(spot.last[1], item.unit) if spot.last else ""
        return Entry(spot.name, tuple(fields), confirmation, last)

    def _last_value(self, item: IndicatorItem) -> Iterator[Before]:
        facts = self.drafted.facts
        spot = item.spots[0]
        if item.is_per_municipality or spot.last is None:
            return
        quarter, value = spot.last
        one = next(f for f in facts.counted if f.indicator.slug == item.slug)
        stored = facts.statuses_before.get(one.indicator.pk) if quarter == facts.quarter.previous else None
        yield Before(
            f"{'Vorig kwartaal' if stored else 'Laatst bekend'} ({quarter.label})",
            with_unit(value, item.unit),
            status=stored.status if stored else "",
        )

    def _grant(self, item: GrantItem) -> Block:
        facts = self.drafted.facts
        grant = next(row for row in facts.grants if row.slug == item.slug)
        spent = facts.costs.of_grant(facts.quarter.previous, grant.pk)
        booked = sum(line.booked for line in item.lines)
        note = f"Van de toekenning is nog {euro_cents(item.left)} over."
        return Block(
            "web/report/grant.html",
            item.key,
            item.label,
            fields=tuple(self.fields.of(question) for question in item.questions),
            before=(
                Before(f"Vorig kwartaal ({facts.quarter.previous.label})", euro_cents(spent), note=note),
            ),
            help="Alle kosten van dit kwartaal, zonder compensabele btw."
            + (f" Al geboekt: {euro_cents(booked)}." if booked else ""),
        )

    def _milestone(self, item: MilestoneItem) -> Block:
        due = f"Afgesproken: uiterlijk {date_long(item.due)}." if item.due else "Zonder afgesproken dag."
        return self._plain("milestone", item, item.label, help=due)

    def _aspect(self, item: AspectItem) -> Block:
        colour, reason, *steering = (self.fields.of(question) for question in item.questions)
        return Block(
            "web/report/aspect.html",
            item.key,
            colour.question.label,
            fields=(colour, reason),
            more=tuple(steering),
            outcome=self.computed_of(item),
            before=tuple(self._answers_before(item)),
            help=f"Bij risico of achter vragen we {listed(word for _, word in STEERING)}.",
        )

    def _note(self, item: Item) -> Block:
        shown = self.fields.of(item.questions[0])
        before = (Before(self._title, shown.last, copies_to=shown.id),) if shown.last else ()
        title = item.label if isinstance(item, NoteItem) else shown.question.label
        return Block("web/report/note.html", item.key, title, fields=(shown,), before=before)

    def _plain(self, name: str, item: Item, title: str, *, help: str = "") -> Block:
        return Block(
            f"web/report/{name}.html",
            item.key,
            title,
            fields=tuple(self.fields.of(question) for question in item.questions),
            before=tuple(self._answers_before(item)),
            help=help,
        )

    def _answers_before(self, item: Item) -> Iterator[Before]:
        """Everything the last report says of the thing, in one box."""
        told = [(q.label, self.fields.last[q.name]) for q in item.questions if self.fields.last.get(q.name)]
        if told:
            label, text = told[0]
            first = f"{label}: {text}" if isinstance(item, RiskItem) else sentence_case(text)
            note = "\n".join(f"{label}: {text}" for label, text in told[1:])
            yield Before(self._title, first, note=note)

    @property
    def _title(self) -> str:
        return f"Vorig kwartaal ({self.label})"
