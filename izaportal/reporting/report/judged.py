"""What a report judges, tells and asks: the aspects, texts, a decision. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.report.questions import SHORT, Answers, Finding, Kind, Question, Section, missing
from izaportal.reporting.words import ASPECT_WORDS

COLOURS = (
    (AspectStatus.ON_TRACK.value, "op koers"),
    (AspectStatus.AT_RISK.value, "risico"),
    (AspectStatus.OFF_TRACK.value, "achter"),
)
# Whatever the grey is called, nothing can be said of it yet.
GREYS = frozenset({AspectStatus.NO_DATA, AspectStatus.NOT_DUE, AspectStatus.NOT_APPLICABLE})
NO_JUDGEMENT = AspectStatus.NO_DATA.value
JUDGEMENTS = (*COLOURS, (NO_JUDGEMENT, "geen oordeel"))
NEED_STEERING = frozenset({AspectStatus.AT_RISK.value, AspectStatus.OFF_TRACK.value})
STEERING = (("oorzaak", "de oorzaak"), ("gevolg", "het gevolg"), ("bijsturing", "de bijsturing"))


def computed_colour(status: str) -> str:
    """The judgement that agrees with a computed status; empty when nothing was computed."""
    if status == AspectStatus.EXCEEDED:
        return AspectStatus.ON_TRACK.value
    return NO_JUDGEMENT if status in GREYS else status


@dataclass(frozen=True, slots=True)
class AspectItem:
    """A judgement beside the computed status, which stays in sight."""

    aspect: Aspect
    computed: str = ""
    sentence: str = ""
    proposed: tuple[tuple[str, str], ...] = ()
    section: Section = Section.JUDGEMENT
    is_optional: bool = False

    @property
    def key(self) -> str:
        return f"oordeel.{self.aspect}"

    @property
    def colour(self) -> str:
        return computed_colour(self.computed)

    @property
    def questions(self) -> tuple[Question, ...]:
        proposed, word = dict(self.proposed), ASPECT_WORDS[self.aspect]
        article = "de" if self.aspect is Aspect.TIME else "het"
        colour = Question(
            f"{self.key}.kleur", f"Oordeel over {article} {word}", Kind.CHOICE, self.section,
            choices=JUDGEMENTS, given=proposed.get("kleur", self.colour), full_label=f"Oordeel {word}",
        )  # fmt: skip
        texts = (
            ("reden", "Waarom wijkt u af?", "Het oordeel en de berekende stand blijven allebei zichtbaar."),
            ("oorzaak", "Oorzaak", "Waardoor komt het?"),
            ("gevolg", "Gevolg", "Wat betekent het voor inwoners, planning of geld?"),
            ("bijsturing", "Bijsturing", "Wat doet u eraan, en wanneer is het effect te zien?"),
        )
        return (
            colour,
            *(
                Question(
                    f"{self.key}.{part}", label, Kind.TEXT, self.section, help=text,
                    given=proposed.get(part, ""), full_label=f"Oordeel {word}: {part}",
                )
                for part, label, text in texts
            ),
        )  # fmt: skip

    def differs(self, answers: Answers) -> bool:
        """Whether the judgement is another one than was computed; where nothing was, it is nobody's other."""
        colour = answers.text(f"{self.key}.kleur")
        return bool(colour and self.colour) and colour != self.colour

    def needs_steering(self, answers: Answers) -> bool:
        return answers.text(f"{self.key}.kleur") in NEED_STEERING

    def findings(self, answers: Answers) -> Iterator[Finding]:
        colour = answers.text(f"{self.key}.kleur")
        if not colour:
            yield missing(f"{self.key}.kleur", "Kies een oordeel.")
        if self.differs(answers) and not answers.has(f"{self.key}.reden"):
            yield missing(f"{self.key}.reden", "Het oordeel wijkt af van de berekende stand. Schrijf waarom.")
        if self.needs_steering(answers):
            for part, word in STEERING:
                if not answers.has(f"{self.key}.{part}"):
                    yield missing(f"{self.key}.{part}", f"Bij {dict(COLOURS)[colour]} vragen we {word}.")


@dataclass(frozen=True, slots=True)
class NoteItem:
    """A text of its own."""

    name: str
    label: str
    section: Section
    help: str = ""
    is_optional: bool = True

    @property
    def key(self) -> str:
        return self.name

    @property
    def questions(self) -> tuple[Question, ...]:
        return (Question(self.name, self.label, section=self.section, help=self.help),)

    def findings(self, answers: Answers) -> Iterator[Finding]:
        if not self.is_optional and not answers.has(self.name):
            yield missing(self.name, "Schrijf in een paar zinnen hoe het gaat.")


NO_DECISION = "geen"


@dataclass(frozen=True, slots=True)
class DecisionItem:
    """What the board is asked to decide, if anything. `kinds` are those of projects.models.DecisionKind."""

    kinds: tuple[tuple[str, str], ...] = field(default=())
    section: Section = Section.DECISION
    is_optional: bool = False
    key: str = "besluit"

    @property
    def questions(self) -> tuple[Question, ...]:
        choices = ((NO_DECISION, "geen besluit nodig"), *self.kinds)
        return (
            Question(
                f"{self.key}.soort", "Vraagt u een besluit?", Kind.CHOICE, self.section, choices=choices,
                full_label="Gevraagd besluit",
            ),
            Question(
                f"{self.key}.vraag", "Vraag aan het bestuur", section=self.section, longest=SHORT,
                help="Eén zin waarop het bestuur ja of nee kan zeggen.",
            ),
            Question(f"{self.key}.waarom", "Waarom nu?", section=self.section),
        )  # fmt: skip

    def findings(self, answers: Answers) -> Iterator[Finding]:
        kind = answers.text(f"{self.key}.soort")
        if not kind:
            yield missing(f"{self.key}.soort", "Kies of u een besluit vraagt.")
        elif kind != NO_DECISION:
            for part, word in (("vraag", "de vraag"), ("waarom", "de reden")):
                if not answers.has(f"{self.key}.{part}"):
                    yield missing(f"{self.key}.{part}", f"Schrijf {word} op.")


@dataclass(frozen=True, slots=True)
class ReopeningItem:
    """How long a late report is open again, and why."""

    section: Section = Section.NARRATIVE
    is_optional: bool = False
    key: str = "heropen"

    @property
    def questions(self) -> tuple[Question, ...]:
        return (
            Question(f"{self.key}.tot", "Tot en met", Kind.DAY, self.section),
            Question(f"{self.key}.reden", "Waarom", section=self.section),
        )

    def findings(self, answers: Answers) -> Iterator[Finding]:
        yield from (missing(one.name, "Vul dit in.") for one in self.questions if not answers.has(one.name))
