"""A frozen quarter stays as it was, whatever changes after it: hash, page and answer of the API."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F

from funding.models import AllocationPart, BudgetLine, PaymentCondition
from izaportal.accounts.services import create_api_token
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import Freeze
from izaportal.reporting.selectors import freezes
from izaportal.reporting.selectors.snapshot import hash_of, snapshot_of
from izaportal.web.board.board import Look, build_board
from izaportal.web.board.charts import charts_of
from izaportal.web.board.filters import Filters
from izaportal.web.board.links import Links
from kpis.models import Indicator, Measurement, MeasurementState
from kpis.services.measurements import approve_measurement
from pillars.models import GovernanceBody, Pillar, Programme
from projects.models import Project
from regions.models import Municipality
from tests.factories.funding import BudgetLineFactory, GrantFactory
from tests.factories.kpis import IndicatorFactory, TargetFactory
from tests.web.dashboard.pages import address, board_of, words_of

pytestmark = pytest.mark.django_db
Q2 = Quarter(2026, 2)
SHARE = "/api/v1/municipalities/GM0984/share"
ADDRESSES = (f"{SHARE}?programme=nml-o&quarter=2026-Q2", f"{SHARE}?programme=nml-o")


@pytest.fixture
def frozen(programme) -> Freeze:
    return Freeze.objects.get(programme=programme, quarter=Q2)


def board_html(client) -> str:
    """All that the page says of the quarter; around it the shell names the programme as it is called now."""
    html: str = client.get(address()).content.decode()
    return html.partition('<div id="dashboard">')[2].partition("</main>")[0]


def approve_all(viewer_of, programme) -> None:
    for row in Measurement.objects.filter(indicator__programme=programme, state=MeasurementState.SUBMITTED):
        approve_measurement(actor=viewer_of("programmamanager"), measurement_id=row.pk)


def change_thresholds(viewer_of, programme) -> None:
    programme.margin_pct = programme.risk_medium_pct = Decimal(1)
    programme.risk_high_pct, programme.credit_at_risk = Decimal(2), Decimal(0)
    programme.save()


def rename(viewer_of, programme) -> None:
    Project.objects.filter(programme=programme).update(name="Een andere naam")
    Indicator.objects.filter(programme=programme).update(
        name="Anders", short_name="", unit="stuks", counts=False
    )
    Pillar.objects.filter(programme=programme).update(name="Anders")
    GovernanceBody.objects.filter(programme=programme).update(name="Anders")
    Municipality.objects.update(name="Anders")
    Programme.objects.filter(pk=programme.pk).update(name="Anders", pillar_term="thema")


def change_key(viewer_of, programme) -> None:
    """Past every guard: one part more, the other less."""
    first, second = AllocationPart.objects.filter(key__programme=programme).order_by("percent")[:2]
    for part, more in ((first, 1), (second, -1)):
        AllocationPart.objects.filter(pk=part.pk).update(percent=F("percent") + more)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def change_money(viewer_of, programme) -> None:
    BudgetLine.objects.filter(project__programme=programme).update(amount=Decimal(7))
    BudgetLineFactory.create(project=Project.objects.get(programme=programme, slug="mgn"), year=2028)
    PaymentCondition.objects.filter(grant__project__programme=programme).update(state="refused")
    GrantFactory.create(project=Project.objects.get(programme=programme, slug="rdg"))


def change_targets(viewer_of, programme) -> None:
    for indicator in Indicator.objects.filter(programme=programme):
        TargetFactory.create(indicator=indicator, version=9, lower=Decimal(0), upper=Decimal(1))
    IndicatorFactory.create(programme=programme)


CHANGES: dict[str, Callable] = {
    "approving new values": approve_all,
    "thresholds": change_thresholds,
    "names": rename,
    "the key": change_key,
    "budget, payments and grants": change_money,
    "targets and indicators": change_targets,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_reaches_a_frozen_quarter(client_of, viewer_of, programme, frozen, change):
    """The hash, the page and each answer of the API, to the byte."""
    token = create_api_token(actor=Viewer.system("test"), municipality_code="GM0984", name="test")

    def seen() -> list[object]:
        freezes._read.cache_clear()
        texts = [board_html(client_of("bestuurder-venray"))]
        texts += [
            client_of(None).get(url, headers={"Authorization": f"Bearer {token}"}).content
            for url in ADDRESSES
        ]
        row = Freeze.objects.get(pk=frozen.pk)
        return [*texts, row.sha256, hash_of(row.content)]

    before = seen()
    assert "Inwoners bereikt" in str(before[0])
    change(viewer_of, programme)
    assert seen() == before


def test_history_keeps_its_frozen_quarters(client_of, viewer_of, programme):
    token = create_api_token(actor=Viewer.system("test"), municipality_code="GM0984", name="test")

    def frozen_quarters() -> list[dict]:
        freezes._read.cache_clear()
        answer = client_of(None).get(
            f"{SHARE}/history?programme=nml-o", headers={"Authorization": f"Bearer {token}"}
        )
        return [item for item in answer.json()["quarters"] if item["state"] == "frozen"]

    before = frozen_quarters()
    for change in (change_key, change_money):
        change(viewer_of, programme)
    assert frozen_quarters() == before
    assert [item["freezeVersion"] for item in before] == [1, 1, 1, 1]


def by_id(freeze: Freeze) -> str:
    return f"{address()}?freeze={freeze.pk}"


def test_one_version_has_an_address_for_good(client_of, frozen):
    """Its figures never change; the page around them (bell, style sheet) does, so a browser asks first."""
    client = client_of("lezer")
    answer = client.get(by_id(frozen))
    assert "Eén versie, met haar eigen adres" in words_of(answer)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer.headers["Vary"]
    again = client.get(by_id(frozen), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_its_page_names_no_later_quarter(client_of, frozen):
    """What stands for good must not lead to what may still change."""
    assert 'kwartaal/2026-Q3/"' not in client_of("lezer").get(by_id(frozen)).content.decode()


def test_filtering_stays_with_the_version(client_of, frozen):
    answer = client_of("lezer").get(f"{by_id(frozen)}&pijler=p1")
    assert f'name="freeze" value="{frozen.pk}"' in answer.content.decode()
    assert board_of(answer).indicators.shown == 3


@pytest.mark.parametrize("freeze", ["", "geen-id", "019a5b1e-0c7f-7c1a-9a51-3f0f5f6a7b10"])
def test_what_is_no_version_is_not_there(client_of, freeze):
    assert client_of("lezer").get(f"{address()}?freeze={freeze}").status_code == 404


@pytest.mark.parametrize("quarter", ["2026-Q1", "2026-Q3"])
def test_a_version_of_another_quarter_is_not_there(client_of, frozen, quarter):
    assert client_of("lezer").get(f"{address(quarter)}?freeze={frozen.pk}").status_code == 404


def test_a_version_of_another_programme_is_not_there(client_of, frozen):
    assert client_of("zl-manager").get(by_id(frozen)).status_code == 404


@pytest.mark.parametrize("extra", ["&programme=nml-o", "", "&programme=nml-o&quarter=2026-Q2"])
def test_the_api_gives_one_version_for_good(client_of, frozen, extra):
    headers = venray()
    answer = client_of(None).get(f"{SHARE}?freeze={frozen.pk}{extra}", headers=headers)
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    share = answer.json() if "programme" in extra else answer.json()["shares"][0]
    assert (share["freezeId"], share["quarter"]) == (str(frozen.pk), "2026-Q2")


@pytest.mark.parametrize("extra", ["&quarter=2026-Q1", "&programme=nml", "&programme=zuid-limburg"])
def test_the_api_hides_what_does_not_fit(client_of, frozen, extra):
    assert client_of(None).get(f"{SHARE}?freeze={frozen.pk}{extra}", headers=venray()).status_code == 404


def test_a_stranger_to_the_programme_gets_no_version(client_of, frozen):
    url = f"{SHARE.replace('GM0984', 'GM0928')}?freeze={frozen.pk}"
    assert client_of(None).get(url, headers=token_of("GM0928")).status_code == 404


def test_a_municipality_gets_only_its_own(client_of, frozen):
    """Everybody's shares are in the snapshot; of no other municipality a name or code comes out."""
    text = client_of(None).get(f"{SHARE}?freeze={frozen.pk}", headers=venray()).content.decode()
    others = Municipality.objects.exclude(code="GM0984").values_list("code", flat=True)
    assert "GM0984" in text
    assert [code for code in others if code in text] == []


