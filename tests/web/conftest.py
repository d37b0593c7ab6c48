"""Charts cost half a second to draw; most tests of the page are not about them."""

from collections.abc import Sequence

import pytest

from izaportal.web.charts import store
from izaportal.web.charts.model import Spec
from izaportal.web.charts.render import RenderError, chart_key, render_all

_drawn: dict[str, str | RenderError] = {}


def _draw_once(specs: Sequence[Spec]) -> list[str | RenderError]:
    """Really drawn, but each chart only the first time in a test run."""
    missing = {chart_key(spec): spec for spec in specs if chart_key(spec) not in _drawn}
    _drawn.update(zip(missing, render_all(list(missing.values())), strict=True))
    return [_drawn[chart_key(spec)] for spec in specs]


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is emptied before every test; what was drawn is not drawn again."""
    monkeypatch.setattr(store, "render_all", _draw_once)
