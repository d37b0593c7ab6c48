"""Figures in a template: the words of `core.formatting`, with unknown states marked as such."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from izaportal.core.formatting import Figure, Unknown, missing


def as_figure(value: object) -> Figure:
    """What a template hands over: a figure, a state, the key of a state, or nothing.

    TypeError for a float or a text that is no state: a wrong figure must not look like a missing one.
    """
    if value is None or value == "":
        return None
    if isinstance(value, Decimal | Unknown):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value in set(Unknown):
        return Unknown(str(value))
    raise TypeError(f"{value!r} is geen getal en geen onbekende stand")


def unknown_mark(state: Unknown) -> SafeString:
    """`n.t.b.` in grey with a dotted line and its meaning: never to be taken for 0."""
    return format_html('<abbr class="is-unknown" title="{}">{}</abbr>', state.meaning, state.word)


def opening(url: str, text: str) -> SafeString:
    """The figure as the way to what it is made of. Its row begins with a link to the same place, so for the
    keyboard it is no stop of its own."""
    return format_html('<a href="{}" tabindex="-1">{}</a>', url, text)


def marked(value: Figure, text: str, when_none: Unknown) -> str:
    """The text of a figure, or the mark of its unknown state."""
    state = missing(value, when_none)
    return text if state is None else unknown_mark(state)