def token_of(code: str) -> dict[str, str]:
    token = create_api_token(actor=Viewer.system("test"), municipality_code=code, name="test")
    return {"Authorization": f"Bearer {token}"}


def venray() -> dict[str, str]:
    return token_of("GM0984")


LATER = {"effects", "pushed", "overrulings", "pillar_of", "path", "effect", "unit"}


def without_later(data):
    """A snapshot as it was written before these fields were there; a status always had its unit."""
    if isinstance(data, list):
        return [without_later(item) for item in data]
    if not isinstance(data, dict):
        return data
    kept = LATER - ({"unit"} if "slug" in data or "code" in data else set())
    return {name: without_later(value) for name, value in data.items() if name not in kept}


def test_a_snapshot_of_before_is_still_shown(frozen):
    content = without_later(json.loads(frozen.content))
    figures = content["board"]["figures"]
    content["board"]["figures"] = [row for row in figures if row["kind"] in ("investment", "spuk")]
    old = snapshot_of(json.dumps(content))
    assert (old.board.effects, old.board.pushed, old.board.overruling) == ((), (), None)
    board = build_board(old.board, Look(Links("nml-o"), Filters(pillar="p1"), (), frozenset()))
    assert board.effects.is_empty
    assert board.staff.is_empty
    refund = charts_of(board)["refund"]
    assert refund is not None
    assert refund.title == "SPUK: wat kan er terug moeten?"
