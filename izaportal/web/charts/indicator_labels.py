"""The words in an indicator's chart: each value beside its point, each line's name at its end."""

from dataclasses import dataclass
from decimal import Decimal

from izaportal.core.formatting import mid_sentence
from izaportal.web.charts.lines import ValueAt
from izaportal.web.charts.model import IndicatorPoint, IndicatorSeries, Spec
from izaportal.web.charts.notation import number, quarter_index
from izaportal.web.charts.plot import Label, Plot, labels
from izaportal.web.charts.scale import spread
from izaportal.web.charts.style import BOLD, CHART_1, CHART_2, INK, INK_2, LINE_HEIGHT, REGULAR, text_width

Style = tuple[str, int]
PLAIN: Style = (INK_2, REGULAR)
STRONG: Style = (INK, BOLD)
MEASURED: Style = (CHART_1, BOLD)
PLANNED: Style = (CHART_2, REGULAR)
BELOW = 15
LEAST_ROOM = 90


@dataclass(frozen=True)
class Reading:
    """An indicator's series in order of time, with the values of each line."""

    series: IndicatorSeries
    points: tuple[IndicatorPoint, ...]
    measured: list[ValueAt]
    projected: list[ValueAt]
    planned: list[ValueAt]

    @property
    def first(self) -> int:
        return quarter_index(self.points[0].quarter)

    @property
    def last(self) -> int:
        return quarter_index(self.points[-1].quarter)

    @property
    def upper_opens(self) -> bool:
        return any(point.band and point.band.upper is None for point in self.points)

    @property
    def ringed(self) -> list[ValueAt]:
        """Projected ends of years and the end of the line."""
        return [at for at in self.projected if at[0] % 4 == 3 or at == self.projected[-1]]

    @property
    def label_room(self) -> int:
        """Pixels right of the plot for the names of the lines."""
        return max([LEAST_ROOM, *[text_width(end.text) for end in self.ends()]])

    def ends(self) -> list["End"]:
        """What each line is called at the last quarter, for the lines that get that far."""
        last = self.points[-1]
        lower, upper = (last.band.lower, last.band.upper) if last.band else (None, None)
        named = [
            _end(upper, "bovengrens", PLAIN, self.series.unit),
            _end(lower, "ondergrens", PLAIN, self.series.unit),
            _end(last.margin, "marge", PLAIN, self.series.unit),
            _end(last.projected, "projectie", MEASURED, self.series.unit),
            _end(last.planned, "gepland", PLANNED, self.series.unit),
        ]
        if self.series.threshold:
            threshold = self.series.threshold
            named.append(_end(threshold.value, mid_sentence(threshold.label), STRONG, self.series.unit))
        return [end for end in named if end]


@dataclass(frozen=True)
class End:
    """The name of a line at its last quarter."""

    value: Decimal
    text: str
    style: Style


def _end(value: Decimal | None, name: str, style: Style, unit: str) -> End | None:
    return None if value is None else End(value, f"{number(value)}{unit} {name}", style)


def label_layers(plot: Plot, reading: Reading) -> list[Spec]:
    """All labels of the variant's width."""
    if plot.variant.is_small:
        ends = [_threshold_name(plot, reading), _projection_end(plot, reading)]
    else:
        ends = [*_ends(plot, reading), _projected_years(plot, reading)]
    return [*_measured(plot, reading), *ends, _open_bound(plot, reading), _missing(plot, reading)]


def _ends(plot: Plot, reading: Reading) -> list[Spec]:
    ends = sorted(reading.ends(), key=lambda end: (-end.value, end.style != STRONG))
    places = spread([plot.py(end.value) for end in ends], low=0, high=plot.inner_height)
    x = plot.inner_width + 8
    return [
        labels([Label(x, y, end.text)], colour=end.style[0], weight=end.style[1])
        for y, end in zip(places, ends, strict=True)
    ]


@dataclass(frozen=True)
class Place:
    """Where a value's label goes: the middle of its first line."""

    x: float
    y: float
    align: str


