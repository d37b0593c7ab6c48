"""Answers that a browser saves as a file."""

from izaportal.core.document import DOCX_TYPE
from izaportal.core.workbook import CSV_TYPE, XLSX_TYPE

TABLE_FORMS = ("xlsx", "csv")
TYPES = {
    "xlsx": XLSX_TYPE,
    "csv": CSV_TYPE,
    "docx": DOCX_TYPE,
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
}


def saved_as(name: str) -> dict[str, str]:
    """The headers of a file of this name (letters, digits, - and .); its ending tells what it is."""
    ending = name.rpartition(".")[2]
    return {"Content-Type": TYPES[ending], "Content-Disposition": f'attachment; filename="{name}"'}
