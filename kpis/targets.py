"""Reads a target as the plan writes it (docs/domain.md §3). What it cannot read it says; it never guesses."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from izaportal.core.formatting import MONTHS
from izaportal.core.numbers import exact, read_number, to_decimal
from izaportal.core.quarter import MONTHS_PER_QUARTER

RULE_VERSION = "1"


class Direction(StrEnum):
    """Which way is better; `band` is best between its two bounds."""

    UP = "up"
    DOWN = "down"
    BAND = "band"


class Accumulation(StrEnum):
    """What a value counts: a stock at the quarter's end, since the start, or since 1 January."""

    LEVEL = "level"
    CUMULATIVE = "cumulative"
    PER_YEAR = "per_year"


class TargetForm(StrEnum):
    """How the plan wrote it. Only the first six carry bounds."""

    TOLERANCE = "tolerance"
    RANGE = "range"
    POINT = "point"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    ABOUT = "about"
    NONE = "none"
    MISSING = "missing"
    TO_BE_DETERMINED = "to_be_determined"
    NOT_QUANTIFIABLE = "not_quantifiable"
    NOT_APPLICABLE = "not_applicable"
    MILESTONE = "milestone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ParsedTarget:
    """A target as read. `read` is the part of the source the bounds come from, `unread` what is left over.

    `remark` is a condition in brackets, or the product a milestone delivers; `base` and `base_pct` belong to
    "about 10 % of 89.485", which is no tolerance; `problem` (Dutch) says why a text gave no bounds.
    """

    source: str
    form: TargetForm
    lower: Decimal | None = None
    upper: Decimal | None = None
    point: Decimal | None = None
    tolerance_pct: Decimal | None = None
    base: Decimal | None = None
    base_pct: Decimal | None = None
    unit: str = ""
    due: date | None = None
    remark: str = ""
    read: str = ""
    unread: str = ""
    problem: str = ""

    @property
    def has_bounds(self) -> bool:
        return self.lower is not None or self.upper is not None


# A whole number as people write it, never the beginning of one: `1.234.5` is none at all.
DIGITS = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)(?![0-9]|[.,][0-9])"
VALUE = rf"-?\s?€?\s?{DIGITS}"
UNIT = r"(?:\s?(?P<unit>%|[a-zà-ÿ]+(?: per [a-zà-ÿ]+)*(?=$|\s?[(*])))?"
REMARK = r"(?:\s?\((?P<remark>[^()]*)\))?"
AT_LEAST = r"minimaal|minstens|ten minste|tenminste|min\.|≥|>="
AT_MOST = r"hoogstens|maximaal|ten hoogste|max\.|≤|<="
MONTH = "|".join(MONTHS)

WORDS = {
    "": TargetForm.MISSING,
    "-": TargetForm.NONE,
    "n.t.b.": TargetForm.TO_BE_DETERMINED,
    "ntb": TargetForm.TO_BE_DETERMINED,
    "nog te bepalen": TargetForm.TO_BE_DETERMINED,
    "nader te bepalen": TargetForm.TO_BE_DETERMINED,
    "niet kwantificeerbaar": TargetForm.NOT_QUANTIFIABLE,
    "n.v.t.": TargetForm.NOT_APPLICABLE,
    "nvt": TargetForm.NOT_APPLICABLE,
}
DATE = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})|(?P<day>\d{1,2})[-/](?P<month>\d{1,2})[-/](?P<year>\d{4})"
    rf"|(?P<named_day>\d{{1,2}} )?(?P<name>{MONTH}) (?P<named_year>\d{{4}})",
    re.IGNORECASE,
)
PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)


def parse_target(source: str, *, direction: Direction) -> ParsedTarget:
    """Read one cell of the plan's target table; the direction decides which bound a bare figure is."""
    text = _normal(source)
    word = WORDS.get(text.lower())
    if word is not None:
        return ParsedTarget(source, word, read=text)
    if dated := DATE.search(text):
        return _milestone(source, text, dated)
    for pattern, reading in NOTATIONS:
        if match := pattern.match(text):
            return _checked(reading(_frame(source, text, match), match, direction))
    return _unreadable(source, "geen getal, bereik of datum herkend")


def due_day(text: str) -> date:
    """The last day of `2025`, `2025-H1`, `2025-Q3` or `2024-09`, or the day itself; else ValueError."""
    match = PERIOD.fullmatch(text)
    if match is None:
        raise ValueError(f"geen datum, maand, kwartaal, half jaar of jaar: {text!r}")
    year = int(match["year"])
    month = int(match["month"] or 12)
    if match["quarter"] or match["half"]:
        month = int(match["quarter"] or 0) * MONTHS_PER_QUARTER or int(match["half"]) * 6
    return date(year, month, int(match["day"] or monthrange(year, month)[1]))


def _normal(source: str) -> str:
    text = " ".join(source.replace("\u00a0", " ").split())
    text = re.sub(r"[‐‑‒–—−]", "-", text)  # every dash a plan may contain
    return re.sub(r"\+\s?/?\s?-", "±", text)


def _frame(source: str, text: str, match: re.Match[str]) -> ParsedTarget:
    """What every notation shares: unit, remark, the text read and the text left over."""
    parts = match.groupdict()
    unit = parts.get("unit") or ("%" if parts.get("pct") else "") or ("€" if "€" in match[0] else "")
    unread = text[match.end() :].strip(" ,;")
    remark = parts.get("remark") or ""
    return ParsedTarget(
        source, TargetForm.POINT, unit=unit, remark=remark, read=match[0].strip(), unread=unread
    )


