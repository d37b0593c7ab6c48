"""Dutch words for what the rules distinguish; the rules themselves know no screen."""

from enum import StrEnum

from izaportal.core.fields import enum_choices
from izaportal.reporting.aspects import AspectStatus
from izaportal.reporting.words import ASPECT_STATUS_WORDS

ASPECT_STATUSES = enum_choices(AspectStatus, ASPECT_STATUS_WORDS)


class Move(StrEnum):
    """What somebody did with a report."""

    SUBMITTED = "ingediend"
    WITHDRAWN = "ingetrokken"
    APPROVED = "goedgekeurd"
    RETURNED = "teruggestuurd"
    REOPENED = "heropend"


class PackKind(StrEnum):
    """The files that are made of a frozen quarter; the value is the ending of the file."""

    DOCUMENT = "pdf"
    SLIDES = "pptx"
    BOOK = "xlsx"
    DOSSIER = "zip"


PACK_KIND_WORDS = {
    PackKind.DOCUMENT: "bestuursstuk",
    PackKind.SLIDES: "presentatie",
    PackKind.BOOK: "werkboek",
    PackKind.DOSSIER: "dossier",
}
PACK_KINDS = enum_choices(PackKind, PACK_KIND_WORDS)
