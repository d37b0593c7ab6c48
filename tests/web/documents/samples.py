"""A small document with one block of each kind, and words that a template would take for markup."""

from decimal import Decimal

from izaportal.core.formatting import Unknown
from izaportal.core.quarter import Quarter
from izaportal.web.documents.blocks import (
    Block,
    Column,
    Document,
    Drawn,
    Facts,
    Imprint,
    Item,
    Items,
    Mark,
    Native,
    Plot,
    Prose,
    Section,
    Series,
    Shape,
    Span,
    Stat,
    Stats,
    Table,
)
from izaportal.web.templatetags.bands import Band
from kpis.status import Status

NASTY = '#panic("x") $x$ @ref <b>&amp;</b> *vet* _schuin_ "quote" \'s = kop // weg \\ [a] {b}'
IMPRINT = Imprint(
    programme="NML-O",
    programme_name="Programma",
    quarter=Quarter(2026, 2),
    version=1,
    freeze="01a216a7-b12b-713d-982a-53eb77087dc7",
    sha256="a" * 64,
    frozen="Vastgesteld op 06-08-2026 door Proefpersoon",
)
TABLE = Table(
    message="Bedragen per project",
    name="Bedragen",
    columns=(
        Column("Project", width=4),
        Column("Bedrag", Shape.EUROS),
        Column("Meting", Shape.FIGURE),
        Column("Status"),
        Column("Doel"),
    ),
    rows=(
        ("Eerste", Decimal("1234.50"), Decimal("0"), Status.OFF_TRACK, Band(Decimal(5), Decimal(4), None)),
        ("Tweede", Unknown.TO_BE_DETERMINED, None, Mark(Status.ON_TRACK, "12 %"), "–"),
        ("Derde", Span(Decimal(1), Decimal(3)), Decimal("-2.5"), Unknown.NOT_APPLICABLE, None),
    ),
    total=("Totaal", Decimal("1234.50"), None, None, None),
    note="In euro.",
)
PLOT = Plot(
    message="Het gaat omhoog",
    description="Van 1 naar 2.",
    native=Native(
        Drawn.LINES,
        "Verloop",
        "Kwartaal",
        ("Q1 2026", "Q2 2026"),
        (Series("Geboekt", (Decimal("1.25"), None)), Series("Begroot", (Decimal(1), Decimal(2)))),
    ),
)


def document(*blocks: Block, verdict: str = "Alles gaat goed.") -> Document:
    return Document(
        title="NML-O: 2e kwartaal 2026",
        kind="Bestuursstuk",
        lead="Programma",
        verdict=verdict,
        sub="",
        imprint=IMPRINT,
        opening=(
            Stats("Kerncijfers", (Stat("Besteed", "€ 5", "van € 10"),)),
            Items("Vraagt aandacht", "Eén zaak", (Item("Project", "Reden", "plek", Status.AT_RISK),)),
            Items("Gevraagde besluiten", "Geen besluit", (), "Niets te besluiten."),
        ),
        sections=(
            Section(
                "Een deel",
                blocks or (TABLE, PLOT, Facts("Rapport", (("Vraag", "Antwoord"),)), Prose(("Tekst.",))),
            ),
        ),
    )
