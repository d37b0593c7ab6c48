"""What the tests of the page share: its address and its text."""

import re

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags

from izaportal.core.quarter import Quarter

Q2 = "2026-Q2"


def address(quarter: str = Q2, programme: str = "nml-o") -> str:
    return reverse("dashboard", kwargs={"programme": programme, "quarter": Quarter.parse(quarter)})


def words_of(response: HttpResponse) -> str:
    """The text of the page, spaces as a reader sees them."""
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()).replace("\u00a0", " "))


def board_of(response):
    return response.context["board"]
