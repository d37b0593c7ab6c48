"""Where words may break and where not: Chromium has no Dutch dictionary, and breaks a date at its hyphens."""

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

SOFT_HYPHEN = "\u00ad"
LONG_WORD = 16
JOINTS = re.compile(
    r"(arbeids|capaciteits|data|deskundigheids|educatie|gezondheids|huisartsen|informatie|leefstijl|medicatie"
    r"|monitorings|ondersteunings|portefeuille|preventie|programma|samenwerkings|toekomst|transformatie|ziekenhuis|zorg)(?=[a-z]{4})",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\b(?:\d{1,2}-\d{1,2}-\d{4}|Q[1-4] \d{4}|\d{1,2}-\d{1,2})\b")


def breakable(name: str) -> str:
    """With soft hyphens in compounds that would not fit on a card: `Gezondheids-informatie-stelsel`."""
    return " ".join(_hyphenated(word) if len(word) > LONG_WORD else word for word in name.split(" "))


def unbroken(text: str) -> SafeString:
    """With each date, quarter and code on one line: `06-08-2026`, `Q2 2026`, `1-1`."""
    kept = WHOLE.sub(lambda found: f'<span class="u-nowrap">{found[0]}</span>', conditional_escape(text))
    return SafeString(kept)


def _hyphenated(word: str) -> str:
    return JOINTS.sub(lambda found: found[0] + SOFT_HYPHEN, word)
