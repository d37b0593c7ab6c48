from django.db import migrations

from izaportal.core.triggers import facts_fixed, insert_only
from izaportal.reporting.migrations._guards import RULED_ONCE


class Migration(migrations.Migration):
    dependencies = [("reporting", "0010_quarter_reports"), ("core", "0002_guards")]

    operations = [
        facts_fixed("reporting_reportsubmission", may_change=("ruling", "ruled_at", "ruled_by_id")),
        RULED_ONCE,
        insert_only("reporting_reportremark"),
        insert_only("reporting_aspectjudgement"),
        insert_only("reporting_milestoneoutlook"),
        insert_only("reporting_riskassessment"),
        insert_only("reporting_decisionrequest"),
    ]
