"""A deck in the look of the portal: 16:9, one layout, its colours and letters from the design tokens.

The letters are Calibri, which is there wherever slides are shown (LibreOffice has Carlito, of the same
widths); our own font would be replaced by one of another width.
"""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Length, Pt

from izaportal.web.documents.blocks import Document
from izaportal.web.tokens import colours

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
INNER = Emu(WIDTH - 2 * MARGIN)
BAR = Inches(0.16)
TITLE_TOP, TITLE_HEIGHT = Inches(0.42), Inches(0.95)
SUB_TOP, SUB_HEIGHT = Inches(1.45), Inches(0.3)
BODY_TOP, BODY_HEIGHT = Inches(1.55), Inches(4.85)
SOURCE_TOP, SOURCE_HEIGHT = Inches(6.5), Inches(0.44)
FOOT_TOP, FOOT_HEIGHT = Inches(7.02), Inches(0.25)
NUMBER_WIDTH = Inches(0.8)
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
BELOW_SUB = Area(MARGIN, Inches(1.85), INNER, Inches(4.55))
SUB = Area(MARGIN, SUB_TOP, INNER, SUB_HEIGHT)
SOURCE = Area(MARGIN, SOURCE_TOP, INNER, SOURCE_HEIGHT)
FOOT = Area(MARGIN, FOOT_TOP, Emu(INNER - NUMBER_WIDTH), FOOT_HEIGHT)
NUMBER = Area(Emu(MARGIN + INNER - NUMBER_WIDTH), FOOT_TOP, NUMBER_WIDTH, FOOT_HEIGHT)


@dataclass(frozen=True, slots=True)
class Paints:
    """The tokens of a slide's own words: of a light one, and of the title slide."""

    title: str = "--c-ink"
    text: str = "--c-ink-2"
    foot: str = "--c-ink-3"


LIGHT, DARK = Paints(), Paints("--c-on-bar", "--c-on-bar-2", "--c-on-bar-2")


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


def new_slide(deck: Deck, document: Document, title: str, *, sub: str = "", source: str = "") -> Slide:
    """`sub` says in what unit and over what time, `source` on what it rests."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[0])
    _bar(slide)
    _title(slide, title, title_size(title), LIGHT)
    if sub:
        write(slide, sub, SUB, size=14, paint=LIGHT.text)
    if source:
        box = write(slide, source, SOURCE, size=11, paint=LIGHT.text)
        box.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _foot(deck, slide, document, LIGHT)
    return slide


def title_slide(deck: Deck, document: Document) -> Slide:
    """The verdict, large on the dark of the portal's bar."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = colour("--c-bar")
    _title(slide, document.verdict, 36 if len(document.verdict) <= 130 else 28, DARK)
    title = slide.shapes.title
    if title is not None:
        title.left, title.top, title.width, title.height = MARGIN, Inches(1.9), INNER, Inches(1.9)
    _foot(deck, slide, document, DARK)
    return slide


def _foot(deck: Deck, slide: Slide, document: Document, paints: Paints) -> None:
    """What version of which figures this is, and the number, which follows when slides are moved."""
    imprint = document.imprint
    marks = f" · {', '.join(imprint.marks)}" if imprint.marks else ""
    line = f"{imprint.line}{marks} · kenmerk {imprint.freeze} · SHA-256 {imprint.sha256[:16]}…"
    write(slide, line, FOOT, size=10, paint=paints.foot)
    box = write(slide, "", NUMBER, size=10, paint=paints.foot)
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.runs[0]._r
    number = parse_xml(
        f'<a:fld xmlns:a="{DRAWING}" id="{{5C62A3F1-7A0E-4B0A-9D0C-1F3C0C5F2B11}}" type="slidenum">'
        f"<a:t>{len(deck.slides)}</a:t></a:fld>"
    )
    number.insert(0, run.rPr)
    run.getparent().replace(run, number)


def _bar(slide: Slide) -> None:
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(0), Emu(0), WIDTH, BAR)
    plain(bar, "--c-bar")
    bar.line.fill.background()
    described(bar, "Balk", "")


def plain(shape: Any, paint: str) -> None:
    """Of one colour, without the shadow that the theme gives."""
    shape._element.remove(shape._element.find(qn("p:style")))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(paint)


def _title(slide: Slide, text: str, size: float, paints: Paints) -> None:
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
    lettered(paragraph.runs[0], size=size, paint=paints.title, bold=True)


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
    """The alternative text, for who cannot see it; empty for what is there to be looked at only."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", text)
