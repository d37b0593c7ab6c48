"""What tests of these pages share: addresses, and what stands in a page."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

from django.test import Client

from izaportal.core.uuid7 import uuid7

KEYS = "/programmas/nml-o/financien/sleutels/"
TRY = f"{KEYS}proberen/"
NEW = f"{KEYS}nieuw/"
YEAR = "population_year=2024"


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def effects(html: str) -> dict[str, list[str]]:
    """The amounts per municipality in the table of the effect, as they are shown, by CBS code."""
    found = re.findall(r'<tr[^>]*data-code="(\w+)"[^>]*>(.*?)</tr>', html, re.DOTALL)
    return {
        code: [words(re.sub(r"<small>.*?</small>", "", cell)) for cell in cells(row)] for code, row in found
    }


def moves(html: str) -> dict[str, list[str]]:
    """How far each is from the present key, likewise."""
    found = re.findall(r'<tr[^>]*data-code="(\w+)"[^>]*>(.*?)</tr>', html, re.DOTALL)
    return {code: re.findall(r"<small>([^<]*)</small>", row) for code, row in found}


def cells(row: str) -> list[str]:
    return re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)


def amount(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".").replace("\u2212", "-"))


def values(**changed: Any) -> dict[str, Any]:
    """What the form of a new key sends."""
    base = {"row": str(uuid7()), "label": "Besluit 2027", "valid_from": "2026-07-01", "kind": "equal"}
    return base | {"population_year": "2024", "note": "", "reason": ""} | changed
