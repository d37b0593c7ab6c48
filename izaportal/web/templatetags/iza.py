"""The tags and filters of the look; docs/components.md lists them with their inputs."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from izaportal.core import formatting
from izaportal.core.formatting import Unknown
from izaportal.core.quarter import Quarter
from izaportal.web.hyphens import breakable, unbroken
from izaportal.web.templatetags import bands, components, fields, figures, status_marks

register = template.Library()

register.tag("component", components.parse_component)
register.tag("slot", components.parse_slot)

register.simple_tag(status_marks.icon, name="icon")
register.simple_tag(status_marks.shape, name="shape")
register.simple_tag(status_marks.legend, name="status_legend")
register.simple_tag(status_marks.marks, name="status_marks")
register.simple_tag(status_marks.bar, name="status_bar")
register.simple_tag(status_marks.delta, name="delta")
register.simple_tag(status_marks.status_delta, name="status_delta")
register.simple_tag(status_marks.badge, name="badge")
register.simple_tag(status_marks.risk_level, name="risk_level")
register.simple_tag(status_marks.parts_missing, name="parts_missing")
register.simple_tag(bands.scale_bar, name="scale_bar")
register.filter("status_class", status_marks.css_class)
register.filter("breakable", breakable)
register.filter("unbroken", unbroken)
register.filter("date_nl", formatting.date_nl)
register.filter("date_long", formatting.date_long)
register.filter("quarter", formatting.quarter)
register.filter("quarter_long", formatting.quarter_long)


@register.filter
def quarter_of(day: date) -> Quarter:
    """The quarter that a day lies in."""
    return Quarter.of(day)


@register.simple_tag(name="status")
def status_tag(status: str, *, compact: bool = False, lower: bool = False, text: str = "") -> SafeString:
    """`{% status row.status %}`, `{% status row.status compact=True %}`."""
    return status_marks.mark(status, compact=compact, lower=lower, text=text)


@register.filter
def status_word(status: str) -> str:
    """The word in lower case, for within a sentence."""
    return status_marks.word(status, lower=True)


@register.filter
def counts_in_words(counts: Mapping[str, int]) -> str:
    return status_marks.counts_in_words(counts)


@register.simple_tag
def band(
    *,
    status: str,
    value: Decimal | None = None,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
    unit: str = "",
    decimals: int | None = None,
) -> SafeString:
    """`{% band status=s.status value=s.value lower=s.lower upper=s.upper unit="%" %}`."""
    drawn = bands.Band(value=value, lower=lower, upper=upper, unit=unit, decimals=decimals)
    return bands.draw(drawn, status)


@register.simple_tag
def heat_cell(
    status: str, *, text: str = "", url: str = "", label: str = "", css_class: str = "", is_now: bool = False
) -> SafeString:
    """The `<td>` of one indicator in one quarter."""
    return bands.heat_cell(
        bands.HeatCell(status=status, text=text, url=url, label=label, css_class=css_class, is_now=is_now)
    )


@register.filter
def euro(value: object, when_none: str = "unknown") -> str:
    """`{{ amount|euro }}`; `{{ amount|euro:"not_applicable" }}` says what None stands for."""
    figure, state = figures.as_figure(value), Unknown(when_none)
    return figures.marked(figure, formatting.euro(figure, when_none=state), state)


@register.filter
def euro_cents(value: object, when_none: str = "unknown") -> str:
    figure, state = figures.as_figure(value), Unknown(when_none)
    return figures.marked(figure, formatting.euro_cents(figure, when_none=state), state)


@register.filter
def mln(value: object, when_none: str = "unknown") -> str:
    figure, state = figures.as_figure(value), Unknown(when_none)
    return figures.marked(figure, formatting.mln(figure, when_none=state), state)


@register.filter
def number(value: object, when_none: str = "unknown") -> str:
    """As precise as the value; `{% number value decimals=1 %}` fixes the places of a column."""
    figure, state = figures.as_figure(value), Unknown(when_none)
    return figures.marked(figure, formatting.number(figure, when_none=state), state)


@register.filter
def percent(value: object, when_none: str = "unknown") -> str:
    figure, state = figures.as_figure(value), Unknown(when_none)
    return figures.marked(figure, formatting.percent(figure, when_none=state), state)


@register.simple_tag
def figure(
    value: object, *, unit: str = "", decimals: int | None = None, when_none: str = "unknown", url: str = ""
) -> str:
    """`{% figure value unit="inwoners" decimals=1 url=below %}`: a number with its unit and fixed places,
    which opens the level below it."""
    given, state = figures.as_figure(value), Unknown(when_none)
    text = figures.marked(given, formatting.with_unit(given, unit, decimals), state)
    return figures.opening(url, text) if url else text


@register.filter
def unknown(state: str) -> SafeString:
    """The mark of an unknown state alone: `{{ "not_applicable"|unknown }}`."""
    return figures.unknown_mark(Unknown(state))


@register.filter
def or_unknown(text: str | Unknown) -> str:
    """A figure that was formatted already, or the mark of the state in which it is absent."""
    return figures.unknown_mark(text) if isinstance(text, Unknown) else text


@register.filter
def date_or_unknown(value: date | None) -> str:
    return formatting.date_nl(value) if value else figures.unknown_mark(Unknown.UNKNOWN)


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The control of a form field with the class of its kind; help and error are tied to it by id."""
    return fields.widget(field)
