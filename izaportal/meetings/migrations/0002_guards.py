from django.db import migrations

from izaportal.core.triggers import insert_only
from izaportal.meetings.migrations._guards import FIXED


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_meetings"), ("core", "0002_guards")]

    operations = [
        FIXED,
        insert_only("meetings_itemminute"),
        insert_only("meetings_itemdecision"),
        insert_only("meetings_followupstep"),
        insert_only("meetings_collegeposition"),
    ]
