"""The table per municipality."""

from decimal import Decimal

from izaportal.web.dashboard.municipalities import municipalities
from tests.web.dashboard.samples import rows, share


def test_a_municipality_adds_its_projects():
    part = municipalities(rows(shares=(share(), share(award=Decimal("49.46"))), own=frozenset({"GM0984"})))
    (line,) = part.lines
    assert (line.figures.award, line.is_own) == (Decimal("129.46"), True)


def test_the_sum_row_adds_all():
    other = share(code="GM0983", name="Venlo", percent=Decimal(92), award=Decimal("920.00"))
    part = municipalities(rows(shares=(share(), other)))
    assert [line.name for line in part.lines] == ["Venlo", "Venray"]
    assert part.total is not None
    assert (part.total.percent, part.total.award) == (Decimal(100), Decimal("1000.00"))


def test_a_member_without_part_is_undetermined():
    nobody = share(
        code="GM0983", percent=None, award=None, at_stake=None, unsecured=None, expected=None, key_label=None
    )
    part = municipalities(rows(shares=(share(), nobody)))
    assert part.missing == 1
    assert part.lines[1].figures.award is None
    assert part.total is not None
    assert part.total.award == Decimal("80.00")


def test_nothing_to_divide_is_no_zero():
    part = municipalities(rows())
    assert (part.lines, part.total, part.lead) == ((), None, "")


def test_the_key_is_told_without_its_mark():
    part = municipalities(rows(shares=(share(key_label="Illustratief: Venray 8 %", key_illustrative=True),)))
    assert (part.lead, part.key_illustrative) == ("Verdeelsleutel: Venray 8 %.", True)
