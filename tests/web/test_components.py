"""The tag library and the components: what they say, and that the gallery shows them all."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Engine, Template, TemplateSyntaxError
from django.template.loader import render_to_string

from funding.refund import RiskLevel
from izaportal.core.formatting import Unknown
from izaportal.web.gallery import examples
from izaportal.web.navigation import NavigationItem, mark_current
from izaportal.web.templatetags import status_marks
from izaportal.web.templatetags.bands import WIDTH, Band, draw, scale_bar
from kpis.status import Status

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
# identifiers of docs/domain.md §4 and the words a screen shows for them
WORDS = {
    "exceeded": "Overtroffen",
    "on_track": "Op koers",
    "at_risk": "Risico",
    "off_track": "Achter",
    "no_data": "Geen meting",
    "no_target": "Geen streefwaarde",
    "not_due": "Nog niet aan de orde",
    "to_be_determined": "Streefwaarde n.t.b.",
    "no_baseline": "Geen nulmeting",
}
JUDGED = ("exceeded", "on_track", "at_risk", "off_track")


def rendered(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def used_in(source: str) -> set[str]:
    """Components a template names, by include or by tag."""
    return set(re.findall(r"components/([\w-]+)\.html", source)) | set(
        re.findall(r'component "([\w-]+)"', source)
    )


@pytest.fixture(scope="module")
def gallery() -> str:
    values = {"examples": examples, "form": examples.example_form(), "page": examples.example_page()}
    return render_to_string("web/gallery/page.html", values)


@pytest.mark.parametrize("status", WORDS)
def test_a_status_is_shape_word_colour(status):
    html = rendered("{% status status %}", status=status)
    assert WORDS[status] in html
    assert "<use href=" in html
    assert ("is-none" in html) == (status not in JUDGED)
    assert html.index("<use") < html.index(WORDS[status])


def test_judged_statuses_differ_in_every_way():
    assert len({status_marks.GRAMMAR[Status(status)] for status in JUDGED}) == len(JUDGED)
    assert set(status_marks.GRAMMAR) == set(WORDS) == set(Status)


def test_a_compact_mark_keeps_its_word():
    html = rendered('{% status "at_risk" compact=True %}')
    assert '<span class="u-hidden">Risico</span>' in html


def test_an_unknown_status_is_an_error():
    with pytest.raises(ValueError, match="purple"):
        rendered('{% status "purple" %}')


def test_roll_ups_count_in_words():
    counts = {"off_track": 2, "exceeded": 1, "no_data": 1}
    assert status_marks.counts_in_words(counts) == "1 overtroffen, 2 achter, 1 geen meting"
    assert status_marks.marks(counts).count("<use") == sum(counts.values())
    widths = [Decimal(width) for width in re.findall(r'width="([\d.]+)"', status_marks.bar(counts))]
    assert sum(widths) == 400


@pytest.mark.parametrize(
    ("previous", "current", "arrow", "words"),
    [
        ("off_track", "at_risk", "up", "was achter"),
        ("exceeded", "on_track", "down", "was overtroffen"),
        ("no_data", "off_track", "same", "was geen meting"),
        ("on_track", "on_track", "same", "gelijk gebleven"),
    ],
)
def test_a_change_says_from_what(previous, current, arrow, words):
    html = status_marks.status_delta(previous, current)
    assert f"iza-delta--{arrow}" in html
    assert words in html
    assert status_marks.status_delta(None, current) == ""


def test_a_missing_risk_level_is_not_low():
    assert "n.v.t." in status_marks.risk_level(None)
    assert "n.v.t." in status_marks.risk_level("")
    assert status_marks.risk_level(RiskLevel.MEDIUM).count("iza-risk__bar--off") == 1
    with pytest.raises(ValueError, match="paars"):
        status_marks.risk_level("paars")


@pytest.mark.parametrize("state", Unknown)
def test_an_unknown_figure_looks_unlike_zero(state):
    zero, unknown = rendered("{{ 0|euro }}"), rendered("{{ value|euro }}", value=state)
    assert "is-unknown" in unknown
    assert state.word in unknown
    assert state.meaning in unknown
    assert zero == "€\u00a00"


def test_a_filter_names_what_none_means():
    assert "n.v.t." in rendered('{{ value|euro:"not_applicable" }}', value=None)
    assert "onbekend" in rendered("{{ value|percent }}", value=None)
    with pytest.raises(TypeError):
        rendered("{{ value|number }}", value=1.5)


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (Band(Decimal(540), Decimal(600), Decimal(900)), "Gemeten 540; streefband 600 tot 900"),
        (Band(None, Decimal(15), Decimal(20), unit="%"), "Niet gemeten; streefband 15 tot 20\u00a0%"),
        (Band(Decimal(13000), Decimal(13500), None), "Gemeten 13.000; streefband 13.500 of meer"),
        (Band(Decimal(3), None, Decimal(5)), "Gemeten 3; streefband hoogstens 5"),
        (Band(Decimal(3), None, None), "Gemeten 3; streefband geen streefband"),
    ],
)
def test_a_band_says_what_it_draws(band, words):
    html = draw(band, "at_risk")
    assert f'aria-label="{words}"' in html
    assert ("iza-band__value" in html) == (band.value is not None)


@pytest.mark.parametrize("example", examples.BANDS, ids=lambda example: example.title)
def test_a_band_stays_on_its_axis(example):
    figures = [
        item for item in (example.band.value, example.band.lower, example.band.upper) if item is not None
    ]
    places = [example.band.x(figure) for figure in figures]
    assert all(0 <= place <= WIDTH for place in places)
    assert sorted(places) == [example.band.x(figure) for figure in sorted(figures)]


def test_a_scale_bar_never_overflows():
    assert 'width="400.0"' in scale_bar(Decimal(9), Decimal(3))
    assert 'width="0.0"' in scale_bar(None, Decimal(3))
    assert 'width="0.0"' in scale_bar(Decimal(0), Decimal(0))


def test_what_people_typed_is_escaped():
    nasty = "<script>alert(1)</script>"
    html = rendered(
        '{% component "card" title=text meta=text %}{{ text }}'
        '{% slot "foot" %}{{ text }}{% endslot %}{% endcomponent %}'
        '{% status "at_risk" text=text %}{% badge "none" text %}'
        '{% heat_cell "at_risk" text=text url="/x" label=text %}',
        text=nasty,
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 8


def test_a_component_sees_only_its_inputs():
    html = rendered('{% component "card" title="T" %}{{ meta }}{% endcomponent %}', meta="van de pagina")
    assert html.count("van de pagina") == 1


@pytest.mark.parametrize(
    "source", ["{% component %}{% endcomponent %}", '{% component "card" los %}{% endcomponent %}']
)
def test_a_mistaken_component_is_refused(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_a_field_ties_help_and_error():
    html = rendered(
        '{% include "components/field.html" with field=field only %}',
        field=examples.example_form()["milestone"],
    )
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    for identifier in described[1].split():
        assert f'id="{identifier}"' in html
    assert 'aria-invalid="true"' in html


def test_a_clean_form_has_no_summary():
    assert "nl-alert" not in rendered(
        '{% include "components/error_summary.html" %}', form=forms.Form(data={})
    )


def test_the_gallery_shows_every_component():
    """By name in the sources: shown by the gallery's parts, by the shell, or inside another."""
    sources = [path.read_text() for path in (TEMPLATES / "web" / "gallery").glob("*.html")]
    sources += [(TEMPLATES / "base.html").read_text()]
    seen = set().union(*(used_in(source) for source in sources))
    waiting = list(seen)
    while waiting:
        inner = used_in((TEMPLATES / "components" / f"{waiting.pop()}.html").read_text()) - seen
        seen |= inner
        waiting += inner
    # the sign-in page's picture is shown where it lives
    assert set(COMPONENTS) - seen == {"door_art"}


