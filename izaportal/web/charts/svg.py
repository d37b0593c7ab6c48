"""From Vega's SVG to ours: lean, named, themable, and clean under ``style-src 'self'``.

Vega writes colours as presentation attributes, which CSP leaves alone, so this module refuses style
attributes rather than converting them. It drops fonts (the page's font counts), inner roles and labels (the
picture is one image with a title and a description), and wrappers that say nothing; what is left keeps only
``var(--…)`` colours. Ids carry the chart's key, so that two charts on one page do not share one.
"""

import re
from xml.etree import ElementTree as ET

from izaportal.web.charts.model import Spec
from izaportal.web.charts.style import CHART_3, FONT_SIZE

NAMESPACE = "{http://www.w3.org/2000/svg}"
DROPPED = {
    "font-family",
    "class",
    "role",
    "pointer-events",
    "width",
    "height",
    "version",
    "stroke-miterlimit",
}
FORBIDDEN_TAGS = {"script", "style", "foreignObject", "image", "use", "a", "animate", "set"}
COLOURED = ("fill", "stroke", "stop-color")
COLOUR = re.compile(r"var\(--c-[a-z0-9-]+\)|none|currentColor|transparent|url\(#[\w-]+\)")
LOCAL = re.compile(r"url\(#([\w-]+)\)")
DEFAULTS = {
    ("opacity", "1"),
    ("stroke-opacity", "1"),
    ("fill-opacity", "1"),
    ("font-size", f"{FONT_SIZE}px"),
    ("text-anchor", "start"),
    ("transform", "translate(0,0)"),
}


class SvgError(ValueError):
    """The drawing holds something that a page may not show."""


def finish(svg: str, *, spec: Spec, name: str) -> str:
    """The SVG to put in a page; ``name`` is unique per chart. SvgError on script, style or a fixed colour."""
    drawing = ET.fromstring(svg)  # noqa: S314 - written by our own renderer, no document type, no entities
    _check(drawing)
    _strip(drawing)
    _fade(drawing)
    _clean(drawing)
    _rename(drawing, name)
    return ET.tostring(_root(drawing, spec, name), encoding="unicode")


def _check(drawing: ET.Element) -> None:
    for element in drawing.iter():
        tag = element.tag.removeprefix(NAMESPACE)
        if tag in FORBIDDEN_TAGS:
            raise SvgError(f"Een grafiek mag geen <{tag}> bevatten")
        for attribute, value in element.items():
            if attribute == "style" or attribute.startswith("on") or attribute.endswith("href"):
                raise SvgError(f"Een grafiek mag geen {attribute} bevatten: {value}")
            if attribute in COLOURED and not COLOUR.fullmatch(value):
                raise SvgError(f"Een grafiek mag geen vaste kleur bevatten: {attribute}={value}")


def _strip(element: ET.Element) -> None:
    element.tag = element.tag.removeprefix(NAMESPACE)
    for attribute, value in list(element.items()):
        dropped = attribute in DROPPED and not (
            element.tag in {"rect", "pattern"} and attribute in {"width", "height"}
        )
        if dropped or attribute.startswith("aria-") or (attribute, value) in DEFAULTS:
            del element.attrib[attribute]
    if element.tag == "text" and "stroke" in element.attrib:
        element.set("paint-order", "stroke")  # a halo: the letters lie on top of their outline
    for child in element:
        _strip(child)


def _fade(drawing: ET.Element) -> None:
    """A gradient to ``transparent`` passes through black; fade the neighbour's own colour instead."""
    for gradient in drawing.iter("linearGradient"):
        colours = [stop.get("stop-color", "none") for stop in gradient]
        solid = next(colour for colour in colours if colour != "transparent")
        for stop in gradient:
            if stop.get("stop-color") == "transparent":
                stop.set("stop-color", solid)
                stop.set("stop-opacity", "0")


def _clean(element: ET.Element) -> None:
    """Drop what draws nothing and lift the children of groups that only wrap."""
    kept: list[ET.Element] = []
    for child in element:
        _clean(child)
        if child.get("display") == "none" or _is_blank(child):
            continue
        kept.extend(list(child) if child.tag == "g" and not child.attrib else [child])
    element[:] = kept


def _is_blank(element: ET.Element) -> bool:
    if element.tag == "g":
        return len(element) == 0
    return element.tag == "path" and (
        element.get("d") in {None, "", "M0,0h0v0h0Z"} or not set(element.keys()) - {"d"}
    )


def _rename(drawing: ET.Element, name: str) -> None:
    for element in drawing.iter():
        for attribute, value in list(element.items()):
            if attribute == "id":
                element.set("id", f"{name}-{value}")
            elif "url(#" in value:
                element.set(attribute, LOCAL.sub(rf"url(#{name}-\1)", value))


def _root(drawing: ET.Element, spec: Spec, name: str) -> ET.Element:
    words = spec["usermeta"]
    side = "narrow" if words["variant"] == "narrow" else "wide"
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"iza-chart__svg iza-chart__svg--{side}",
            "viewBox": drawing.get("viewBox", ""),
            "font-size": str(FONT_SIZE),
            "stroke-linejoin": "round",
            "role": "img",
            "aria-labelledby": f"{name}-t {name}-d",
        },
    )
    ET.SubElement(root, "title", {"id": f"{name}-t"}).text = words["title"]
    ET.SubElement(root, "desc", {"id": f"{name}-d"}).text = words["description"]
    root.extend(drawing)
    if any(f"url(#{name}-hatch)" in value for element in root.iter() for value in element.attrib.values()):
        root.insert(2, _hatch(name))
    return root


def _hatch(name: str) -> ET.Element:
    definitions = ET.Element("defs")
    size = {"width": "7", "height": "7", "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = ET.SubElement(definitions, "pattern", {"id": f"{name}-hatch", **size})
    line = {"d": "M0 0V7", "stroke": CHART_3, "stroke-width": "1.5", "stroke-opacity": ".55"}
    ET.SubElement(pattern, "path", line)
    return definitions
