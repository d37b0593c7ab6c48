"""Charts that a slide's reader can edit, from the same figures as the drawing on the page."""

import math
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.slide import Slide
from pptx.util import Pt

from izaportal.core.money import ZERO
from izaportal.web.charts.notation import money_places
from izaportal.web.documents.blocks import Drawn, Ink, Native, Plot, Series, Shape
from izaportal.web.documents.slides.frame import FONT, Area, colour, described

KINDS = {
    Drawn.LINES: XL_CHART_TYPE.LINE_MARKERS,
    Drawn.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    Drawn.STACKED: XL_CHART_TYPE.BAR_STACKED,
}
# In Dutch, wherever the file is opened.
WHOLE, EUROS, CENTS = "[$-413]#,##0", '[$-413]"€ "#,##0', '[$-413]"€ "#,##0.00'
MILLIONS, MILLION = '[$-413]"€ "0.0,," mln"', 1_000_000
LETTERS = Pt(14)


def add_chart(slide: Slide, plot: Plot, area: Area) -> None:
    native = plot.native
    shown = _format(native)
    kept: Any = CategoryChartData(number_format=shown)  # type: ignore[no-untyped-call]  # has no types
    kept.categories = native.categories
    for one in native.series:
        kept.add_series(one.name, one.values)
    frame: Any = slide.shapes.add_chart(KINDS[native.drawn], *area.place, kept)
    described(frame, native.name, plot.description)
    _dress(frame.chart, native)


def _format(native: Native) -> str:
    if native.shape is not Shape.EUROS:
        return WHOLE
    amounts = [value for one in native.series for value in one.values]
    return CENTS if money_places(amounts) else EUROS


def _dress(chart: Any, native: Native) -> None:
    chart.font.size, chart.font.name = LETTERS, FONT
    chart.font.color.rgb = colour("--c-ink")
    chart.has_title = False
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(chart, native)
    for drawn, one in zip(chart.plots[0].series, native.series, strict=True):
        _draw(drawn, one, native.drawn)
        _stress(drawn, native)
    if native.drawn is Drawn.LINES:
        _bridge(chart)
    else:
        chart.plots[0].gap_width = 45
        chart.plots[0].overlap = 100 if native.drawn is Drawn.STACKED else 0
        _labels(chart.plots[0], native)


def _bridge(chart: Any) -> None:
    """A line goes on over quarters of which nothing is known, as on the page; python-pptx cannot say so."""
    for blanks in chart._chartSpace.xpath("c:chart/c:dispBlanksAs"):
        blanks.set("val", "span")


def _axes(chart: Any, native: Native) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale = _lowest(native)
    values.has_major_gridlines = native.drawn is Drawn.LINES
    values.visible = native.drawn is Drawn.LINES
    if values.has_major_gridlines:
        values.major_gridlines.format.line.color.rgb = colour("--c-chart-grid")
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _scale(native), False
    values.tick_labels.font.size = names.tick_labels.font.size = LETTERS
    names.format.line.color.rgb = colour("--c-line-strong")
    names.has_major_gridlines = False
    names.reverse_order = native.drawn is not Drawn.LINES  # the first on top, as in the table


def _scale(native: Native) -> str:
    """An axis tells large amounts in millions, as people say them."""
    highest = max((value for one in native.series for value in one.values if value is not None), default=ZERO)
    return MILLIONS if native.shape is Shape.EUROS and highest >= MILLION else _format(native)


def _lowest(native: Native) -> int:
    """An axis begins at zero, or below it when an amount does."""
    amounts = [value for one in native.series for value in one.values if value is not None]
    return math.floor(min([ZERO, *amounts]))


def _draw(drawn: Any, one: Series, kind: Drawn) -> None:
    if kind is not Drawn.LINES:
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour(one.ink.value)
        return
    drawn.smooth = False
    drawn.format.line.width = Pt(2.5)
    drawn.format.line.color.rgb = colour(one.ink.value)
    if one.is_dashed:
        drawn.format.line.dash_style = MSO_LINE.DASH
    drawn.marker.style = XL_MARKER_STYLE.NONE if one.is_dashed else XL_MARKER_STYLE.CIRCLE
    if not one.is_dashed:
        drawn.marker.size = 6
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = colour(one.ink.value)
        drawn.marker.format.line.color.rgb = colour(one.ink.value)


def _stress(drawn: Any, native: Native) -> None:
    for at, name in enumerate(native.categories):
        if native.stressed and name not in native.stressed:
            bar = drawn.points[at].format.fill
            bar.solid()
            bar.fore_color.rgb = colour(Ink.IN_PART.value)


def _labels(plot: Any, native: Native) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, _format(native), False
    labels.font.size = LETTERS
    if native.drawn is Drawn.STACKED:
        labels.position = XL_LABEL_POSITION.CENTER
        labels.font.bold = True
        labels.font.color.rgb = colour("--c-on-status")
    else:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
