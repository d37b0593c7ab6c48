import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from izaportal.web.charts import render as rendering
from izaportal.web.charts.render import RenderError, chart_key, render, render_all
from tests.web.charts.samples import NAMES, charts, texts_of

BOTH = [(name, side) for name in NAMES for side in ("wide", "narrow")]
COLOUR = re.compile(r"var\(--c-[\w-]+\)|none|transparent|currentColor|url\(#[\w-]+\)")


def spec_of(name, side):
    return getattr(charts()[name], side)


@pytest.fixture(scope="module")
def drawings():
    answers = render_all([spec_of(*which) for which in BOTH])
    return dict(zip(BOTH, answers, strict=True))


@pytest.mark.parametrize("which", BOTH)
def test_the_same_input_has_one_key(which):
    assert spec_of(*which) == spec_of(*which)
    assert chart_key(spec_of(*which)) == chart_key(json.loads(json.dumps(spec_of(*which))))


def test_every_drawing_has_its_own_key():
    assert len({chart_key(spec_of(*which)) for which in BOTH}) == len(BOTH)


@pytest.mark.parametrize("which", BOTH)
def test_a_drawing_is_clean_under_csp(drawings, which):
    root = ET.fromstring(drawings[which])  # noqa: S314 - our own markup
    assert root.get("role") == "img"
    for element in root.iter():
        assert not {"style", "href", "class"} & (
            element.attrib.keys() - ({"class"} if element is root else set())
        )
        assert not element.tag.endswith(("script", "style", "image", "foreignObject"))
        for attribute in ("fill", "stroke", "stop-color"):
            assert COLOUR.fullmatch(element.get(attribute, "none"))


@pytest.mark.parametrize("which", BOTH)
def test_a_drawing_is_named_for_readers(drawings, which):
    root = ET.fromstring(drawings[which])  # noqa: S314 - our own markup
    ids = root.get("aria-labelledby", "").split()
    words = [element.text for wanted in ids for element in root.iter() if element.get("id") == wanted]
    chart = charts()[which[0]]
    assert words == [chart.title, chart.description]


def test_ids_of_all_drawings_differ(drawings):
    ids = re.findall(r'\bid="([^"]+)"', "".join(drawings.values()))
    assert len(ids) == len(set(ids))
    used = re.findall(r"url\(#([^)]+)\)", "".join(drawings.values()))
    assert used
    assert set(used) <= set(ids)


@pytest.mark.parametrize("which", BOTH)
def test_every_label_reaches_the_picture(drawings, which):
    root = ET.fromstring(drawings[which])  # noqa: S314 - our own markup
    written = {element.text for element in root.iter() if element.tag.endswith("text")}
    assert set(texts_of(spec_of(*which))) <= written


def test_axis_numbers_are_dutch(drawings):
    assert ">1.200<" in drawings["indicator", "wide"]
    assert ">2,0<" in drawings["spending", "wide"]


def test_alone_or_together_draws_the_same(drawings):
    assert render(spec_of("open", "wide")) == drawings["open", "wide"]


def test_a_bad_spec_stops_no_other():
    good, bad = render_all([spec_of("ladder", "wide"), {"mark": "nonsense", "usermeta": {}}])
    assert isinstance(good, str)
    assert isinstance(bad, RenderError)


def test_a_spec_may_not_fetch():
    fetching = spec_of("ladder", "wide") | {"data": {"url": "https://voorbeeld.invalid/a.json"}}
    fetching["layer"] = [{"mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}]
    with pytest.raises(RenderError, match=r"voorbeeld\.invalid"):
        render(fetching)


def test_a_broken_child_is_reported(monkeypatch, tmp_path):
    broken = tmp_path / "engine.py"
    broken.write_text("raise SystemExit('kapot')")
    monkeypatch.setattr(rendering, "ENGINE", Path(broken))
    with pytest.raises(RenderError, match="stopte met 1: kapot"):
        render(spec_of("ladder", "wide"))


def test_the_asking_process_stays_small():
    program = "import sys; import izaportal.web.charts.render; sys.exit('vl_convert' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_hostile_words_stay_words():
    spec = spec_of("ladder", "wide")
    spec["usermeta"]["title"] = "<script>alert(1)</script>"
    spec["layer"][-1]["data"]["values"][0]["text"] = "]]><script>&"
    svg = render(spec)
    assert "<script" not in svg
