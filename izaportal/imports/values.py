"""Reads what people put in a cell. Pure: takes what a cell holds, gives a Value or says why not (Dutch)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches

from izaportal.core.formatting import MONTHS, date_nl, number, percent
from izaportal.core.numbers import read_number
from izaportal.imports.layout import Column, Form, Value


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number that its cell shows as a percentage: 0.125 is shown, and meant, as 12,5 %."""

    part: int | float

    @property
    def shown(self) -> Decimal:
        return Decimal(format(self.part, SIGNIFICANT)) * 100

    def __str__(self) -> str:
        return percent(self.shown)


Raw = str | int | float | Decimal | bool | date | datetime | time | timedelta | Percentage | None
# Excel itself keeps fifteen digits; what stands behind them is noise of its arithmetic.
SIGNIFICANT = ".15g"
PLACES = {Form.EUROS: 2, Form.NUMBER: 6, Form.WHOLE: 0, Form.YEAR: 0}
TOO_LARGE = {
    Form.EUROS: Decimal(10) ** 12,
    Form.NUMBER: Decimal(10) ** 14,
    Form.WHOLE: Decimal(10) ** 9,
    Form.YEAR: Decimal(10) ** 4,
}
FIRST_YEAR, LAST_YEAR = 1900, 2200
ERRORS = ("#REF!", "#N/A", "#N/B", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!", "#NAME?", "#NAAM?", "#NUM!",
          "#GETAL!", "#NULL!", "#LEEG!", "#VERW!", "#SPILL!", "#CALC!")  # fmt: skip
ABSENT = {"n.v.t.", "nvt", "n.t.b.", "ntb", "onbekend", "n.b.", "nb", "-", "–", "?", "x"}
DAYS = (
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
)
DAY_IN_WORDS = re.compile(r"(?P<day>\d{1,2}) (?P<month>[a-z]+)\.? (?P<year>\d{4})")
SHORTEST_MONTH = 3
NEAR_ENOUGH = 3 / 5  # as difflib counts
YES, NO = ("ja", "j", "waar", "true", "x", "1"), ("nee", "n", "onwaar", "false", "0")
UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|_x[0-9A-F]{4}_")


class NotUnderstoodError(ValueError):
    """`group`: what mistakes of this kind are called; the message is what is wrong; `how` mends it."""

    def __init__(self, group: str, what: str, how: str) -> None:
        super().__init__(what)
        self.group, self.how = group, how


