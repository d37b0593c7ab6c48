from izaportal.web.programme.page import severity_groups
from pillars.models import Contradiction


def test_the_most_severe_come_first():
    rows = [
        Contradiction(severity=severity, topic=severity, values=[], used=None)
        for severity in ("onbekend", "laag", "hoog")
    ]
    assert [group.label for group in severity_groups(rows, names={})] == [
        "Ernst hoog",
        "Ernst laag",
        "Ernst niet beoordeeld",
    ]


def test_contradictions_name_projects_by_name():
    rows = [Contradiction(severity="hoog", topic="fasen", values=["rdg", 3], used=None)]
    groups = severity_groups(rows, names={"rdg": "Regionale digitale gezondheidsvoorziening"})
    assert groups[0].rows[0].values == "Regionale digitale gezondheidsvoorziening / 3"
