"""The words in a spending curve: each line's name and amount at its end, idle money inside its hatch."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from izaportal.web.charts.lines import ValueAt
from izaportal.web.charts.model import Spec, SpendingSeries
from izaportal.web.charts.notation import number, quarter_index
from izaportal.web.charts.plot import Label, Plot, labels, stacked
from izaportal.web.charts.style import BOLD, CHART_1, CHART_2, CHART_3, INK, INK_2, LINE_HEIGHT, text_width

Lines = Mapping[str, Sequence[ValueAt]]
IDLE_ROOM = 44
"""Height in pixels that the amount and the word inside the hatch need."""


def label_layers(plot: Plot, series: SpendingSeries, lines: Lines) -> list[Spec]:
    """Labels of the unit, the award, the plan, what was received and booked, and the idle money."""
    return [
        labels([Label(4 - plot.left, -20, "€ mln" if plot.axis.in_millions else "€")]),
        _award(plot, series),
        _plan(plot, series, lines["planned"]),
        _received(plot, lines["advances"]),
        _booked(plot, lines["booked"]),
        _committed(plot, lines),
        *_idle(plot, series, lines),
    ]


def _award(plot: Plot, series: SpendingSeries) -> Spec:
    if series.award is None:
        return {}
    y = plot.py(series.award)
    if plot.variant.is_small:
        place = Label(plot.inner_width, y - 10, f"toegekend {number(series.award)}")
        return labels([place], align="right", halo=True)
    return labels(stacked(plot.inner_width + 8, y, ["Toegekend", number(series.award)]))


def _plan(plot: Plot, series: SpendingSeries, planned: Sequence[ValueAt]) -> Spec:
    """The plan's end, unless that is the award, which has its own name."""
    if not planned or planned[-1][1] == series.award or plot.variant.is_small:
        return {}
    index, value = planned[-1]
    y = plot.py(value)
    if series.award is not None and abs(y - plot.py(series.award)) < 2 * LINE_HEIGHT:
        y = plot.py(series.award) + 2 * LINE_HEIGHT
    return labels(stacked(plot.px(index) + 12, y, ["Begroot", number(value)]), colour=CHART_2)


def _received(plot: Plot, advances: Sequence[ValueAt]) -> Spec:
    if not advances:
        return {}
    index, value = advances[-1]
    text = number(value) if plot.variant.is_small else f"Voorschot {number(value)}"
    x = max(plot.px(index), float(text_width(text)))
    return labels(
        [Label(x, plot.py(value) - 11, text)], colour=CHART_3, weight=BOLD, align="right", halo=True
    )


def _booked(plot: Plot, booked: Sequence[ValueAt]) -> Spec:
    if not booked:
        return {}
    index, value = booked[-1]
    text = number(value) if plot.variant.is_small else f"Geboekt {number(value)}"
    room = plot.variant.width - plot.left - plot.px(index)
    fits = room > text_width(text) + 12
    place = Label(plot.px(index) + (10 if fits else 0), plot.py(value) + (8 if fits else 16), text)
    return labels([place], colour=CHART_1, weight=BOLD, align="left" if fits else "right", halo=True)


def _committed(plot: Plot, lines: Lines) -> Spec:
    """What was promised, where it does not run into what was booked."""
    committed, booked = lines["committed"], lines["booked"]
    if not committed or plot.variant.is_small:
        return {}
    index, value = committed[-1]
    text = f"Verplicht {number(value)}"
    room = plot.variant.width - plot.left - plot.px(index)
    near = booked and abs(plot.py(value) - plot.py(booked[-1][1])) < 1.5 * LINE_HEIGHT
    if near or room < text_width(text) + 12:
        return {}
    return labels([Label(plot.px(index) + 10, plot.py(value) - 2, text)], colour=INK_2, halo=True)


def _idle(plot: Plot, series: SpendingSeries, lines: Lines) -> list[Spec]:
    """Amount and word inside the hatch of the quarter looked at, where they fit."""
    now = quarter_index(series.now)
    received, booked = dict(lines["advances"]).get(now), dict(lines["booked"]).get(now)
    if received is None or booked is None or received <= booked or plot.variant.is_small:
        return []
    top, bottom = plot.py(received), plot.py(booked)
    if bottom - top < IDLE_ROOM or plot.step * 1.5 < text_width("onbesteed") - 14:
        return []
    x = plot.px(now - Decimal("0.7"))
    place = Label(x, top + 13, number(received - booked))
    word = Label(x, top + 13 + LINE_HEIGHT - 3, "onbesteed")
    return [
        labels([place], colour=INK, weight=BOLD, align="center", halo=True),
        labels([word], align="center", halo=True),
    ]