def read(column: Column, raw: Raw, choices: Sequence[str] = ()) -> Value:
    """The value of the cell; None when it is empty. Raises NotUnderstoodError."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, str) and raw.strip().upper() in ERRORS:
        raise NotUnderstoodError(
            "Formule met een fout",
            f"de formule in deze cel geeft {raw.strip()}",
            "Herstel de formule, of typ de waarde zelf.",
        )
    if column.choices and column.form is not Form.YES_NO:
        return _choice(_text(column, raw), choices)
    return READERS[column.form](column, raw)


def _text(column: Column, raw: Raw) -> str:
    if isinstance(raw, bool):
        return "ja" if raw else "nee"
    if isinstance(raw, datetime | date):
        return _day_in_text(column, raw)
    if isinstance(raw, Percentage):
        return f"{number(raw.shown)}%"
    if isinstance(raw, int | float):
        return f"{Decimal(format(raw, SIGNIFICANT)):f}"
    text = UNPRINTED.sub("", str(raw)).replace("\u00a0", " ").strip()
    if len(text) > column.longest:
        raise NotUnderstoodError(
            "Te lange tekst",
            f"deze tekst heeft {number(len(text))} tekens",
            f"Kort haar in tot hoogstens {number(column.longest)} tekens.",
        )
    return text


def _day_in_text(column: Column, raw: date) -> str:
    if column.takes_days:
        return f"{raw:%d-%m-%Y}"
    raise NotUnderstoodError(
        "Datum waar tekst hoort",
        f"hier staat de datum {date_nl(raw)}",
        "Maakte Excel van uw tekst een datum? Geef de cel de opmaak Tekst en typ het opnieuw.",
    )


def _choice(text: str, choices: Sequence[str]) -> str:
    by_word = {choice.casefold(): choice for choice in choices}
    if (found := by_word.get(text.casefold())) is not None:
        return found
    near = get_close_matches(text.casefold(), by_word, n=1, cutoff=NEAR_ENOUGH)
    raise NotUnderstoodError(
        "Geen keuze uit de lijst",
        f"“{_short(text)}” staat niet in de keuzelijst",
        f"Bedoelt u “{by_word[near[0]]}”? Kies het uit de lijst."
        if near
        else "Kies een waarde uit de lijst.",
    )


def _figure(column: Column, raw: Raw) -> Decimal:
    if isinstance(raw, Percentage) and column.form is not Form.NUMBER:
        raise NotUnderstoodError(
            "Percentage", f"hier staat {raw}", "Geef de cel de opmaak Getal en vul het getal zelf in."
        )
    figure = _number(raw)
    places = PLACES[column.form]
    if abs(figure) >= TOO_LARGE[column.form]:
        raise NotUnderstoodError("Te groot getal", "dit getal is te groot", "Controleer het aantal cijfers.")
    if figure != round(figure, places):
        most = {0: "geen", 2: "hoogstens twee"}.get(places, "hoogstens zes")
        raise NotUnderstoodError(
            "Te veel decimalen",
            f"{number(figure)} heeft te veel decimalen",
            f"Gebruik {most} decimalen; rond zelf af.",
        )
    if column.positive and figure <= 0:
        how = "Vul een bedrag boven 0 in." if column.form is Form.EUROS else "Vul een getal boven 0 in."
        raise NotUnderstoodError("Niet boven 0", f"{number(figure)} is niet groter dan 0", how)
    return figure


def _number(raw: Raw) -> Decimal:
    if isinstance(raw, bool | date | datetime | time | timedelta):
        word = "waar of onwaar" if isinstance(raw, bool) else "een datum of tijd"
        raise NotUnderstoodError(
            "Geen getal", f"hier staat {word}", "Geef de cel de opmaak Getal en vul een getal in."
        )
    if isinstance(raw, Percentage):
        return raw.shown
    if isinstance(raw, int | float | Decimal):
        return Decimal(format(raw, SIGNIFICANT))
    try:
        return read_number(str(raw).replace("EUR", ""))
    except ValueError as unread:
        text = str(raw).strip()
        how = "Schrijf een getal met een komma voor de decimalen, zoals 1.234,50."
        if text.casefold() in ABSENT:
            how = "Laat de cel leeg als er geen getal is."
        elif text.endswith("%"):
            how = "Laat het procentteken weg: schrijf 12,5."
        raise NotUnderstoodError("Geen getal", f"“{_short(text)}” is geen getal", how) from unread


def _day(column: Column, raw: Raw) -> date:
    del column
    if isinstance(raw, datetime):
        return _within(raw.date())
    if isinstance(raw, date):
        return _within(raw)
    if isinstance(raw, str):
        return _within(_written_day(raw))
    raise NotUnderstoodError(
        "Geen datum",
        f"“{raw}” is geen datum",
        "Geef de cel de opmaak Datum, zoals 18-03-2026.",
    )


def _within(day: date) -> date:
    if FIRST_YEAR < day.year < LAST_YEAR:
        return day
    raise NotUnderstoodError("Geen datum", f"het jaar {day.year} kan niet kloppen", "Controleer het jaartal.")


def _written_day(text: str) -> date:
    plain = " ".join(text.casefold().split())
    wrong = NotUnderstoodError(
        "Geen datum", f"“{_short(text)}” is geen datum", "Schrijf dag-maand-jaar, zoals 18-03-2026."
    )
    found = next((match for shape in DAYS if (match := shape.fullmatch(plain))), None)
    words = DAY_IN_WORDS.fullmatch(plain)
    month = int(found["month"]) if found else _month(words["month"]) if words else 0
    match = found or words
    if match is None or not month:
        raise wrong
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError as impossible:
        raise wrong from impossible


def _month(word: str) -> int:
    if len(word) < SHORTEST_MONTH:
        return 0
    beginnings = (place for place, month in enumerate(MONTHS, start=1) if month.startswith(word))
    return next(beginnings, 3 if word == "mrt" else 0)


def _yes_no(column: Column, raw: Raw) -> bool:
    text = _text(column, raw).casefold()
    if text in YES or text in NO:
        return text in YES
    raise NotUnderstoodError("Geen ja of nee", f"“{_short(text)}” is geen ja of nee", "Kies ja of nee.")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


READERS: Mapping[Form, Callable[[Column, Raw], Value]] = {
    Form.TEXT: _text,
    Form.WHOLE: _figure,
    Form.YEAR: _figure,
    Form.NUMBER: _figure,
    Form.EUROS: _figure,
    Form.DAY: _day,
    Form.YES_NO: _yes_no,
    Form.OUTLINE: _text,
}
