from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.targets import Accumulation, Direction, parse_target
from kpis.understanding import Meaning, bounds_in_words, meaning, setbacks

LONE_UP = "hoger is beter: een los getal is de ondergrens; naar boven is het open"
LONE_DOWN = "lager is beter: een los getal is de bovengrens; naar beneden is het open"
TWENTY = "600 met 20 % naar beide kanten"
OPEN = ", en die is hier open: zo komt er geen oordeel."
PRODUCT = "Dit is een product met een datum ("
NO_TARGET = "): een mijlpaal van het project, geen streefwaarde."
UP, DOWN, BAND = Direction.UP, Direction.DOWN, Direction.BAND


def understood(text: str, direction: Direction = UP, unit: str = "") -> Meaning:
    return meaning(parse_target(text, direction=direction), direction=direction, unit=unit)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "direction", "unit", "sentence", "notes"),
    [
        ("600 (±20%)", UP, "inwoners", "Van 480 tot en met 720 inwoners.", [TWENTY]),
        ("100 ± 15", UP, "", "Van 85 tot en met 115.", ["100 met 15 naar beide kanten"]),
        ("25–100", UP, "inwoners", "Van 25 tot en met 100 inwoners.", []),
        ("1–5 %", UP, "%", "Van 1 tot en met 5 %.", []),
        ("minimaal 3", UP, "", "3 of meer.", []),
        ("hoogstens 5", DOWN, "", "Hoogstens 5.", []),
        ("5", UP, "uur", "5 uur of meer.", [LONE_UP]),
        ("5", DOWN, "", "Hoogstens 5.", [LONE_DOWN]),
        ("5", BAND, "", "Precies 5.", ["binnen de band: een los getal is onder- en bovengrens tegelijk"]),
        (
            "9000 (+/- 10% van 89.485)",
            UP,
            "",
            "9.000 of meer.",
            [
                "± 10 % van 89.485 zegt waar het getal vandaan komt: géén tolerantie",
                LONE_UP,
            ],
        ),
        ("25 (mits bekostigd)", BAND, "", "Precies 25.", [
            "binnen de band: een los getal is onder- en bovengrens tegelijk",
            "voorwaarde, alleen als tekst: mits bekostigd",
        ]),
        ("-", UP, "", "Geen streefwaarde.", []),
        ("n.v.t.", UP, "", "Niet van toepassing: geen streefwaarde.", []),
        ("n.t.b.", UP, "", "Nog te bepalen: er komt pas een oordeel als het getal er is.", []),
        (
            "niet kwantificeerbaar",
            UP,
            "",
            "Niet in een getal uit te drukken: geen oordeel, de tekst blijft staan.",
            [],
        ),
    ],
)  # fmt: skip
def test_every_notation_is_explained(text, direction, unit, sentence, notes):
    found = understood(text, direction, unit)
    assert found.is_usable
    assert plain(found.sentence) == sentence
    assert [plain(note) for note in found.notes] == notes
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("veel", "Niet begrepen: geen getal, bereik of datum herkend."),
        ("100-25", "Niet begrepen: de ondergrens ligt boven de bovengrens."),
        ("<script>alert(1)</script>", "Niet begrepen: geen getal, bereik of datum herkend."),
        (
            "monitoringsplan, 01-09-2025",
            f"{PRODUCT}“monitoringsplan”, uiterlijk 01-09-2025{NO_TARGET}",
        ),
        ("maart 2026", f"{PRODUCT}31-03-2026{NO_TARGET}"),
        ("31-02-2026", "Niet begrepen: 31-02-2026 is geen bestaande datum."),
    ],
)  # fmt: skip
def test_what_is_no_target_says_why(text, sentence):
    assert understood(text) == Meaning(is_usable=False, sentence=sentence)


def test_nothing_typed_says_nothing():
    assert understood("  ") == Meaning(is_usable=False, sentence="")


@pytest.mark.parametrize(
    ("text", "direction", "unit", "warning"),
    [
        ("minimaal 3", DOWN, "", "Bij “lager is beter” oordeelt de bovengrens" + OPEN),
        ("hoogstens 3", UP, "", "Bij “hoger is beter” oordeelt de ondergrens" + OPEN),
        ("minimaal 3", BAND, "", "Bij “binnen de band” oordeelt elke grens" + OPEN),
        ("5 %", UP, "inwoners", "Hier staat %, maar de indicator telt inwoners."),
        ("5; in de zomer 3", UP, "", "Niet gelezen, alleen bewaard als tekst: “in de zomer 3”."),
    ],
)  # fmt: skip
def test_what_is_odd_is_told(text, direction, unit, warning):
    found = understood(text, direction, unit)
    assert found.is_usable
    assert warning in found.warnings


@pytest.mark.parametrize("unit", ["% van de inwoners", "%"])
def test_a_longer_unit_is_the_same(unit):
    assert understood("1-5 %", UP, unit).warnings == ()


def years(*bounds: tuple[int | None, int | None]) -> dict[int, tuple[Decimal | None, Decimal | None]]:
    def figure(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value)

    return {2025 + n: (figure(low), figure(high)) for n, (low, high) in enumerate(bounds)}


@pytest.mark.parametrize(
    ("bounds", "direction", "accumulation", "odd"),
    [
        (years((20, 25), (25, 60), (40, 40)), UP, Accumulation.LEVEL, {2027}),
        (years((20, 25), (25, 60), (40, None)), UP, Accumulation.LEVEL, set()),
        (years((20, 25), (10, 60)), UP, Accumulation.LEVEL, {2026}),
        (years((20, 25), (10, 60)), BAND, Accumulation.LEVEL, set()),
        (years((20, 25), (10, 60)), BAND, Accumulation.CUMULATIVE, {2026}),
        (years((None, 20), (None, 30)), DOWN, Accumulation.LEVEL, {2026}),
        (years((None, 30), (None, 20)), DOWN, Accumulation.LEVEL, set()),
        (years((None, 30), (None, 20)), DOWN, Accumulation.CUMULATIVE, {2026}),
        (years((5, 5)), UP, Accumulation.LEVEL, set()),
    ],
)
def test_a_year_may_contradict_another(bounds, direction, accumulation, odd):
    assert set(setbacks(bounds, direction=direction, accumulation=accumulation)) == odd


def test_a_setback_names_both_figures():
    found = setbacks(years((20, 60), (25, 40)), direction=UP, accumulation=Accumulation.LEVEL)
    assert found == {2026: "De bovengrens 40 is lager dan die van 2025 (60), terwijl hoger beter is."}


@given(text=st.text(max_size=80), direction=st.sampled_from(Direction))
def test_any_text_has_a_meaning(text, direction):
    found = understood(text, direction)
    assert found.is_usable <= bool(found.sentence)
    assert found.is_usable or not found.warnings


@given(low=st.decimals(-1000, 1000, places=2), high=st.decimals(-1000, 1000, places=2))
def test_bounds_in_words_name_both_ends(low, high):
    words = bounds_in_words(low, high)
    assert words.startswith("Precies" if low == high else "Van ")