def _milestone(source: str, text: str, match: re.Match[str]) -> ParsedTarget:
    try:
        due = _date_of(match)
    except ValueError:
        return _unreadable(source, f"{match[0]} is geen bestaande datum")
    product = (text[: match.start()] + text[match.end() :]).strip(" ,;:()")
    return ParsedTarget(source, TargetForm.MILESTONE, due=due, remark=product, read=match[0])


def _date_of(match: re.Match[str]) -> date:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    if match["year"]:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    year, month = int(match["named_year"]), MONTHS.index(match["name"].lower()) + 1
    return date(year, month, int(match["named_day"] or monthrange(year, month)[1]))


def _range(frame: ParsedTarget, match: re.Match[str], _: Direction) -> ParsedTarget:
    return replace(
        frame, form=TargetForm.RANGE, lower=read_number(match["low"]), upper=read_number(match["high"])
    )


def _about_a_base(frame: ParsedTarget, match: re.Match[str], direction: Direction) -> ParsedTarget:
    base = read_number(match["base"]) if match["base"] else None
    about = replace(frame, base_pct=read_number(match["tolerance"]), base=base, unit="")
    return _one_figure(about, match["point"], TargetForm.ABOUT, direction)


def _tolerance(frame: ParsedTarget, match: re.Match[str], _: Direction) -> ParsedTarget:
    point, tolerance = read_number(match["point"]), read_number(match["tolerance"])
    margin = abs(exact(point)) * exact(tolerance) / 100 if match["tolerance_pct"] else exact(tolerance)
    return replace(
        frame,
        form=TargetForm.TOLERANCE,
        point=point,
        tolerance_pct=tolerance if match["tolerance_pct"] else None,
        lower=to_decimal(exact(point) - margin),
        upper=to_decimal(exact(point) + margin),
    )


def _at_least(frame: ParsedTarget, match: re.Match[str], _: Direction) -> ParsedTarget:
    point = read_number(match["point"])
    return replace(frame, form=TargetForm.MINIMUM, point=point, lower=point)


def _at_most(frame: ParsedTarget, match: re.Match[str], _: Direction) -> ParsedTarget:
    point = read_number(match["point"])
    return replace(frame, form=TargetForm.MAXIMUM, point=point, upper=point)


def _about(frame: ParsedTarget, match: re.Match[str], direction: Direction) -> ParsedTarget:
    return _one_figure(frame, match["point"], TargetForm.ABOUT, direction)


def _point(frame: ParsedTarget, match: re.Match[str], direction: Direction) -> ParsedTarget:
    return _one_figure(frame, match["point"], TargetForm.POINT, direction)


def _one_figure(frame: ParsedTarget, text: str, form: TargetForm, direction: Direction) -> ParsedTarget:
    """A bare figure is the least for `up`, the most for `down`, and both for a `band`."""
    point = read_number(text)
    return replace(
        frame,
        form=form,
        point=point,
        lower=None if direction is Direction.DOWN else point,
        upper=None if direction is Direction.UP else point,
    )


def _checked(target: ParsedTarget) -> ParsedTarget:
    if target.lower is not None and target.upper is not None and target.lower > target.upper:
        return _unreadable(target.source, "de ondergrens ligt boven de bovengrens")
    return target


def _unreadable(source: str, problem: str) -> ParsedTarget:
    return ParsedTarget(source, TargetForm.UNREADABLE, unread=source, problem=problem)


Reading = Callable[[ParsedTarget, re.Match[str], Direction], ParsedTarget]

# Order matters: the longest notation first, the bare figure last.
NOTATIONS: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reading)
    for pattern, reading in (
        (
            rf"(?P<point>{VALUE})\s?\(?±\s?(?P<tolerance>{DIGITS})\s?% (?:van|vh|v\.h\.|v/h)\b"
            rf"(?:(?:.*[^\d.,])?(?P<base>{DIGITS})\)?$|[^()]*\)?)",
            _about_a_base,
        ),
        (
            rf"(?P<point>{VALUE})\s?(?P<pct>%)?\s?\(?±\s?(?P<tolerance>{DIGITS})\s?(?P<tolerance_pct>%)?\)?{UNIT}",
            _tolerance,
        ),
        (rf"(?P<low>{VALUE})\s?(?P<pct>%)?\s?(?:-|tot|t/m|à)\s?(?P<high>{VALUE}){UNIT}{REMARK}", _range),
        (rf"(?:{AT_LEAST})\s?(?P<point>{VALUE}){UNIT}{REMARK}", _at_least),
        (rf"(?P<point>{VALUE})\s?(?P<pct>%)? of meer{UNIT}{REMARK}", _at_least),
        (rf"(?:{AT_MOST})\s?(?P<point>{VALUE}){UNIT}{REMARK}", _at_most),
        (rf"(?P<point>{VALUE})\s?(?P<pct>%)? of minder{UNIT}{REMARK}", _at_most),
        (rf"(?:ca\.|ca|circa|ongeveer|±)\s?(?P<point>{VALUE}){UNIT}{REMARK}", _about),
        (rf"(?P<point>{VALUE}){UNIT}{REMARK}", _point),
    )
)
