"""Status as shape + word + colour, in that order, and the roll-ups made of it. Pure builders of HTML."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from funding.refund import RiskLevel
from izaportal.core.formatting import sentence_case
from kpis.choices import STATUS_WORDS
from kpis.status import RANK, Status

# CSS class and symbol of each status (docs/domain.md §4), in the order in which counts are told
GRAMMAR = {
    Status.EXCEEDED: ("is-exceeded", "st-exceeded"),
    Status.ON_TRACK: ("is-ontrack", "st-ontrack"),
    Status.AT_RISK: ("is-risk", "st-risk"),
    Status.OFF_TRACK: ("is-off", "st-off"),
    Status.NO_DATA: ("is-none", "st-none"),
    Status.NO_TARGET: ("is-none", "st-na"),
    Status.NOT_DUE: ("is-none", "st-na"),
    Status.TO_BE_DETERMINED: ("is-none", "st-na"),
    Status.NO_BASELINE: ("is-none", "st-na"),
}
# beside a mark, "n.t.b." alone would not say of what
WORDS = STATUS_WORDS | {Status.TO_BE_DETERMINED: "streefwaarde n.t.b."}
ORDER = tuple(GRAMMAR)
# CSS modifier, bars lit, word
_LEVELS = {
    RiskLevel.LOW: ("low", 1, gettext_lazy("laag")),
    RiskLevel.MEDIUM: ("mid", 2, gettext_lazy("midden")),
    RiskLevel.HIGH: ("high", 3, gettext_lazy("hoog")),
}
_BADGES = {
    "frozen": ("i-lock", gettext_lazy("Vastgesteld")),
    "restated": ("i-pen", gettext_lazy("Herzien")),
    "provisional": ("i-pen", gettext_lazy("Voorlopig")),
    "draft": ("i-pen", gettext_lazy("Concept")),
    "illustrative": ("", gettext_lazy("Illustratief")),
}
_BADGE_CLASS = {"draft": "provisional", "restated": "frozen"}
_ARROWS = {"up": "i-rise", "down": "i-fall", "same": "i-right"}


@cache
def sprite_url() -> str:
    """Address of the sprite; one look-up a process, as the file does not change while it runs."""
    return static("icons.svg")


def icon(name: str, css_class: str = "") -> SafeString:
    """A decorative icon of the sprite: `lock`, `pen`, … The word beside it carries the meaning."""
    return _use(f"i-{name}", css_class)


def css_class(status: str) -> str:
    """The class that colours a text, row or cell: `is-risk`. ValueError for what is no status."""
    return GRAMMAR[Status(status)][0]


def word(status: str, *, lower: bool = False) -> str:
    text = gettext(WORDS[Status(status)])
    return text if lower else sentence_case(text)


def shape(status: str) -> SafeString:
    return _use(GRAMMAR[Status(status)][1], "iza-shape")


def mark(status: str, *, compact: bool = False, lower: bool = False, text: str = "") -> SafeString:
    """The mark. `compact` hides the word from the eye only; `text` replaces it (`Risico: werving loopt`)."""
    shown = text or word(status, lower=lower)
    pattern = (
        '<span class="iza-status {}">{}<span class="u-hidden">{}</span></span>'
        if compact
        else '<span class="iza-status {}">{}<span>{}</span></span>'
    )
    return format_html(pattern, css_class(status), shape(status), shown)


def legend(statuses: tuple[str, ...] = ORDER[:6]) -> SafeString:
    marks = format_html_join("", "<li>{}</li>", ((mark(status),) for status in statuses))
    return format_html('<ul class="iza-legend">{}</ul>', marks)


def counts_in_words(counts: Mapping[str, int]) -> str:
    """`1 overtroffen, 6 op koers`: only what occurs, in the order of the grammar."""
    parts = [f"{counts[key]} {word(key, lower=True)}" for key in ORDER if counts.get(key)]
    return ", ".join(parts) or gettext("nog geen indicatoren")


def marks(counts: Mapping[str, int], *, words: bool = True) -> SafeString:
    """One mark per indicator with the counts in words below; for up to some twenty indicators."""
    dots = format_html_join(
        "",
        '<span class="{}">{}</span>',
        ((css_class(key), shape(key)) for key in ORDER for _ in range(counts.get(key, 0))),
    )
    note = 'class="u-small"' if words else 'class="u-hidden"'
    return format_html(
        '<div class="iza-marks" aria-hidden="true">{}</div><div {}>{}</div>',
        dots,
        SafeString(note),
        counts_in_words(counts),
    )


def bar(counts: Mapping[str, int], *, words: bool = True) -> SafeString:
    """One bar of parts in proportion, with the counts in words below; for any number of indicators."""
    total = sum(counts.get(key, 0) for key in ORDER)
    rects: list[tuple[str, Decimal, Decimal]] = []
    start = Decimal(0)
    for key in ORDER:
        width = Decimal(counts.get(key, 0)) * 400 / (total or 1)
        if width:
            rects.append((css_class(key), start.quantize(Decimal("0.1")), width.quantize(Decimal("0.1"))))
        start += width
    parts = format_html_join(
        "", '<rect class="iza-statusbar__part {}" x="{}" width="{}" height="12"/>', rects
    )
    return format_html(
        '<svg class="iza-statusbar" viewBox="0 0 400 12" preserveAspectRatio="none" aria-hidden="true">'
        "{}</svg>"
        '<p class="{}">{}</p>',
        parts,
        "iza-rollup__words" if words else "u-hidden",
        counts_in_words(counts),
    )


def delta(direction: str, text: str = "") -> SafeString:
    """A change: arrow `up`, `down` or `same`, with the words that say from what."""
    return format_html(
        '<span class="iza-delta iza-delta--{}">{}<span>{}</span></span>',
        direction,
        _use(_ARROWS[direction], ""),
        text,
    )


def status_delta(previous: str | None, current: str) -> SafeString:
    """`↗ was achter`; empty without a previous status."""
    if not previous:
        return SafeString("")
    before, now = RANK.get(Status(previous)), RANK.get(Status(current))
    if previous == current:
        return delta("same", gettext("gelijk gebleven"))
    was = gettext("was %(word)s") % {"word": word(previous, lower=True)}
    if before is None or now is None:
        return delta("same", was)
    return delta("up" if now > before else "down", was)


def badge(kind: str, text: str = "") -> SafeString:
    """`frozen`, `restated`, `provisional`, `draft`, `illustrative`, or `none` with a text of one's own."""
    symbol, standard = _BADGES.get(kind, ("", ""))
    picture = _use(symbol, "") if symbol else SafeString("")
    return format_html(
        '<span class="nl-badge nl-badge--{}">{}{}</span>',
        _BADGE_CLASS.get(kind, kind),
        picture,
        text or standard,
    )


