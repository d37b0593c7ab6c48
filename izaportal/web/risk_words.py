"""The six money words and what each means, in the order in which they are always shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureWords:
    """`name` is the figure's in the rules; `formula` is how it comes about."""

    name: str
    label: str
    short: str
    meaning: str
    formula: str


MAXIMUM = FigureWords(
    "maximum",
    "Maximaal",
    "Maximaal",
    "Alles uitgegeven en niets bevestigd: dan gaat de hele toekenning terug.",
    "De toekenning.",
)
AT_STAKE = FigureWords(
    "at_stake",
    "Op het spel",
    "Op het spel",
    "Wat tot en met dit kwartaal is besteed.",
    "Alle boekingen min tegenboekingen. Wat op geen mijlpaal is geboekt, wordt over de mijlpalen verdeeld "
    "naar hun bedrag, tot op de cent.",
)
UNSECURED = FigureWords(
    "unsecured",
    "Nog niet bevestigd",
    "Nog niet bevestigd",
    "Besteed aan wat de zorgverzekeraar nog niet bevestigd heeft.",
    "Besteed min wat nu vastgesteld zou worden: het laagste van verdiend en gedekte kosten.",
)
DUE_GAP = FigureWords(
    "due_gap",
    "Achterstand",
    "Achterstand",
    "Besteed aan wat nu bereikt had moeten zijn en dat niet is.",
    "Zoals nog niet bevestigd, maar met wat nu bereikt had moeten zijn.",
)
EXPECTED = FigureWords(
    "expected",
    "Verwacht terug te betalen",
    "Verwacht terug",
    "Wat naar verwachting aan het eind terug moet.",
    "Per mijlpaal de kosten aan het eind maal het deel dat naar verwachting niet bevestigd wordt.",
)
UNSPENT = FigureWords(
    "unspent",
    "Onbesteed",
    "Onbesteed",
    "Ontvangen en niet uitgegeven: gaat terug als het blijft liggen. Geen verlies.",
    "Ontvangen voorschot min besteed, als dat meer dan nul is.",
)
SIX = (MAXIMUM, AT_STAKE, UNSECURED, DUE_GAP, EXPECTED, UNSPENT)
BY_NAME = {words.name: words for words in SIX}

GLOSSARY = (
    ("SPUK", "Subsidie van het Rijk, vooraf betaald. Wat geen resultaat geeft, gaat terug."),
    ("ZVW-geld", "Van zorgverzekeraars, betaald nadat een voorwaarde is gehaald. Gaat nooit terug."),
    *((words.label, words.meaning) for words in SIX),
)
"""For who reads of money for the first time: word and meaning."""
