"""Facts that would reach back into a frozen quarter: memberships, and the rule they all share."""

from datetime import date

import pytest

from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid
from izaportal.core.viewer import Viewer
from pillars.models import ProgrammeMunicipality
from pillars.services import plan
from pillars.services.periods import DatedFact, frozen_mistakes
from tests.factories.pillars import ProgrammeFactory
from tests.factories.regions import MunicipalityFactory, from_day

pytestmark = pytest.mark.django_db
OPEN_FROM = date(2026, 7, 1)


def join(programme, *validities) -> list[str]:
    rows = [
        {
            "programme": programme,
            "municipality": MunicipalityFactory.create(name=f"Proef {n}"),
            "validity": days,
        }
        for n, days in enumerate(validities)
    ]
    with ImportBatch(actor=Viewer.system("proef"), title="deelname") as batch:
        plan.save_members(batch, rows)
    return [row["municipality"].code for row in rows]


def test_frozen_quarters_keep_their_members(programme):
    before = ProgrammeMunicipality.objects.count()
    with pytest.raises(Invalid) as refused:
        join(programme, from_day(date(2026, 6, 30)), from_day(OPEN_FROM), from_day(date(2024, 1, 1)))
    assert [str(mistake).split(" op ")[0] for mistake in refused.value.mistakes] == [
        "deelname van Proef 0: Q2 2026 is vastgesteld",
        "deelname van Proef 2: Q3 2025 is vastgesteld",
    ]
    assert ProgrammeMunicipality.objects.count() == before


def test_members_join_an_open_quarter(programme):
    between = from_day(date(2026, 4, 1), date(2026, 6, 30))
    codes = join(programme, from_day(OPEN_FROM), between)
    assert ProgrammeMunicipality.objects.filter(municipality__code__in=codes).count() == 2


def test_another_programmes_freeze_binds_nobody(programme):
    facts = [DatedFact(pk, "feit", lambda day: True) for pk in (ProgrammeFactory.create().pk, programme.pk)]
    assert len(frozen_mistakes(facts)) == 1
    assert frozen_mistakes(facts[:1]) == []


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert frozen_mistakes([]) == []
