"""Letters as Word files."""

import io
import zipfile
from xml.etree import ElementTree

from izaportal.core.document import Paragraph, Style, paragraphs_of, write_docx
from izaportal.core.filetypes import WORD, file_type

TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own file
    found = []
    for paragraph in document.iter(f"{TEXT}p"):
        parts = ("\n" if part.tag == f"{TEXT}br" else part.text or "" for part in paragraph.iter()
                 if part.tag in (f"{TEXT}t", f"{TEXT}br"))  # fmt: skip
        found.append("".join(parts))
    return found


def letter(*texts: str) -> bytes:
    return write_docx(map(Paragraph, texts))


def test_paragraphs_and_lines_come_back_as_they_were():
    given = ("Aan het ministerie\n[Adres]", "5 < 6 & «&amp;» <w:t>", "  ingesprongen ")
    assert read(letter(*given)) == list(given)


def test_the_portal_itself_takes_it_for_a_word_file():
    assert file_type(io.BytesIO(letter("Brief")), "brief.docx") is WORD


def test_the_same_letter_is_the_same_file():
    assert letter("Brief") == letter("Brief")


def test_control_characters_break_nothing():
    assert read(letter("a\x00b\x0bc")) == ["abc"]


def test_an_empty_line_parts_paragraphs():
    assert paragraphs_of("een\nregel\r\n\r\ntwee\n\n\n\ndrie\n") == ("een\nregel", "twee", "drie")


def test_headings_and_labels_are_those_of_word():
    content = write_docx([Paragraph("Lijst", Style.TITLE), Paragraph("Bijsturen", label="Besluit:")])
    assert read(content) == ["Lijst", "Besluit: Bijsturen"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document, styles = (archive.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert '<w:pStyle w:val="Title"/>' in document
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Besluit: </w:t>' in document
    assert all(f'w:styleId="{style}"' in styles for style in Style)
    assert 'w:lang w:val="nl-NL"' in styles
