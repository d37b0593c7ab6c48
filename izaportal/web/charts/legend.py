"""Legend swatches: small drawings with the colours, dashes and shapes of the chart itself."""

from xml.etree import ElementTree as ET

from izaportal.web.charts.style import (
    BAND,
    BAND_LINE,
    CHART_1,
    CHART_2,
    CHART_3,
    EXCEEDED,
    EXCEEDED_TINT,
    INK,
    INK_2,
    LINE_STRONG,
    OFF_TRACK,
    OFF_TRACK_TINT,
    ON_TRACK,
    ON_TRACK_TINT,
    RISK,
    RISK_TINT,
)

PROJECTION_DASH = (1, 5)
PLAN_DASH = (6, 5)
MARGIN_DASH = (3, 3)
THRESHOLD_DASH = (8, 4)
PROMISED_DASH = (2, 2)

Shape = tuple[str, dict[str, str]]


def _line(colour: str, width: str, dash: tuple[int, ...] = (), cap: str = "butt") -> Shape:
    attributes = {
        "d": "M1 6H23",
        "fill": "none",
        "stroke": colour,
        "stroke-width": width,
        "stroke-linecap": cap,
    }
    if dash:
        attributes["stroke-dasharray"] = " ".join(map(str, dash))
    return "path", attributes


def _slanted(colour: str) -> Shape:
    return "path", {
        "d": "M1 11 7 1M9 11 15 1M17 11 23 1",
        "stroke": colour,
        "stroke-width": "1.5",
        "fill": "none",
    }


def _block(edge: str, tint: str = "none", dash: str = "") -> tuple[Shape, ...]:
    attributes = {
        "x": ".5",
        "y": ".5",
        "width": "23",
        "height": "11",
        "rx": "2",
        "fill": tint,
        "stroke": edge,
    }
    return (("rect", attributes | ({"stroke-dasharray": dash} if dash else {})),)


SWATCHES: dict[str, tuple[Shape, ...]] = {
    "measured": (_line(CHART_1, "2.5"),),
    "projected": (_line(CHART_1, "2.5", PROJECTION_DASH, "round"),),
    "planned": (_line(CHART_2, "2", PLAN_DASH),),
    "received": (_line(CHART_3, "2"),),
    "promised": (_line(INK_2, "1.5", PROMISED_DASH),),
    "margin": (_line(RISK, "1.5", MARGIN_DASH),),
    "threshold": (_line(INK, "1.5", THRESHOLD_DASH),),
    "booked": (_line(CHART_2, "2"),),
    "award": (_line(LINE_STRONG, "1.5"),),
    "idle": (_slanted(CHART_3),),
    "exceeded": _block(EXCEEDED, EXCEEDED_TINT),
    "on-track": _block(ON_TRACK, ON_TRACK_TINT),
    "at-risk": _block(RISK, RISK_TINT),
    "off-track": _block(OFF_TRACK, OFF_TRACK_TINT),
    "no-data": _block(LINE_STRONG, dash="2 2"),
    "band": (
        ("rect", {"width": "24", "height": "12", "fill": BAND}),
        ("path", {"d": "M0 .8H24M0 11.2H24", "stroke": BAND_LINE, "stroke-width": "1.5", "fill": "none"}),
    ),
}


def swatch(name: str) -> str:
    """The SVG of a swatch, hidden from screen readers because its label stands beside it."""
    root = ET.Element(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 24 12", "aria-hidden": "true"}
    )
    for tag, attributes in SWATCHES[name]:
        ET.SubElement(root, tag, attributes)
    return ET.tostring(root, encoding="unicode")