def _words_fit(plot: Plot, reading: Reading) -> bool:
    longest = max([text_width(point.status) for point in reading.points], default=0)
    return not plot.variant.is_small and plot.step >= longest + 4


def _measured(plot: Plot, reading: Reading) -> list[Spec]:
    """Values with their status words; without room the word stands at the quarter looked at only."""
    now = quarter_index(reading.series.now)
    words = {quarter_index(point.quarter): mid_sentence(point.status) for point in reading.points}
    fit = _words_fit(plot, reading)
    layers: list[Spec] = []
    for position, (index, value) in enumerate(reading.measured):
        if plot.variant.is_small and index != now:
            continue
        word = words[index] if fit or index == now else ""
        place = _place(plot, reading, position, lines=2 if word else 1)
        text = f"{number(value)}{reading.series.unit}"
        layers.append(_text(place, text, MEASURED))
        layers.append(
            _text(Place(place.x, place.y + LINE_HEIGHT - 1, place.align), word, PLAIN) if word else {}
        )
    return layers


def _text(place: Place, text: str, style: Style) -> Spec:
    label = Label(place.x, place.y, text)
    return labels([label], colour=style[0], weight=style[1], align=place.align, halo=True)


def _place(plot: Plot, reading: Reading, position: int, *, lines: int) -> Place:
    """Right below a point that rose, right above one that fell, left of one near the axis."""
    index, value = reading.measured[position]
    previous = reading.measured[position - 1][1] if position else value
    x, y = plot.px(index), plot.py(value)
    if value < previous:
        return Place(x + 6, y - LINE_HEIGHT * lines + 1, "left")
    if y + BELOW + LINE_HEIGHT * lines - 8 > plot.inner_height:
        return Place(x - 10, y - (lines - 1) * LINE_HEIGHT / 2, "right")
    return Place(x + 8, y + BELOW, "left")


def _falls(reading: Reading) -> bool:
    line = [*reading.measured[-1:], *reading.projected]
    return len(line) > 1 and line[-1][1] < line[0][1]


def _projected_years(plot: Plot, reading: Reading) -> Spec:
    """The projected ends of years that the right margin does not name."""
    side = -BELOW if _falls(reading) else BELOW
    items = [
        Label(plot.px(index) + 9, plot.py(value) + side, f"{number(value)}{reading.series.unit}")
        for index, value in reading.ringed
        if index != reading.last
    ]
    return labels(items, colour=CHART_1, weight=BOLD, halo=True)


def _projection_end(plot: Plot, reading: Reading) -> Spec:
    side = BELOW if _falls(reading) else -BELOW
    items = [
        Label(plot.px(index) + 8, plot.py(value) + side, f"{number(value)}{reading.series.unit}")
        for index, value in reading.projected[-1:]
    ]
    return labels(items, colour=CHART_1, weight=BOLD, align="right", halo=True)


def _threshold_name(plot: Plot, reading: Reading) -> Spec:
    threshold = reading.series.threshold
    if threshold is None:
        return {}
    text = f"{mid_sentence(threshold.label)} {number(threshold.value)}{reading.series.unit}"
    place = Place(plot.px(quarter_index(threshold.since)) + 3, plot.py(threshold.value) - 10, "left")
    return _text(place, text, STRONG)


def _open_bound(plot: Plot, reading: Reading) -> Spec:
    """Where the band ends open, the words for it: a faded edge alone could be a printer's fault."""
    band = reading.points[-1].band
    if band is None or (band.lower is not None and band.upper is not None):
        return {}
    above = band.upper is None
    place = Place(plot.px(reading.last) - 6, 12 if above else plot.inner_height - 12, "right")
    return _text(place, "geen bovengrens" if above else "geen ondergrens", PLAIN)


def _missing(plot: Plot, reading: Reading) -> Spec:
    """The quarter looked at has no value: say so where it would have stood."""
    now = quarter_index(reading.series.now)
    if not reading.first <= now <= reading.last or any(index == now for index, _ in reading.measured):
        return {}
    return _text(Place(plot.px(now) + 6, plot.inner_height - 12, "left"), "geen meting", PLAIN)
