"""Small drawings in SVG with classes only: the target band with its measured mark, and bars on one scale."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from izaportal.core.formatting import number, with_unit
from izaportal.web.templatetags.status_marks import css_class, mark

WIDTH = 176
_MARGIN = 5
_HEADROOM = Decimal("1.12")
_OPEN_ROOM = Decimal("1.35")
_LETTER = Decimal("6.2")  # mean width of a figure in the band's own text size
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Band:
    """A measured value against the bounds due; None is not measured, or open on that side."""

    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    unit: str = ""
    decimals: int | None = None

    def x(self, figure: Decimal) -> Decimal:
        """Place on the axis, which always holds zero and leaves room at an open end."""
        known = [item for item in (self.value, self.lower, self.upper) if item is not None]
        tail = [self.lower * _OPEN_ROOM] if self.lower is not None and self.upper is None else []
        low, high = min([Decimal(0), *known]), max([Decimal(0), *known, *tail])
        span = (high - low) * _HEADROOM or Decimal(1)
        return ((figure - low) / span * (WIDTH - 2 * _MARGIN) + _MARGIN).quantize(_TENTH)

    def figure(self, value: Decimal) -> str:
        return with_unit(value, self.unit, self.decimals)

    def bounds_text(self) -> str:
        """`600–900`, `13.500 of meer`, `hoogstens 5`."""
        if self.lower is not None and self.upper is not None:
            if self.lower == self.upper:
                return self.figure(self.lower)
            return f"{number(self.lower, self.decimals)}–{self.figure(self.upper)}"
        if self.lower is not None:
            return gettext("%(lower)s of meer") % {"lower": self.figure(self.lower)}
        if self.upper is not None:
            return gettext("hoogstens %(upper)s") % {"upper": self.figure(self.upper)}
        return gettext("geen streefband")

    def description(self) -> str:
        """The whole drawing in words, for who does not see it."""
        measured = (
            gettext("Niet gemeten")
            if self.value is None
            else gettext("Gemeten %(value)s") % {"value": self.figure(self.value)}
        )
        return gettext("%(measured)s; streefband %(bounds)s") % {
            "measured": measured,
            "bounds": self.bounds_text().replace("–", gettext(" tot ")),
        }


def draw(band: Band, status: str) -> SafeString:
    return format_html(
        '<svg class="iza-band {}" viewBox="0 0 {} 34" role="img" aria-label="{}">'
        '<rect class="iza-band__axis" x="0" y="6" width="{}" height="6" rx="3"/>{}{}{}</svg>',
        css_class(status),
        WIDTH,
        band.description(),
        WIDTH,
        _zone(band),
        _value(band),
        _label(band),
    )


def _zone(band: Band) -> SafeString:
    if band.lower is None and band.upper is None:
        return SafeString("")
    left = Decimal(0) if band.lower is None else band.x(band.lower)
    right = Decimal(WIDTH) if band.upper is None else band.x(band.upper)
    edges = "".join(
        f"M{place} 2v14" for bound, place in ((band.lower, left), (band.upper, right)) if bound is not None
    )
    return format_html(
        '<rect class="iza-band__zone" x="{}" y="4" width="{}" height="10"/>'
        '<path class="iza-band__edge" d="{}"/>',
        left,
        right - left,
        edges,
    )


def _value(band: Band) -> SafeString:
    if band.value is None:
        return SafeString("")
    return format_html(
        '<rect class="iza-band__value" x="{}" y="0" width="5" height="18" rx="2.5"/>',
        band.x(band.value) - Decimal("2.5"),
    )


def _label(band: Band) -> SafeString:
    text = band.bounds_text()
    start = Decimal(0) if band.lower is None else band.x(band.lower)
    fits = start + len(text) * _LETTER <= WIDTH
    return format_html(
        '<text class="iza-band__text" x="{}" y="32" text-anchor="{}">{}</text>',
        start if fits else WIDTH,
        "start" if fits else "end",
        text,
    )


def scale_bar(value: Decimal | None, top: Decimal, tone: str = "") -> SafeString:
    """A bar on the scale of its family: `top` is the largest amount of it. Unknown draws no fill."""
    share = Decimal(0) if value is None or not top else min(max(value / top, Decimal(0)), Decimal(1))
    return format_html(
        '<svg class="iza-ladder__bar" viewBox="0 0 400 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="iza-ladder__track" width="400" height="10" rx="2"/>'
        '<rect class="iza-ladder__fill{}" width="{}" height="10" rx="2"/></svg>',
        f" iza-ladder__fill--{tone}" if tone else "",
        (share * 400).quantize(_TENTH),
    )


@dataclass(frozen=True)
class HeatCell:
    """One indicator in one quarter. `label` names both for who hears the link alone."""

    status: str
    text: str = ""
    url: str = ""
    label: str = ""
    css_class: str = ""
    is_now: bool = False


def heat_cell(cell: HeatCell) -> SafeString:
    """The `<td>` of a heat map: mark with hidden word, then the value; a link where there is proof."""
    now = " iza-heat__cell--now" if cell.is_now else ""
    inner = format_html("{}<span>{}</span>", mark(cell.status, compact=True), cell.text)
    if cell.url:
        hidden = format_html('<span class="u-hidden">, {}</span>', cell.label) if cell.label else ""
        inner = format_html('<a href="{}">{}{}</a>', cell.url, inner, hidden)
    else:
        inner = format_html("<span>{}</span>", inner)
    return format_html(
        '<td class="iza-heat__cell {}{} {}">{}</td>', css_class(cell.status), now, cell.css_class, inner
    )
