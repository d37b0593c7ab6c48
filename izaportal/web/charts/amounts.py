"""One measure for several municipalities or projects as bars, the reader's own in the strong colour."""

from decimal import Decimal

from izaportal.web.charts.bars import Bar, Track, Words, bar_layers, word_layers
from izaportal.web.charts.model import AmountComparison, Chart, Column, NamedAmount, Spec, Table, Variant
from izaportal.web.charts.notation import euro, money_places, number
from izaportal.web.charts.plot import Label, canvas
from izaportal.web.charts.style import BAR_LIGHT, BAR_MIDDLE, CHART_1, text_width

BESIDE = 26
STACKED = 44
BAR = 14
STACKED_BAR = 10
EURO = "€"


def amount_bars(comparison: AmountComparison, *, wide: Variant = Variant.WIDE) -> Chart | None:
    """Bars in the given order, or None when no amount is known; amounts must not be below zero."""
    known = [item.amount for item in comparison.amounts if item.amount is not None]
    if not known:
        return None
    if min(known) < 0:
        raise ValueError(f"{comparison.measure}: een staaf begint bij nul en kan niet negatief zijn")
    description = describe(comparison)
    return Chart(
        title=comparison.title,
        subtitle=comparison.subtitle,
        description=description,
        legend=(),
        table=comparison_table(comparison),
        wide=_spec(comparison, wide, description),
        narrow=_spec(comparison, Variant.NARROW, description),
    )


def describe(comparison: AmountComparison) -> str:
    """Every name with its amount, for who cannot see the picture."""
    parts = [f"{item.label} {_said(item, comparison.unit)}" for item in comparison.amounts]
    return f"{comparison.measure}: {', '.join(parts)}."


def _said(item: NamedAmount, unit: str) -> str:
    if unit == EURO:
        return euro(item.amount, missing=item.unknown)
    told = number(item.amount, missing=item.unknown)
    return told if item.amount is None else f"{told} {unit}"


def comparison_table(comparison: AmountComparison) -> Table:
    """Name and amount, to the cent when one of them has cents."""
    places = money_places(item.amount for item in comparison.amounts)
    rows = tuple((item.label, number(item.amount, places, item.unknown)) for item in comparison.amounts)
    head = (Column(comparison.row_label, numeric=False), Column(f"{comparison.measure} ({comparison.unit})"))
    return Table(caption=comparison.title, head=head, rows=rows)


def _spec(comparison: AmountComparison, variant: Variant, description: str) -> Spec:
    names = max(text_width(item.label) for item in comparison.amounts) + 10
    beside = names <= variant.width * 0.4
    layers, height = _beside(comparison, variant, names) if beside else _stacked(comparison, variant)
    words = (comparison.title, description)
    return canvas(variant, layers, inner=(variant.width, height), offset=(0, 0), height=height, words=words)


def _top(comparison: AmountComparison) -> Decimal:
    return max(item.amount for item in comparison.amounts if item.amount is not None) or Decimal(1)


def _text(item: NamedAmount) -> str:
    return number(item.amount, 0, item.unknown)


def _bar(item: NamedAmount, comparison: AmountComparison, y: float) -> Bar:
    any_own = any(other.own for other in comparison.amounts)
    colour = CHART_1 if item.own else BAR_LIGHT if any_own else BAR_MIDDLE
    return Bar(y=y, value=item.amount, colour=colour)


def _beside(comparison: AmountComparison, variant: Variant, names: int) -> tuple[list[Spec], int]:
    """Name, bar and amount in one line; amounts flush right so that they can be compared as figures too."""
    items = comparison.amounts
    room = max(text_width(_text(item)) for item in items) + 12
    track = Track(left=names, width=variant.width - names - room, top=_top(comparison))
    rows = [(item, number_of * BESIDE + 6) for number_of, item in enumerate(items)]
    bars = [_bar(item, comparison, y) for item, y in rows]
    left = [Words(Label(0, y + BAR / 2, item.label), item.own) for item, y in rows]
    right = [
        Words(Label(variant.width, y + BAR / 2, _text(item)), item.own, item.amount is None)
        for item, y in rows
    ]
    layers = [*bar_layers(track, bars, height=BAR), *word_layers(left), *word_layers(right, align="right")]
    return layers, len(items) * BESIDE


def _stacked(comparison: AmountComparison, variant: Variant) -> tuple[list[Spec], int]:
    """Long names: name and amount above their bar."""
    track = Track(left=0, width=variant.width, top=_top(comparison))
    rows = [(item, number_of * STACKED + 4) for number_of, item in enumerate(comparison.amounts)]
    bars = [_bar(item, comparison, y + 20) for item, y in rows]
    left = [Words(Label(0, y + 7, item.label), item.own) for item, y in rows]
    right = [
        Words(Label(variant.width, y + 7, _text(item)), item.own, item.amount is None) for item, y in rows
    ]
    layers = [
        *bar_layers(track, bars, height=STACKED_BAR),
        *word_layers(left),
        *word_layers(right, align="right"),
    ]
    return layers, len(rows) * STACKED