def risk_level(level: str | None) -> SafeString:
    """A `RiskLevel` or its stored value, with one, two or three bars; nothing is n.v.t., never low.

    ValueError for any other level.
    """
    if not level:
        return badge("none", gettext("n.v.t."))
    modifier, lit, text = _LEVELS[RiskLevel(level)]
    geometry = ((0, 9, 5), (5, 5, 9), (10, 1, 13))
    bars = format_html_join(
        "",
        '<rect class="iza-risk__bar{}" x="{}" y="{}" width="4" height="{}" rx="1"/>',
        (("" if n < lit else " iza-risk__bar--off", *place) for n, place in enumerate(geometry)),
    )
    return format_html(
        '<span class="nl-badge nl-badge--{}"><svg viewBox="0 0 14 14" aria-hidden="true">{}</svg>{}</span>',
        modifier,
        bars,
        text,
    )


def parts_missing(missing: int, total: int) -> str:
    """`3 van 14 onbekend`: said beside every sum that lacks parts; empty when none is missing."""
    if not missing:
        return ""
    return ngettext("%(n)s van %(total)s onbekend", "%(n)s van %(total)s onbekend", missing) % {
        "n": missing,
        "total": total,
    }


def _use(symbol: str, css_class: str) -> SafeString:
    attribute = format_html(' class="{}"', css_class) if css_class else SafeString("")
    return format_html(
        '<svg{} aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        attribute,
        sprite_url(),
        symbol,
    )
