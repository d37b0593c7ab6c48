"""Where the long compounds of this field may break: Chromium has no Dutch dictionary to do it."""

import re

SOFT_HYPHEN = "\u00ad"
LONG_WORD = 16
JOINTS = re.compile(
    r"(arbeids|capaciteits|data|deskundigheids|educatie|gezondheids|huisartsen|informatie|leefstijl|medicatie"
    r"|monitorings|ondersteunings|portefeuille|preventie|programma|samenwerkings|toekomst|transformatie|ziekenhuis|zorg)(?=[a-z]{4})",
    re.IGNORECASE,
)


def breakable(name: str) -> str:
    """With soft hyphens in compounds that would not fit on a card: `Gezondheids-informatie-stelsel`."""
    return " ".join(_hyphenated(word) if len(word) > LONG_WORD else word for word in name.split(" "))


def _hyphenated(word: str) -> str:
    return JOINTS.sub(lambda found: found[0] + SOFT_HYPHEN, word)
