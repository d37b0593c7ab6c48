"""A controller has the pack of a frozen quarter made in a real Chromium, and a reader fetches it."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.browsing import WORKER_MS, excess_per_width, violations_in_both_themes

pytestmark = pytest.mark.browser
PLACE = "/programmas/nml-o/kwartaal/2026-Q2/"


def test_a_pack_is_made_while_one_looks(sign_in, tmp_path):
    page = sign_in("controller")
    page.goto(PLACE)
    page.get_by_role("link", name="Bestuursstuk", exact=True).click()
    expect(page).to_have_url(re.compile(f"{PLACE}bestuursstuk/v1/$"))
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
    page.get_by_role("button", name="Bestuursstuk maken").click()
    expect(page.get_by_role("button", name="Bestuursstuk maken")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Presentatie (PPTX)")).to_be_visible(timeout=WORKER_MS)
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
    for kind in ("pdf", "pptx", "xlsx"):
        with page.expect_download() as fetched:
            page.get_by_role("link", name=re.compile(rf"Ophalen.*\.{kind}")).click()
        assert fetched.value.suggested_filename == f"bestuursstuk-nml-o-2026-Q2-v1.{kind}"
    row = page.get_by_role("row").filter(has_text="Mentale gezondheidsnetwerken")
    row.get_by_role("button").click()
    with page.expect_download() as fetched:
        row.get_by_role("link").click(timeout=WORKER_MS)
    assert fetched.value.suggested_filename == "dossier-nml-o-mgn-2026-Q2-v1.zip"
