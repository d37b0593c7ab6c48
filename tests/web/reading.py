"""Pages as a person reads them: text without tags, one space between words."""

import re
from html import unescape

from django.http import HttpResponse


def text_of(response: HttpResponse) -> str:
    """Of the main part of the page, so that menus do not count."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    words = re.sub(r"<[^>]+>", " ", main)
    return re.sub(r"\s+", " ", unescape(words)).strip()
