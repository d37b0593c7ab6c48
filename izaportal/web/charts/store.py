"""Drawn charts by the hash of their spec, kept in Django's cache for as long as a quarter lasts.

The job that stores results calls :func:`stored_svgs` for all charts of a quarter; a page calls it again and
finds them. On a miss (an emptied cache, a new renderer) the page draws what is missing with one child, once.
A chart that cannot be drawn is logged and left out: its table beside it holds every figure.
"""

import hashlib
import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from django.core.cache import caches
from django.utils.safestring import SafeString

from izaportal.web.charts.legend import swatch
from izaportal.web.charts.model import Chart, Spec, Table
from izaportal.web.charts.render import RENDERER, RenderError, chart_key, render_all, render_png

logger = logging.getLogger(__name__)
_one_child_at_a_time = threading.Lock()
KEPT = int(timedelta(days=90).total_seconds())
"""Seconds; what nobody asks for any more goes, what is asked for later is drawn again."""


@dataclass(frozen=True)
class Swatch:
    """A legend entry with its drawing."""

    label: str
    svg: SafeString


@dataclass(frozen=True)
class Figure:
    """All that the chart component of a template shows; an SVG is None when it could not be drawn."""

    title: str
    subtitle: str
    legend: tuple[Swatch, ...]
    table: Table
    wide: SafeString | None
    narrow: SafeString | None
    source: str = ""
    middle: SafeString | None = None


def stored_svgs(specs: Iterable[Spec]) -> dict[str, str]:
    """SVG per chart key with one look-up; draws, stores and logs what is missing."""
    wanted = {chart_key(spec): spec for spec in specs}
    found = _look_up(wanted)
    if len(found) == len(wanted):
        return found
    with _one_child_at_a_time:  # another thread may have drawn the same charts meanwhile
        found |= _look_up(wanted.keys() - found.keys())
        return found | _draw({key: spec for key, spec in wanted.items() if key not in found})


def specs_of(charts: Iterable[Chart | None]) -> list[Spec]:
    """All drawings of each chart, for the job that draws ahead."""
    return [spec for chart in charts if chart for spec in (chart.wide, chart.middle, chart.narrow) if spec]


def figures(charts: Mapping[str, Chart | None]) -> dict[str, Figure | None]:
    """All charts of a page ready for its template, with one look-up; None stays None: an empty state."""
    drawn = stored_svgs(specs_of(charts.values()))
    return {name: _figure(chart, drawn) if chart else None for name, chart in charts.items()}


def stored_png(svg: str) -> bytes | None:
    """A picture as pixels, found or drawn likewise; None when it cannot be drawn."""
    name = f"{_cache_key(hashlib.sha256(svg.encode()).hexdigest())}:png"
    found: bytes | None = caches["default"].get(name)
    if found is not None:
        return found
    try:
        png = render_png(svg)
    except RenderError:
        logger.exception("picture not drawn")
        return None
    caches["default"].set(name, png, timeout=KEPT)
    return png


def _figure(chart: Chart, drawn: Mapping[str, str]) -> Figure:
    return Figure(
        title=chart.title,
        subtitle=chart.subtitle,
        legend=tuple(Swatch(item.label, SafeString(swatch(item.swatch))) for item in chart.legend),
        table=chart.table,
        wide=_markup(drawn.get(chart_key(chart.wide))),
        narrow=_markup(drawn.get(chart_key(chart.narrow))),
        source=chart.source,
        middle=_markup(drawn.get(chart_key(chart.middle))) if chart.middle else None,
    )


def _markup(svg: str | None) -> SafeString | None:
    """Safe: written by ElementTree, which escapes every text, and checked by svg.finish."""
    return SafeString(svg) if svg else None


def _cache_key(key: str) -> str:
    return f"chart:{RENDERER}:{key}"


def _look_up(keys: Iterable[str]) -> dict[str, str]:
    by_cache_key = {_cache_key(key): key for key in keys}
    stored: dict[str, str] = caches["default"].get_many(by_cache_key)
    return {by_cache_key[name]: svg for name, svg in stored.items()}


def _draw(missing: dict[str, Spec]) -> dict[str, str]:
    if not missing:
        return {}
    start = monotonic()
    drawn = _rendered(missing)
    caches["default"].set_many({_cache_key(key): svg for key, svg in drawn.items()}, timeout=KEPT)
    logger.info("charts drawn: %d of %d in %.2f s", len(drawn), len(missing), monotonic() - start)
    return drawn


def _rendered(missing: dict[str, Spec]) -> dict[str, str]:
    try:
        answers = render_all(list(missing.values()))
    except RenderError:
        logger.exception("no chart drawn of %d", len(missing))
        return {}
    for key, answer in zip(missing, answers, strict=True):
        if isinstance(answer, RenderError):
            logger.error("chart %s not drawn: %s", key, answer)
    return {key: answer for key, answer in zip(missing, answers, strict=True) if isinstance(answer, str)}
