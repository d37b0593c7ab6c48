"""A deck in the look of the portal: 16:9, one layout, its colours and letters from the design tokens.

The letters are Calibri, which is there wherever slides are shown; our own font would be replaced by one of
another width.
"""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Length, Pt

from izaportal.web.documents.blocks import Document
from izaportal.web.tokens import colours

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
INNER = Emu(WIDTH - 2 * MARGIN)
BAR = Inches(0.16)
TITLE_TOP, TITLE_HEIGHT = Inches(0.42), Inches(1.05)
BODY_TOP, BODY_HEIGHT = Inches(1.65), Inches(5.05)
FOOT_TOP, FOOT_HEIGHT = Inches(6.95), Inches(0.35)
FONT = "Calibri"
LANGUAGE = "nl-NL"
TITLE_ONLY = 5
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
# The theme's places for colours, filled from the tokens: what somebody adds to a deck fits it.
THEME = {
    "dk1": "--c-ink",
    "lt1": "--c-surface",
    "dk2": "--c-bar",
    "lt2": "--c-canvas",
    "accent1": "--c-chart-1",
    "accent2": "--c-chart-2",
    "accent3": "--c-chart-3",
    "accent4": "--c-ontrack",
    "accent5": "--c-risk",
    "accent6": "--c-off",
    "hlink": "--c-link",
    "folHlink": "--c-brand",
}


@dataclass(frozen=True, slots=True)
class Area:
    """Where something stands on a slide."""

    left: Length
    top: Length
    width: Length
    height: Length

    @property
    def place(self) -> tuple[Length, Length, Length, Length]:
        return (self.left, self.top, self.width, self.height)


BODY = Area(MARGIN, BODY_TOP, INNER, BODY_HEIGHT)


def colour(paint: str) -> RGBColor:
    """Of a design token."""
    red, green, blue = bytes.fromhex(colours()[paint].removeprefix("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]  # python-pptx has no types


def new_deck(document: Document) -> Deck:
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _keep_one_layout(deck)
    _set_theme(deck)
    about = deck.core_properties
    about.title, about.author, about.language = document.title, "izaportal", LANGUAGE
    about.subject = document.verdict
    about.keywords = f"{document.imprint.freeze} SHA-256 {document.imprint.sha256}"
    return deck


def _keep_one_layout(deck: Deck) -> None:
    """Only the layout that is used, its title where our titles stand."""
    layouts = deck.slide_layouts
    for layout in [one for at, one in enumerate(layouts) if at != TITLE_ONLY]:
        layouts.remove(layout)
    for page in (deck.slide_master, layouts[0]):
        for shape in list(page.placeholders):
            if shape.placeholder_format.type is not None and shape.placeholder_format.idx == 0:
                shape.left, shape.top, shape.width, shape.height = MARGIN, TITLE_TOP, INNER, TITLE_HEIGHT
            else:
                shape._element.getparent().remove(shape._element)


def _set_theme(deck: Deck) -> None:
    """python-pptx has no way to a theme, so its part is rewritten."""
    ET.register_namespace("a", DRAWING)
    part = next(one for one in deck.slide_master.part.rels.values() if one.reltype.endswith("/theme"))
    theme = ET.fromstring(part.target_part.blob)  # noqa: S314 - python-pptx's own template
    for name, paint in THEME.items():
        for place in theme.iterfind(f".//{{{DRAWING}}}clrScheme/{{{DRAWING}}}{name}"):
            place[:] = [ET.Element(f"{{{DRAWING}}}srgbClr", val=colours()[paint].removeprefix("#"))]
    for font in theme.iterfind(f".//{{{DRAWING}}}fontScheme//{{{DRAWING}}}latin"):
        font.set("typeface", FONT)
    part.target_part.blob = ET.tostring(theme, xml_declaration=True, encoding="UTF-8")


def new_slide(deck: Deck, document: Document, title: str) -> Slide:
    """With its title, and below what version of which figures this is."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[0])
    _bar(slide)
    _title(slide, title)
    imprint = document.imprint
    marks = f" · {', '.join(imprint.marks)}" if imprint.marks else ""
    number = len(deck.slides)
    write(
        slide,
        f"{imprint.line}{marks} · kenmerk {imprint.freeze} · SHA-256 {imprint.sha256[:16]}… · {number}",
        Area(MARGIN, FOOT_TOP, INNER, FOOT_HEIGHT),
        size=10,
        paint="--c-ink-3",
    )
    return slide


def _bar(slide: Slide) -> None:
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(0), Emu(0), WIDTH, BAR)
    bar.name = "Balk"
    bar.fill.solid()
    bar.fill.fore_color.rgb = colour("--c-bar")
    bar.line.fill.background()
    decorative(bar)


def _title(slide: Slide, text: str) -> None:
    shape = slide.shapes.title
    if shape is None:
        raise ValueError("de opmaak van de dia's heeft geen titel")
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    frame.text = text
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    lettered(paragraph.runs[0], size=title_size(text), paint="--c-ink", bold=True)


def title_size(text: str) -> int:
    """A title keeps to two lines: the longer the smaller."""
    return next((size for size, most in ((28, 95), (24, 115), (20, 145)) if len(text) <= most), 17)


def lettered(run: Any, *, size: float, paint: str, bold: bool = False) -> None:
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = colour(paint)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def write(slide: Slide, text: str, area: Area, *, size: float, paint: str, bold: bool = False) -> Any:
    """One paragraph in a box of its own."""
    box = slide.shapes.add_textbox(*area.place)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    add_run(frame.paragraphs[0], text, size=size, paint=paint, bold=bold)
    return box


def add_run(paragraph: Any, text: str, *, size: float, paint: str, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = text
    lettered(run, size=size, paint=paint, bold=bold)


def described(shape: Any, name: str, text: str) -> None:
    """The alternative text, for who cannot see it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", text)


def decorative(shape: Any) -> None:
    described(shape, shape.name, "")
