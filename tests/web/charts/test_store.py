import logging

import pytest
from django.core.cache import caches

from izaportal.web.charts import store
from izaportal.web.charts.render import RENDERER, RenderError, chart_key, render_all
from izaportal.web.charts.store import figures, specs_of, stored_svgs
from tests.web.charts.samples import charts


@pytest.fixture
def children(monkeypatch):
    """How many specs each child was asked to draw."""
    asked = []

    def counted(specs):
        asked.append(len(specs))
        return render_all(specs)

    monkeypatch.setattr(store, "render_all", counted)
    return asked


def some_specs():
    return specs_of([charts()["ladder"], charts()["bars"]])


def test_what_is_drawn_is_found_again(children):
    drawn = stored_svgs(some_specs())
    assert stored_svgs(some_specs()) == drawn
    assert drawn.keys() == {chart_key(spec) for spec in some_specs()}
    assert children == [4]


def test_only_what_misses_is_drawn(children):
    stored_svgs(some_specs()[:1])
    stored_svgs(some_specs())
    assert children == [1, 3]


def test_a_stored_chart_expires_at_last():
    stored_svgs(some_specs()[:1])
    name = f"chart:{RENDERER}:{chart_key(some_specs()[0])}"
    assert caches["default"].get(name).startswith("<svg")
    backend = caches["default"]
    if hasattr(backend, "_cache") and hasattr(backend._cache, "get_client"):
        assert 0 < backend._cache.get_client().ttl(backend.make_key(name)) <= store.KEPT


def test_an_undrawable_chart_is_logged(caplog):
    broken = {"mark": "nonsense", "usermeta": {}}
    with caplog.at_level(logging.ERROR):
        drawn = stored_svgs([broken, some_specs()[0]])
    assert drawn.keys() == {chart_key(some_specs()[0])}
    assert chart_key(broken) in caplog.text


def test_without_a_child_tables_remain(monkeypatch, caplog):
    def gone(specs):
        raise RenderError("weg")

    monkeypatch.setattr(store, "render_all", gone)
    figure = figures({"ladder": charts()["ladder"]})["ladder"]
    assert figure
    assert figure.wide is None
    assert figure.table == charts()["ladder"].table
    assert "no chart drawn of 2" in caplog.text


def test_figures_need_one_child(children):
    shown = figures({"ladder": charts()["ladder"], "spending": charts()["spending"], "empty": None})
    assert children == [4]
    assert shown["empty"] is None
    spending = shown["spending"]
    assert spending
    assert "iza-chart__svg--narrow" in (spending.narrow or "")
    assert spending.legend[0].label == "Voorschot van het Rijk"


def test_no_charts_need_no_child(children):
    assert figures({"empty": None}) == {"empty": None}
    assert children == []
