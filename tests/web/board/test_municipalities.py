"""The table per municipality."""

from decimal import Decimal

from izaportal.core.formatting import Unknown
from izaportal.web.board.municipalities import municipalities
from tests.web.board.samples import rows, share

FIGURES = ("award", "maximum", "at_stake", "unsecured", "unspent", "due_gap", "expected")
NOBODY: dict[str, None] = dict.fromkeys(("percent", "key_label", *FIGURES))


def test_a_municipality_adds_its_projects():
    part = municipalities(rows(shares=(share(), share(award=Decimal("49.46")))), frozenset({"GM0984"}))
    (line,) = part.lines
    assert (line.figures.award, line.is_own) == (Decimal("129.46"), True)


def test_the_sum_row_adds_all():
    other = share(code="GM0983", name="Venlo", percent=Decimal(92), award=Decimal("920.00"))
    part = municipalities(rows(shares=(share(), other)))
    assert [line.name for line in part.lines] == ["Venlo", "Venray"]
    assert part.total is not None
    assert (part.total.percent, part.total.award) == (Decimal(100), Decimal("1000.00"))


def test_a_member_without_part_is_undetermined():
    part = municipalities(rows(shares=(share(), share(code="GM0983", **NOBODY))))
    assert part.lines[1].figures.award is Unknown.TO_BE_DETERMINED
    assert not part.lines[1].figures.is_incomplete
    assert part.total is not None
    assert (part.total.award, part.total.missing, part.total.parts) == (Decimal("80.00"), 1, 2)
    assert part.total.percent is Unknown.TO_BE_DETERMINED


def test_a_sum_says_which_parts_it_lacks():
    part = municipalities(rows(shares=(share(), share(**NOBODY))))
    (line,) = part.lines
    assert (line.figures.award, line.figures.missing, line.figures.parts) == (Decimal("80.00"), 1, 2)
    assert line.figures.is_incomplete


def test_what_does_not_apply_is_not_missing():
    spending_only = share(maximum=None, unsecured=None, due_gap=None, expected=None)
    (line,) = municipalities(rows(shares=(spending_only,))).lines
    assert (line.figures.due_gap, line.figures.missing) == (Unknown.NOT_APPLICABLE, 0)


def test_who_left_is_not_shown():
    left = share(code="GM0983", **dict.fromkeys(("percent", *FIGURES), Decimal(0)), key_label=None)
    part = municipalities(rows(shares=(share(), left)))
    assert [line.code for line in part.lines] == ["GM0984"]
    assert part.total is not None
    assert part.total.parts == 1


def test_nothing_to_divide_is_no_zero():
    part = municipalities(rows())
    assert (part.lines, part.total, part.lead) == ((), None, "")


def test_the_key_is_told_without_its_mark():
    part = municipalities(rows(shares=(share(key_label="Illustratief: Venray 8 %", key_illustrative=True),)))
    assert (part.lead, part.key_illustrative) == ("Verdeelsleutel: Venray 8 %.", True)
