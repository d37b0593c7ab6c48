"""Letters and lists as files people edit in Word: headings and paragraphs. Any room may use this."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

FAMILY = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCX_TYPE = f"{FAMILY}.document"
FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n"}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{DOCX_TYPE}.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{FAMILY}.styles+xml"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
RELATIONS_OF_DOCUMENT = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
MARGINS = " ".join(f'w:{side}="1417"' for side in ("top", "right", "bottom", "left"))
PAGE = (  # A4
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    f'<w:pgMar {MARGINS} w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
# A fixed moment, so that the same letter is the same file.
MOMENT = (1980, 1, 1, 0, 0, 0)


class Style(StrEnum):
    """Word's own names, so that it finds the headings."""

    BODY = "Normal"
    TITLE = "Title"
    HEADING = "Heading1"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Line ends stay inside it. `label` stands in bold before the text."""

    text: str
    style: Style = Style.BODY
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes in half points, space in twentieths of a point."""

    name: str
    size: int
    before: int
    after: int
    more: str = ""


LOOKS = {
    Style.BODY: _Look("Normal", 22, 0, 160),
    Style.TITLE: _Look("Title", 40, 0, 80, "<w:b/>"),
    Style.HEADING: _Look("heading 1", 26, 320, 80, "<w:b/>"),
}


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Paragraphs stand apart by an empty line; other line ends stay inside them."""
    parts = (part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(part for part in parts if part.strip())


def write_docx(paragraphs: Iterable[Paragraph]) -> bytes:
    body = "".join(map(_paragraph, paragraphs))
    document = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}{PAGE}</w:body></w:document>'
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document),
            ("word/styles.xml", _styles()),
            ("word/_rels/document.xml.rels", RELATIONS_OF_DOCUMENT),
        ):
            archive.writestr(zipfile.ZipInfo(name, MOMENT), content)
    return kept.getvalue()


def _styles() -> str:
    font = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    run = f'<w:rPrDefault><w:rPr>{font}<w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault>'
    looks = "".join(_style(style, look) for style, look in LOOKS.items())
    return f'{HEAD}<w:styles xmlns:w="{WORD}"><w:docDefaults>{run}</w:docDefaults>{looks}</w:styles>'


def _style(style: Style, look: _Look) -> str:
    named = f'w:styleId="{style}"' + (' w:default="1"' if style is Style.BODY else "")
    keep = "" if style is Style.BODY else "<w:keepNext/>"
    level = '<w:outlineLvl w:val="0"/>' if style is Style.HEADING else ""
    return (
        f'<w:style w:type="paragraph" {named}><w:name w:val="{look.name}"/><w:qFormat/>'
        f'<w:pPr>{keep}<w:spacing w:before="{look.before}" w:after="{look.after}"/>{level}</w:pPr>'
        f'<w:rPr>{look.more}<w:sz w:val="{look.size}"/></w:rPr></w:style>'
    )


def _paragraph(one: Paragraph) -> str:
    label = _run(f"{one.label} ", "<w:rPr><w:b/></w:rPr>") if one.label else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{one.style}"/></w:pPr>{label}{_run(one.text)}</w:p>'


def _run(text: str, look: str = "") -> str:
    lines = (
        f'<w:t xml:space="preserve">{escape(line.translate(FORBIDDEN))}</w:t>' for line in text.split("\n")
    )
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"
