"""The page of a municipality: golden figures, the same as the API tells, and nothing of others."""

import json
import re
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from izaportal.accounts.services import create_api_token
from izaportal.core.formatting import euro
from izaportal.core.viewer import Viewer
from pillars.models import ProgrammeMunicipality

pytestmark = pytest.mark.django_db

VENRAY = "/gemeenten/GM0984/"
SIX = ("award", "atStake", "unsecured", "dueGap", "expected", "unspent")
GOLDEN_ROWS = {
    "Mentale gezondheidsnetwerken": "180.000,00 72.000,00 72.000,00 72.000,00 0,00 laag 48.000,00",
    "Zorgstart": "49.464,00 24.732,00 8.244,00 0,00 8.244,00 midden 8.244,00",
    "Totaal Venray": "229.464,00 96.732,00 80.244,00 72.000,00 8.244,00 56.244,00",
}


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def rows_of(html: str) -> dict[str, str]:
    """The table per project: the words of each row by its head."""
    table = html[html.index('id="projecten"') :].partition("</table>")[0]
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
    heads = [re.search(r'<th scope="row">(.*?)</th>(.*)', row, re.DOTALL) for row in found]
    return {words(head[1]): words(head[2]) for head in heads if head}


def answer_shown(html: str) -> dict:
    """The JSON that the page says the API gives."""
    shown = html[html.index('aria-label="Antwoord"') :]
    text = re.search(r"<pre>(.*?)</pre>", shown, re.DOTALL)
    assert text is not None
    found: dict = json.loads(unescape(re.sub(r"<[^>]+>", "", text[1])))
    return found


def test_the_figures_are_golden(client_of):
    html = body(client_of("bestuurder-venray"), f"{VENRAY}?kwartaal=2026-Q2")
    assert rows_of(html) == GOLDEN_ROWS
    assert "Vastgesteld" in html
    assert "8 %" in words(html)


def test_without_quarter_the_last_frozen(client_of):
    html = body(client_of("bestuurder-venray"), VENRAY)
    assert rows_of(html) == GOLDEN_ROWS
    assert rows_of(body(client_of("bestuurder-venray"), f"{VENRAY}?kwartaal=onzin")) == GOLDEN_ROWS
