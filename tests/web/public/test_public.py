"""What leaves the portal for everybody: exactly these figures, to whoever asks, and kept by caches."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from izaportal.accounts.models import User
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import ReportRemark
from izaportal.reporting.selectors.freezes import snapshot
from izaportal.reporting.selectors.publications import INDICATOR, published_version
from izaportal.reporting.services.publishing import withdraw_quarter
from izaportal.web.published import facts as public
from izaportal.web.published.card import card_svg
from izaportal.web.published.data import as_csv, as_json
from izaportal.web.published.quarter import public_quarter
from kpis.models import Indicator
from kpis.status import Status
from projects.models import Decision, Evidence, Project
from regions.models import Municipality
from tests.web.dashboard.pages import address, board_of, words_of
from tests.web.public.conftest import AT, CSV, JSON, PAGE
from tests.web.public.publishing import DECIDER, Q2, REASON, last_freeze, publish

pytestmark = pytest.mark.django_db
HOME = "/publiek/nml-o/"
LEAVES = {
    "PublicQuarter": {
        "programme", "name", "short_name", "pillar_word", "quarter", "edition", "verdict", "tally", "figures",
        "groups", "money", "withheld", "rules", "margin_pct", "medium_pct", "high_pct", "illustrative",
    },
    "Edition": {"freeze", "number", "frozen_at", "sha256", "published_at"},
    "Indicator": {
        "slug", "code", "name", "pillar", "unit", "status", "value", "lower", "upper", "sentence", "counts",
        "headline", "illustrative",
    },
    "Group": {"title", "counts", "indicators", "is_pillar"},
    "Money": {
        "award", "maximum", "at_stake", "unsecured", "due_gap", "expected", "expected_low", "unspent",
        "level",
    },
    "KeyFigures": {
        "good", "total", "unmeasured", "spent", "spent_note", "expected_text", "expected_note", "level",
        "reduction_note", "reduction_measured", "reduction_amount", "reduction_realised",
    },
}  # fmt: skip


def everything(client: Client) -> dict[str, str]:
    """The page, as it is read and as it is sent, and both files."""
    return {url: client.get(url).content.decode() for url in (HOME, PAGE, JSON, CSV)}


def test_only_these_fields_leave():
    """Whoever adds a field decides here that it is for everybody."""
    for name, wanted in LEAVES.items():
        assert {field.name for field in fields(getattr(public, name))} == wanted


def test_nothing_internal_leaves(stranger):
    """No person, municipality or project, no reason, no decision, no evidence, no word of a report."""
    people = set(User.objects.values_list("name", flat=True)) | {DECIDER.name, REASON, "Voorbeeldscenario"}
    municipalities = set(Municipality.objects.values_list("name", flat=True)) - {"Venlo", "Venray"}
    projects = set(
        Project.objects.filter(programme__slug="nml-o", grants__isnull=False).values_list("name", flat=True)
    )
    decisions = set(Decision.objects.filter(programme__slug="nml-o").values_list("label", flat=True))
    evidence = set(Evidence.objects.values_list("label", flat=True))
    remarks = set(ReportRemark.objects.values_list("text", flat=True))
    words = {text for text in decisions | evidence | remarks if len(text) > len("doorgaan")}
    assert words
    inside = {
        *words,
        *people,
        *municipalities,
        *projects,
        "GM0984",
        "/programmas/",
        "doorgaan, bijsturen",
        "2.200",
    }
    found = {
        url: sorted(word for word in inside if word in text) for url, text in everything(stranger).items()
    }
    assert found == {url: [] for url in (HOME, PAGE, JSON, CSV)}


def test_only_the_quarter_itself_leaves(seen, programme):
    """Other quarters may not be public: neither their statuses nor a comparison with them."""
    text = as_json(seen, AT).decode() + as_csv(seen).decode()
    values = {one.slug: one.value for one in seen.indicators}
    assert "dan in Q1" not in text
    assert "laatst bekend" not in text
    assert values["kpi-1-1"] == Decimal(540)
    board = snapshot(last_freeze(programme).pk).board
    version = published_version("nml-o", Q2)
    assert version is not None
    assert len(board.statuses) > 1
    assert seen == public_quarter(replace(board, statuses={Q2: board.statuses[Q2]}), version)


def test_a_measured_reduction_is_told_unless_it_tells_what_is_hidden(programme):
    board = snapshot(last_freeze(programme).pk).board
    now = dict(board.statuses[Q2])
    now["kpi-1-1"] = replace(now["kpi-1-1"], unit="euro", effect="zvw_reduction", value=Decimal(2_500_000))
    rows = replace(board, statuses={**board.statuses, Q2: now})
    version = published_version("nml-o", Q2)
    assert version is not None
    told, hidden = (
        public_quarter(rows, replace(version, withheld=withheld))
        for withheld in (frozenset[str](), frozenset({f"{INDICATOR}kpi-1-1"}))
    )
    assert told.figures.reduction_measured == "€\u00a02,5\u00a0mln"
    page = render_to_string("web/published/figures.html", {"figures": told.figures})
    assert told.figures.reduction_measured in page
    assert hidden.figures.reduction_measured == ""
    for seen, amount in ((told, "2500000.00"), (hidden, None)):
        assert json.loads(as_json(seen, AT))["quarter"]["careCostReductionMeasured"] == amount
        *_, last = csv.DictReader(io.StringIO(as_csv(seen).decode("utf-8-sig")), delimiter=";")
        assert last["Id"] == "careCostReductionMeasured"
        assert last["Waarde"] == (amount.removesuffix(".00") if amount else "")


def test_only_what_was_measured_is_said_to_be(seen):
    def said(count: int) -> str:
        figures = replace(seen.figures, unmeasured=0)
        return render_to_string("web/published/figures.html", {"figures": figures, "measured": count})

    assert seen.measured == 14
    assert "alle zijn gemeten" in said(15)
    assert "alle zijn gemeten" not in said(14)
    assert "van 15 indicatoren is er nog geen goedgekeurde meting" in said(0)


def test_figures_are_those_of_the_dashboard(client_of, stranger):
    board = board_of(client_of("lezer").get(address("2026-Q2")))
    told = json.loads(stranger.get(JSON).content)["quarter"]
    assert told["verdict"] == board.verdict.line
    assert (told["indicatorsOnTrackOrBetter"], told["indicatorsCounted"]) == (
        board.key_facts.good,
        board.key_facts.total,
    )
    assert Decimal(told["money"]["expected"]) == board.money.total.expected
    assert Decimal(told["money"]["atStake"]) == board.money.total.at_stake
    statuses = [row.row.status for group in board.indicators.groups for row in group.rows]
    assert [row["status"] for row in told["indicators"]] == statuses
    text = words_of(stranger.get(PAGE))
    assert board.verdict.line.replace("\u00a0", " ") in text
    assert board.key_facts.expected_text.replace("\u00a0", " ") in text


@pytest.mark.parametrize("url", [HOME, PAGE, JSON, CSV])
def test_caches_may_keep_it_and_ask_again(stranger, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        answer = stranger.get(url)
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    again = stranger.get(url, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert again["Cache-Control"] == "public, max-age=300"
    assert stranger.head(url).status_code == 200


def test_who_is_signed_in_gets_the_same_answer(client_of, stranger):
    answers = [client.get(PAGE) for client in (stranger, client_of("controller"), client_of("zl-manager"))]
    assert len({answer.content for answer in answers}) == 1
    assert {answer["Cache-Control"] for answer in answers} == {"public, max-age=300"}


def test_one_version_has_an_address_of_its_own(stranger, programme):
    """Kept no longer than the others: withdrawing it reaches caches as soon."""
    freeze = last_freeze(programme)
    for url in (PAGE, JSON, CSV):
        answer = stranger.get(url, {"freeze": str(freeze.pk)})
        assert answer["Cache-Control"] == "public, max-age=300"
    other = last_freeze(programme, Quarter(2026, 1))
    for wrong in (str(other.pk), "geen-id", ""):
        assert stranger.get(PAGE, {"freeze": wrong}).status_code == 404


def test_what_is_not_public_is_not_there(stranger, programme):
    """An address of what exists answers to the letter as one of what does not."""
    hidden = stranger.get("/publiek/nml-o/2026-Q1/")
    nothing = [
        stranger.get(url)
        for url in (
            "/publiek/nml-o/2019-Q1/",
            "/publiek/bestaat-niet/2026-Q1/",
            "/publiek/nml/",
            "/publiek/x/",
        )
    ]
    assert {answer.status_code for answer in (hidden, *nothing)} == {404}
    assert {answer.content for answer in nothing} == {hidden.content}
    assert [sorted(answer.headers.items()) for answer in nothing] == [sorted(hidden.headers.items())] * 4


def test_withdrawn_is_gone(stranger, programme):
    withdraw_quarter(actor=DECIDER, programme=programme, quarter=Q2, reason="Vergissing")
    freeze = last_freeze(programme)
    for url in (HOME, PAGE, JSON, CSV, f"{PAGE}?freeze={freeze.pk}"):
        assert stranger.get(url).status_code == 404


def test_what_a_source_calls_confidential_stays_inside(programme):
    Indicator.objects.filter(programme=programme, slug="kpi-1-1").update(confidential=True)
    publish(programme)
    version = published_version("nml-o", Q2)
    assert version is not None
    seen = public_quarter(snapshot(version.freeze).board, version)
    (hidden,) = [one for one in seen.indicators if not one.slug]
    assert (seen.withheld, seen.figures.total, len(seen.indicators)) == (1, 15, 15)
    assert (hidden.status, hidden.code, hidden.value, hidden.lower, hidden.upper) == (
        Status.AT_RISK,
        "",
        None,
        None,
        None,
    )
    assert seen.groups[0].indicators[-1] == hidden
    told = "".join(everything(Client()).values())
    inside = ("Inwoners bereikt", "kpi-1-1", "540", "600")
    assert [word for word in inside if re.search(rf"\b{word}\b", told)] == []
    assert told.count("niet openbaar") == 2  # of both addresses of the page
    assert "geen streefband" not in told
    assert "Van één indicator noemt de bron de gegevens vertrouwelijk" in told
    assert Counter(one.status for one in seen.indicators) == {row.status: row.count for row in seen.tally}


def test_of_what_is_confidential_and_does_not_count_not_even_the_status_is_told(programme):
    Indicator.objects.filter(programme=programme, slug="kpi-1-1").update(confidential=True)
    publish(programme)
    version = published_version("nml-o", Q2)
    assert version is not None
    rows = snapshot(version.freeze).board
    apart = {slug: replace(row, counts=slug != "kpi-1-1") for slug, row in rows.statuses[Q2].items()}
    seen = public_quarter(replace(rows, statuses={Q2: apart}), version)
    assert (seen.withheld, seen.figures.total, len(seen.indicators)) == (0, 14, 14)
    assert all(one.slug for one in seen.indicators)


def test_the_link_has_a_preview(stranger):
    page = " ".join(stranger.get(PAGE).content.decode().split())
    assert '<meta property="og:title" content="' in page
    assert '<meta property="og:description" content="' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/publiek/nml-o/2026-Q2/"' in page
    assert "<script" not in page
    assert "csrf" not in page


def test_the_picture_is_drawn_and_kept(stranger, seen, programme):
    drawing = card_svg(seen)
    page = " ".join(stranger.get(PAGE).content.decode().split())
    assert f"{PAGE}beeld/?freeze={last_freeze(programme).pk}" in page
    for words in ("NML-O, 2e kwartaal 2026", "Vastgesteld op 06-08-2026. Illustratief.", "3\u00a0achter"):
        assert words in drawing
    answer = stranger.get(f"{PAGE}beeld/")
    assert (answer["Content-Type"], answer.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies


def test_search_engines_find_only_what_is_public(stranger):
    lines = stranger.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Allow: /publiek/", "Allow: /regios/", "Allow: /static/", "Disallow: /"]


def test_nothing_is_public_by_itself(db):
    """Freezing alone shows nothing: NML-O's older quarters are frozen, too."""
    for quarter in ("2025-Q3", "2025-Q4", "2026-Q1"):
        assert (
            Client()
            .get(reverse("public", kwargs={"programme": "nml-o", "quarter": Quarter.parse(quarter)}))
            .status_code
            == 404
        )
