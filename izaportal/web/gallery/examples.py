"""What the gallery shows: one example of every component in each of its states. Figures are the demo's."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.html import format_html

from izaportal.core import textdiff
from izaportal.web.templatetags.bands import Band


@dataclass(frozen=True)
class StatusExample:
    status: str
    meaning: str


STATUSES = (
    StatusExample("exceeded", "boven de bovengrens"),
    StatusExample("on_track", "binnen de band"),
    StatusExample("at_risk", "onder de band, binnen de marge"),
    StatusExample("off_track", "verder dan de marge"),
    StatusExample("no_data", "had er moeten zijn"),
    StatusExample("no_target", "hoeft niet beoordeeld"),
    StatusExample("not_due", "streefwaarde of meting komt later"),
    StatusExample("to_be_determined", "het plan moet haar nog noemen"),
    StatusExample("no_baseline", "start onbekend, dus geen band"),
)


@dataclass(frozen=True)
class BandExample:
    title: str
    status: str
    band: Band


BANDS = (
    BandExample("Onder de band", "at_risk", Band(Decimal(540), Decimal(600), Decimal(900))),
    BandExample("Erboven", "exceeded", Band(Decimal(8), Decimal("2.5"), Decimal("7.5"))),
    BandExample("In procenten", "off_track", Band(Decimal(11), Decimal(15), Decimal(20), unit="%")),
    BandExample("Boven open", "at_risk", Band(Decimal(13000), Decimal(13500), None)),
    BandExample("Onder open", "on_track", Band(Decimal(3), None, Decimal(5))),
    BandExample("Echte nul", "off_track", Band(Decimal(0), Decimal("0.5"), Decimal("2.5"), unit="%")),
    BandExample("Niet gemeten", "no_data", Band(None, Decimal(15), Decimal(20), unit="%")),
    BandExample("Onder nul", "at_risk", Band(Decimal(-2), Decimal(1), Decimal(4))),
)

COUNTS = {"exceeded": 1, "on_track": 6, "at_risk": 4, "off_track": 3, "no_data": 1}
MANY_COUNTS = {"exceeded": 3, "on_track": 18, "at_risk": 7, "off_track": 4, "no_data": 5, "not_due": 2}
PILLAR_COUNTS = {"exceeded": 1, "on_track": 1, "at_risk": 1}

TALLY = [
    {"status": "exceeded", "items": [{"url": "#status", "label": "1-3 Gemeenten met regionale aanpak"}]},
    {
        "status": "on_track",
        "items": [
            {"url": "#status", "label": label}
            for label in ("1-2 Inwoners met grotere zelfredzaamheid", "2-3 Digitale zorgpaden gerealiseerd")
        ],
    },
    {"status": "off_track", "items": [{"url": "#status", "label": "5-1 Afname administratieve tijd"}]},
    {"status": "no_data", "items": [{"url": "#status", "label": "2-2 Afname gemiddeld zorgverbruik"}]},
]

CRUMBS = [{"label": "Start", "url": "/"}, {"label": "Onderdelen"}]
TABS = [
    {"label": "Overzicht", "url": "#tabs", "current": True},
    {"label": "Geld", "url": "#tabs"},
    {"label": "Risico’s", "url": "#tabs", "count": 3},
    {"label": "Historie", "url": "#tabs"},
]
CONTENTS = [{"label": label, "url": "#tabs"} for label in ("Geld", "Indicatoren", "Risico’s")]
QUARTERS = [
    {"label": "Q4 2025", "url": "#kwartaal", "frozen": True},
    {"label": "Q1 2026", "url": "#kwartaal", "frozen": True},
    {"label": "Q2 2026", "url": "#kwartaal", "frozen": True, "current": True},
    {"label": "Q3 2026", "url": "#kwartaal", "frozen": False},
    {"label": "Q4 2026", "url": "#kwartaal", "frozen": False, "observed": True},
]
TIMELINE = [
    {"label": "Observatie", "days": "01-07 t/m 30-09-2026", "stage": "past"},
    {"label": "Indienen", "days": "01-10 t/m 28-10-2026", "stage": "now", "note": "nog 16 dagen"},
    {"label": "Beoordelen", "days": "t/m 04-11-2026", "stage": "later"},
    {"label": "Vaststellen", "days": "door de controller", "stage": "later"},
]
FACTS = [
    {"label": "Berekend", "value": "risico: 540 van minstens 600"},
    {"label": "Oordeel manager", "value": "risico: werving loopt in"},
    {"label": "Oordeel verzekeraar", "value": "nog niet gegeven"},
]


@dataclass(frozen=True)
class SpendingRow:
    """Euros, cumulative; None is not known yet."""

    quarter: str
    planned: Decimal
    advance: Decimal
    booked: Decimal | None


SPENDING = (
    SpendingRow("2025-Q4", Decimal(956100), Decimal(956100), Decimal(506100)),
    SpendingRow("2026-Q1", Decimal(1195125), Decimal(1912200), Decimal(806100)),
    SpendingRow("2026-Q2", Decimal(1434150), Decimal(1912200), Decimal(1209150)),
    SpendingRow("2026-Q3", Decimal(1673175), Decimal(1912200), None),
)


@dataclass(frozen=True)
class LadderRow:
    """A step of the risk ladder; the scale is that of the largest."""

    label: str
    amount: Decimal | None
    tone: str = ""
    key: bool = False
    apart: bool = False


LADDER_TOP = Decimal(2868300)
LADDER = (
    LadderRow("Maximaal, als niets wordt goedgekeurd", LADDER_TOP, tone="3"),
    LadderRow("Op het spel: al besteed", Decimal(1209150), tone="3"),
    LadderRow("Nog niet bevestigd door de verzekeraar", Decimal(1003050), tone="2"),
    LadderRow("Achterstand: had nu bereikt moeten zijn", Decimal(900000), tone="2"),
    LadderRow("Verwacht terug te betalen", Decimal(103050), key=True),
    LadderRow("Onbesteed: gaat terug als het blijft liggen", Decimal(703050), apart=True),
)
AMOUNT = Decimal("2868300.00")
SHARE = Decimal("96732.00")
SAVINGS = Decimal(78_600_000)
PERCENTAGE = Decimal("12.5")
NEGATIVE = Decimal(-1250)
API_CALL = format_html(
    'GET /api/v1/municipalities/GM0984/share\n<span class="c">{}</span>\n'
    '{{"<span class="k">expected</span>": "<span class="s">{}</span>"}}',
    "# alleen de eigen gemeente",
    "8244.00",
)


@dataclass(frozen=True)
class FieldChange:
    """What a field was and became; a long text with its parts."""

    old: str
    new: str
    is_new: bool = False
    parts: tuple[textdiff.Part, ...] = ()


SHORT_CHANGE = FieldChange("voorbereiding", "uitvoering")
LONG_CHANGE = FieldChange(
    "",
    "",
    parts=textdiff.difference(
        "De werving loopt goed. Twaalf groepen zijn begonnen.",
        "De werving loopt achter. Acht groepen zijn begonnen, vier in november.",
    ),
)
READINGS = (
    {
        "key": "een",
        "kind": "ok",
        "sentence": "9.000 of meer.",
        "notes": ["± 10 % van 89.485 zegt waar het getal vandaan komt: géén tolerantie"],
        "was": "versie 1: 600 (±20%) (van 480 tot en met 720)",
    },
    {
        "key": "twee",
        "kind": "ok",
        "sentence": "800 of meer.",
        "marked": ("800", "daarna meer"),
        "warnings": ["Niet gelezen, alleen bewaard als tekst: “daarna meer”."],
    },
    {"key": "drie", "kind": "wrong", "sentence": "Niet begrepen: geen getal, bereik of datum herkend."},
)


class ExampleForm(forms.Form):
    spent = forms.DecimalField(
        label="Besteding in Q3", help_text="Netto kosten, zonder compensabele btw.", localize=True
    )
    milestone = forms.DecimalField(
        label="Besteding op mijlpaal 2",
        help_text="Laat leeg als de kosten nog niet te splitsen zijn.",
        required=False,
        localize=True,
        error_messages={
            "invalid": "“n.v.t.” is geen bedrag. Vul cijfers in, of zet de stand hieronder op n.v.t."
        },
    )
    state = forms.ChoiceField(label="Stand van het bedrag", choices=[("known", "Bekend"), ("na", "n.v.t.")])
    judgement = forms.ChoiceField(
        label="Oordeel over het resultaat",
        help_text="Bij risico of achter vragen we oorzaak, gevolg en bijsturing.",
        choices=[("on_track", "Op koers"), ("at_risk", "Risico"), ("off_track", "Achter")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="Besproken in het projectteam", required=False)
    remark = forms.CharField(
        label="Toelichting",
        help_text="Schrijf voor een bestuurder die dit één keer leest.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def example_form() -> ExampleForm:
    """Filled in with one mistake, so that the summary and the field's error show."""
    return ExampleForm(
        data={
            "spent": "350000",
            "milestone": "n.v.t.",
            "state": "known",
            "judgement": "at_risk",
            "agreed": "on",
            "remark": "Twee groepen begonnen.",
        }
    )


EDIT_BAR = {
    "links": ({"label": "Risico toevoegen", "url": "#formulier"},),
    "history": (
        {
            "at": datetime(2026, 10, 12, 8, 30, tzinfo=UTC),
            "who": "Projectleider",
            "action": "gewijzigd",
            "about": "Te weinig begeleiders",
            "changes": ({"label": "Kans", "old": "2", "new": "4"},),
            "reason": "Twee vacatures blijven open.",
        },
    ),
}
EDIT_ROW = {
    "programme": "voorbeeld",
    "project": "voorbeeld",
    "pk": "01900000-0000-7000-8000-000000000000",
    "label": "Te weinig begeleiders",
}


def example_page() -> Page[int]:
    return Paginator(range(1, 98), 25).page(2)


OLD_NEW = (
    {"place": "1-1 Inwoners bereikt", "figure": "waarde", "old": "540", "new": "640"},
    {"place": "1-1 Inwoners bereikt", "figure": "status", "old": "risico", "new": "op koers"},
)