@pytest.mark.parametrize("status", WORDS)
def test_the_gallery_shows_every_status(gallery, status):
    assert WORDS[status] in gallery


def test_ids_on_the_gallery_are_unique(gallery):
    ids = re.findall(r'\sid="([^"]+)"', gallery)
    assert len(ids) == len(set(ids))


def test_every_icon_is_in_the_sprite(gallery):
    sprite = (TEMPLATES.parent / "static" / "src" / "icons.svg").read_text()
    drawn = set(re.findall(r'icons[\w.]*\.svg#([\w-]+)"', gallery))
    assert drawn
    assert drawn <= set(re.findall(r'<symbol id="([\w-]+)"', sprite))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_holds_no_style_or_script(path):
    source = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son\w+\s*=\s*[\"']|javascript:", source)
    assert not re.search(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?(?=[\"';\s])", source), (
        "colours come from tokens"
    )


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_opens_with_its_inputs(name):
    first = (TEMPLATES / "components" / f"{name}.html").read_text().splitlines()[0]
    assert first.startswith("{# ")
    assert "nputs" in first
    Engine.get_default().get_template(f"components/{name}.html")


def test_the_longest_fitting_item_is_current():
    items = [NavigationItem(url, url, "home") for url in ("/", "/programmas/x/", "/programmas/x/kwartaal/")]
    here = [item.url for item in mark_current(items, "/programmas/x/kwartaal/2026-Q2/") if item.current]
    assert here == ["/programmas/x/kwartaal/"]
    assert [item.url for item in mark_current(items, "/elders/") if item.current] == []
