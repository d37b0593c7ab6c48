"""Letters as files people edit in Word: paragraphs and nothing else. Any room may use this."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n"}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{DOCX_TYPE}.main+xml"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
MARGINS = " ".join(f'w:{side}="1417"' for side in ("top", "right", "bottom", "left"))
PAGE = (  # A4
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    f'<w:pgMar {MARGINS} w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
# A fixed moment, so that the same letter is the same file.
MOMENT = (1980, 1, 1, 0, 0, 0)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Paragraphs stand apart by an empty line; other line ends stay inside them."""
    parts = (part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(part for part in parts if part.strip())


def write_docx(paragraphs: Iterable[str]) -> bytes:
    body = "".join(map(_paragraph, paragraphs))
    document = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}{PAGE}</w:body></w:document>'
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document),
        ):
            archive.writestr(zipfile.ZipInfo(name, MOMENT), content)
    return kept.getvalue()


def _paragraph(text: str) -> str:
    lines = (
        f'<w:t xml:space="preserve">{escape(line.translate(FORBIDDEN))}</w:t>' for line in text.split("\n")
    )
    return (
        '<w:p><w:pPr><w:spacing w:after="200"/></w:pPr><w:r><w:rPr><w:sz w:val="22"/></w:rPr>'
        f"{'<w:br/>'.join(lines)}</w:r></w:p>"
    )
