"""The picture beside a shared link: the quarter, its verdict and how many indicators stand where. Pure.

A picture outside the portal has no stylesheet: its colours are those of the light theme.
"""

from collections.abc import Iterable, Iterator
from math import cos, pi, sin
from textwrap import wrap
from xml.sax.saxutils import escape

from izaportal.core.formatting import NBSP, date_nl
from izaportal.web.board.verdict import TallyRow
from izaportal.web.published.facts import PublicQuarter
from izaportal.web.tokens import colours
from kpis.choices import STATUS_WORDS
from kpis.status import Status

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
FONT = "Liberation Sans"
GROUND, BAR, ON_BAR, INK, INK_2 = "--c-surface", "--c-bar", "--c-on-bar", "--c-ink", "--c-ink-2"
COLOURS = {
    Status.EXCEEDED: "--c-exceeded",
    Status.ON_TRACK: "--c-ontrack",
    Status.AT_RISK: "--c-risk",
    Status.OFF_TRACK: "--c-off",
}
GREY = "--c-none"
DOTS = tuple(
    (14 + round(11 * cos(turn * pi / 4), 1), 14 + round(11 * sin(turn * pi / 4), 1)) for turn in range(8)
)
RING = "".join(f"M{x - 2.5:.1f} {y:.1f}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0Z" for x, y in DOTS)
SHAPES = {
    Status.EXCEEDED: "M0 24 14 0 28 24Z",
    Status.ON_TRACK: "M14 0a14 14 0 1 0 .01 0Z",
    Status.AT_RISK: "M14 -2 30 14 14 30 -2 14Z",
    Status.OFF_TRACK: "M1 1H27V27H1Z",
    Status.NO_DATA: RING,
}
OTHER = "M0 11H28V17H0Z"
LETTERS, MOST_LINES, STEP = 46, 5, 58
TALLY_AT, LETTER = 484, 14


def card_svg(seen: PublicQuarter) -> str:
    """With its own size, to be drawn as pixels."""
    foot = f"Vastgesteld op {date_nl(seen.edition.frozen_on)}"
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours()[GROUND]}"/>',
        f'<rect width="{WIDTH}" height="96" fill="{colours()[BAR]}"/>',
        _text(MARGIN, 61, 34, "izaportal", colour=ON_BAR, is_bold=True),
        _text(MARGIN, 158, 30, f"{seen.short_name}, {seen.quarter.long}", colour=INK_2),
        *_verdict(seen.verdict),
        *_tally(seen.tally),
        _text(MARGIN, 592, 24, f"{foot}. Illustratief." if seen.illustrative else f"{foot}.", colour=INK_2),
    ]
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _verdict(text: str) -> Iterator[str]:
    """In as many lines as there is room for."""
    lines = wrap(text, LETTERS, max_lines=MOST_LINES, placeholder=" …")
    for number, line in enumerate(lines):
        yield _text(MARGIN, 226 + number * STEP, 44, line, is_bold=True)


def _tally(rows: Iterable[TallyRow]) -> Iterator[str]:
    """Shape, number and word of each status that occurs, beside each other and on a second line when full."""
    x, y = MARGIN, TALLY_AT
    for row in (row for row in rows if row.count):
        told = f"{row.count}{NBSP}{STATUS_WORDS[row.status]}"
        colour = COLOURS.get(row.status, GREY)
        shape = SHAPES.get(row.status, OTHER)
        width = 40 + len(told) * LETTER
        if x + width > WIDTH - MARGIN:
            x, y = MARGIN, y + 44
        yield f'<path transform="translate({x} {y})" d="{shape}" fill="{colours()[colour]}"/>'
        yield _text(x + 40, y + 24, 28, told)
        x += width + 28


def _text(x: int, y: int, size: int, text: str, *, colour: str = INK, is_bold: bool = False) -> str:
    weight = 700 if is_bold else 400
    style = f'font-family="{FONT}" font-size="{size}" font-weight="{weight}" fill="{colours()[colour]}"'
    return f'<text x="{x}" y="{y}" {style}>{escape(text)}</text>'
