"""The design tokens of the light theme, for what is not shown by a browser: paper and slides."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

TOKENS = Path("static/src/css/tokens.css")
TOKEN = re.compile(r"(--c-[\w-]+):\s*(#[0-9a-f]{6})\b")


@cache
def colours() -> dict[str, str]:
    """`--c-ink` to `#181a2c`: the first of each name is the light one, and print is always light."""
    text = (settings.BASE_DIR / TOKENS).read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name, colour in TOKEN.findall(text):
        found.setdefault(name, colour)
    return found
