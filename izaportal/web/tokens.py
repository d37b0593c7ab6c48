"""The design tokens of the light theme, for what no stylesheet stands behind: paper, slides and pictures."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

TOKENS = Path("static/src/css/tokens.css")
TOKEN = re.compile(r"(--c-[\w-]+):\s*(#[0-9a-f]{6})\b")
VARIABLE = re.compile(r"var\((--[a-z0-9-]+)\)")


@cache
def colours() -> dict[str, str]:
    """`--c-ink` to `#181a2c`: the first of each name is the light one, and print is always light."""
    text = (settings.BASE_DIR / TOKENS).read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name, colour in TOKEN.findall(text):
        found.setdefault(name, colour)
    return found


def printed(svg: str) -> str:
    """A drawing that was rendered for a page, with colours in the place of its variables. KeyError for a
    variable that is no token."""
    return VARIABLE.sub(lambda found: colours()[found[1]], svg)
