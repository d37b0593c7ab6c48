"""Rules the database keeps for core, and the list of tables that are only added to."""

import pytest
from django.db import connection

from izaportal.core import clock
from izaportal.core.models import AuditEntry, RunState
from izaportal.core.triggers import facts_fixed, insert_only
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.models import ProjectStanding
from tests.factories.core import AuditEntryFactory, DraftFactory, RunFactory
from tests.factories.refusals import Breaks, execute, insert_only_refuses, making, refusal, rules_of, twice
from tests.factories.reporting import ProjectStandingFactory

pytestmark = pytest.mark.django_db
GUARD = "core_auditentry_insert_only"  # broken below
INSERT_ONLY = {
    "core_auditentry", "kpis_target", "funding_expenditure", "funding_advance",
    "funding_milestoneverdict", "funding_milestoneforecast", "funding_refundrisk", "funding_municipalshare",
    "reporting_freeze", "reporting_reportremark", "reporting_aspectjudgement",
    "reporting_milestoneoutlook", "reporting_riskassessment", "reporting_decisionrequest",
    "reporting_reminderround", "reporting_packfile", "reporting_quarterverdict", "reporting_publication",
    "funding_paymentstep", "funding_distinctcosts", "funding_handedinaccount", "imports_importedrow",
    "meetings_itemminute", "meetings_itemdecision", "meetings_followupstep", "meetings_collegeposition",
}  # fmt: skip
GOES_ALONG = {"kpis_indicatorstatus", "reporting_projectstanding"}


def run_without_quarter() -> None:
    execute("UPDATE core_run SET quarter = '2026-Q7' WHERE id = %s", RunFactory.create().pk)


BREAKS: Breaks = {
    "core_audit_action_named": making(AuditEntryFactory, action=""),
    "core_draft_place_unique": twice(DraftFactory, user_id=uuid7, place="/proef/"),
    "core_draft_place_is_path": making(DraftFactory, place="https://elders.example/"),
    "core_run_quarter_valid": run_without_quarter,
    "core_run_times_match_state": making(RunFactory, state=RunState.DONE),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert {*BREAKS, GUARD} == rules_of("core")


@pytest.mark.parametrize(
    "times",
    [
        {"state": RunState.QUEUED, "finished_at": clock.now()},
        {"state": RunState.RUNNING},
        {"state": RunState.RUNNING, "started_at": clock.now(), "finished_at": clock.now()},
        {"state": RunState.FAILED, "started_at": clock.now()},
    ],
)
def test_states_of_runs_need_times(times):
    assert refusal(making(RunFactory, **times)) == "core_run_times_match_state"


def test_the_audit_trail_only_grows():
    said = "tabel core_auditentry is alleen om toe te voegen"
    assert insert_only_refuses(AuditEntryFactory.create, "reason") == [
        f"{said}: UPDATE geweigerd",
        f"{said}: DELETE geweigerd",
    ]


def test_audit_rows_refuse_any_orm_change():
    row = AuditEntryFactory.create()
    row.reason = "anders"
    rewritten = AuditEntry.objects.filter(pk=row.pk)
    for change in (
        row.save,
        row.delete,
        rewritten.delete,
        lambda: rewritten.update(reason="anders"),
        lambda: AuditEntry.objects.bulk_update([row], ["reason"]),
    ):
        assert refusal(change).startswith("tabel core_auditentry")


@pytest.mark.parametrize(
    ("guard", "tables"), [("iza_insert_only", INSERT_ONLY), ("iza_goes_along", GOES_ALONG)]
)
def test_exactly_these_tables_only_grow(guard, tables):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid "
            "WHERE p.proname = %s AND tgenabled = 'O'",
            [guard],
        )
        assert {table for (table,) in cursor.fetchall()} == tables


def test_results_go_along_with_their_thing():
    standing, other = ProjectStandingFactory.create(), ProjectStandingFactory.create()
    execute("DELETE FROM projects_project WHERE id = %s", standing.project_id)
    left = ProjectStanding.objects.filter(pk__in=[standing.pk, other.pk])
    assert list(left) == [other]


def test_guards_can_be_taken_off():
    """What a later migration needs to reverse them."""
    assert "DROP TRIGGER t_insert_only ON t" in str(insert_only("t").reverse_sql)
    guard = facts_fixed("core_run", may_change=["state", "started_at"])
    row = RunFactory.create()
    with connection.cursor() as cursor:
        cursor.execute(str(guard.sql))
    assert refusal(lambda: execute("UPDATE core_run SET programme = 'x' WHERE id = %s", row.pk))
    with connection.cursor() as cursor:
        cursor.execute(str(guard.reverse_sql))
    execute("UPDATE core_run SET programme = 'x' WHERE id = %s", row.pk)
    row.refresh_from_db()
    assert row.programme == "x"
