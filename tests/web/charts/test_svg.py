import pytest

from izaportal.web.charts.svg import SvgError, finish

SPEC = {"usermeta": {"variant": "wide", "title": "Bijna < klaar", "description": "540 & meer"}}
OPENING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'


def finished(inner):
    return finish(f"{OPENING}{inner}</svg>", spec=SPEC, name="ch-1")


@pytest.mark.parametrize(
    "inner",
    [
        "<script>1</script>",
        "<style>a{}</style>",
        '<g style="fill:red"/>',
        '<g onclick="x"/>',
        '<a href="https://elders.nl"><g/></a>',
        '<image href="a.png"/>',
        '<path d="M0,0" fill="#fff"/>',
        '<path d="M0,0" stroke="white"/>',
    ],
)
def test_what_a_page_forbids_is_refused(inner):
    with pytest.raises(SvgError):
        finished(inner)


def test_words_are_escaped():
    svg = finished('<text fill="var(--c-ink)">a</text>')
    assert "Bijna &lt; klaar" in svg
    assert "540 &amp; meer" in svg


def test_empty_wrappers_are_lifted():
    svg = finished('<g><g class="x"><path d="M1,1h2" stroke="none"/></g><path d="" stroke="none"/></g>')
    assert svg.count("<path") == 1
    assert "<g" not in svg


def test_ids_carry_the_name():
    inner = (
        '<defs><linearGradient id="g"><stop stop-color="transparent"/><stop stop-color="var(--c-a)"/>'
        '</linearGradient></defs><path d="M1,1h2" fill="url(#g)"/>'
    )
    svg = finished(inner)
    assert 'id="ch-1-g"' in svg
    assert 'fill="url(#ch-1-g)"' in svg
    assert 'stop-color="var(--c-a)" stop-opacity="0"' in svg


def test_a_hatch_brings_its_pattern():
    assert 'id="ch-1-hatch"' in finished('<path d="M1,1h2" fill="url(#hatch)"/>')
    assert "pattern" not in finished('<path d="M1,1h2" fill="none"/>')
