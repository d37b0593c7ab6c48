"""The command finds whatever was changed behind the portal's back, and says where."""

import json
from collections.abc import Callable
from contextlib import contextmanager
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from funding.models import MunicipalShare, RefundRisk
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import Freeze, ProjectStanding
from izaportal.reporting.selectors.snapshot import hash_of
from izaportal.reporting.services.restate import restate
from kpis.models import IndicatorStatus, Measurement
from kpis.services.measurements import Correction
from pillars.models import PeriodState
from regions.models import Municipality
from tests.factories.pillars import ReportingPeriodFactory

pytestmark = pytest.mark.django_db
Q2 = Quarter(2026, 2)


def verified(*words: str) -> str:
    out = StringIO()
    call_command("verify_freeze", *words, stdout=out)
    return out.getvalue()


def refused(*words: str) -> tuple[str, str]:
    """What was printed, and what the command ended with."""
    out = StringIO()
    with pytest.raises(CommandError) as wrong:
        call_command("verify_freeze", *words, stdout=out)
    return out.getvalue(), str(wrong.value)


@contextmanager
def guards_off(table: str):
    """As somebody with the keys of the database could."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def tamper(model, pk, **changed) -> None:
    with guards_off(model._meta.db_table):
        model._default_manager.filter(pk=pk).update(**changed)


@pytest.fixture
def frozen(programme) -> Freeze:
    return Freeze.objects.get(programme=programme, quarter=Q2)


def test_the_demo_stands_as_it_was_frozen():
    text = verified()
    assert text.splitlines()[0].split() == ["programma", "kwartaal", "versie", "hash", "uitkomst"]
    assert text.count("klopt") == 4


def test_only_what_is_asked_for(frozen):
    (row,) = json.loads(verified("--programme=nml-o", "--quarter=2026-Q2", "--json"))
    assert row == {
        "programme": "nml-o",
        "quarter": "2026-Q2",
        "version": 1,
        "sha256": frozen.sha256,
        "findings": [],
    }
    assert verified("--programme=nml").strip() == "Er is nog geen kwartaal vastgesteld."


def test_a_restatement_stands_too(viewer_of, programme):
    value = Measurement.objects.get(
        indicator__slug="kpi-1-1", quarter=Q2, state="approved", superseded_at=None
    )
    restate(
        actor=viewer_of("controller"),
        programme=programme,
        corrections=[Correction(value.pk, Decimal(640))],
        reason="Nageteld.",
    )
    assert verified().count("klopt") == 5


@pytest.mark.parametrize("word", ["--quarter=2026-Q9", "--programme=bestaat-niet"])
def test_what_is_not_there_is_refused(word):
    with pytest.raises(CommandError):
        verified(word)


def test_a_changed_content_is_found(frozen):
    tamper(Freeze, frozen.pk, content=frozen.content.replace('"540.000000"', '"640.000000"'))
    text, wrong = refused()
    assert "de inhoud heeft hash" in text
    assert wrong == "1 van de 4 vaststellingen kloppen niet."


def test_a_changed_hash_is_found_too(frozen):
    """Content and hash together: the trail knows the hash as it was."""
    content = frozen.content.replace('"540.000000"', '"640.000000"')
    tamper(Freeze, frozen.pk, content=content, sha256=hash_of(content))
    text, _ = refused()
    assert "het wijzigingsspoor noemt hash" in text
    assert "value was 640.000000 en is nu 540.000000" in text


def test_a_trail_without_the_freeze_is_found(frozen):
    with guards_off("core_auditentry"):
        AuditEntry.objects.filter(object_id=str(frozen.pk)).delete()
    assert "het wijzigingsspoor kent deze vaststelling niet" in refused()[0]


@pytest.mark.parametrize("content", ["{}", "geen json", '{"version":1}'])
def test_what_cannot_be_read_is_found(frozen, content):
    tamper(Freeze, frozen.pk, content=content)
    assert "de inhoud is niet te lezen" in refused()[0]


def test_content_of_another_quarter_is_found(frozen):
    other = Freeze.objects.get(programme=frozen.programme, quarter=Quarter(2026, 1))
    tamper(Freeze, frozen.pk, content=other.content)
    assert "van een ander programma, kwartaal of andere versie" in refused()[0]


def of_q2(model, owner: str):
    return model._default_manager.filter(quarter=Q2, **{f"{owner}__programme__slug": "nml-o"}).latest("pk")


TAMPERED: dict[str, tuple[Callable, dict, str]] = {
    "a status": (lambda: of_q2(IndicatorStatus, "indicator"), {"value": Decimal(1)}, ": value was "),
    "its sentence": (lambda: of_q2(IndicatorStatus, "indicator"), {"sentence": "Goed."}, "en is nu Goed."),
    "its fingerprint": (
        lambda: of_q2(IndicatorStatus, "indicator"), {"fingerprint": "0" * 64}, "andere vingerafdruk",
    ),
    "a refund": (lambda: of_q2(RefundRisk, "grant__project"), {"unspent": Decimal(1)}, "unspent was "),
    "its derivation": (lambda: of_q2(RefundRisk, "grant__project"), {"derivation": {}}, "onderbouwing"),
    "a share": (lambda: of_q2(MunicipalShare, "project"), {"expected": Decimal(1)}, "aandeel van "),
    "a standing": (lambda: of_q2(ProjectStanding, "project"), {"explanation": {}}, "stand "),
}  # fmt: skip


@pytest.mark.parametrize(("found", "changed", "told"), TAMPERED.values(), ids=TAMPERED)
def test_a_changed_result_is_found(found, changed, told):
    row = found()
    tamper(type(row), row.pk, **changed)
    text, _ = refused("--quarter=2026-Q2")
    assert told in text


def test_a_result_that_is_gone_is_found():
    row = of_q2(MunicipalShare, "project")
    with guards_off("funding_municipalshare"):
        MunicipalShare.objects.filter(pk=row.pk).delete()
    assert f"aandeel {row.pk} is verdwenen" in refused()[0]


def test_a_new_name_is_no_deviation():
    Municipality.objects.update(name="Anders")
    assert verified().count("klopt") == 4


def test_a_frozen_quarter_without_snapshot_is_found(programme):
    quarter = Quarter(2025, 2)
    ReportingPeriodFactory.create(
        programme=programme, quarter=quarter, state=PeriodState.FROZEN, frozen_on=quarter.next.last_day
    )
    assert "vastgesteld, maar zonder momentopname" in refused()[0]
