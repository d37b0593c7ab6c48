"""What is left of a board when its address narrows it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from funding.payment import PaymentState
from funding.selectors.dashboard import Payment
from izaportal.reporting.selectors.board_rows import PushedMilestone
from izaportal.web.board.filters import Filters, filter_bar, marks, narrowed
from izaportal.web.board.indicators import SHOWN_AT_ONCE, indicators
from tests.web.board.effect_samples import effect
from tests.web.board.samples import LINKS, risk, rows, share, status

PUSHED = PushedMilestone("Evaluatie", "mgn", "Netwerken", date(2026, 9, 30), date(2026, 11, 26))


def board(**changed):
    return rows(
        status("1-1"),
        status("2-1"),
        risks=(risk(), risk(project="zorgstart")),
        shares=(share(project="mgn"), share(project="zorgstart")),
        effects=(effect("mgn", "5"), effect("zorgstart", "6")),
        pushed=(PUSHED,),
        pillar_of={"mgn": "p1", "zorgstart": "p2"},
        **changed,
    )


def test_a_pillar_keeps_only_what_is_its_own():
    left = narrowed(board(), Filters(pillar="p2"))
    assert [row.code for row in left.now] == ["2-1"]
    assert [row.project for row in left.risks] == ["zorgstart"]
    assert [row.project for row in left.shares] == ["zorgstart"]
    assert [row.project for row in left.effects] == ["zorgstart"]
    assert (left.pushed, left.projects) == ((), 1)


def payment(project):
    return Payment(
        project.title(), "a", Decimal(5), date(2026, 9, 30), PaymentState.CLAIMED, True, project_slug=project
    )


def test_payments_of_insurers_follow_the_pillar_of_their_project():
    whole = board(payments=(payment("mgn"), payment("zorgstart")))
    assert [row.project for row in narrowed(whole, Filters(pillar="p2")).payments] == ["Zorgstart"]
    assert marks(Filters(pillar="p2", source="zvw"), "pijler").payments == ""
    assert marks(Filters(pillar="p2", municipality="GM0984"), "pijler").payments == "alle gemeenten"


def test_payments_of_a_freeze_of_before_stay_whole_and_say_so():
    told = (payment("mgn"), replace(payment("zorgstart"), project_slug=""))
    whole = board(payments=told)
    assert narrowed(whole, Filters(pillar="p2")).payments == told
    assert not whole.places_payments
    found = marks(Filters(pillar="p2"), "pijler", places_payments=False)
    assert found.payments == "hele programma"


def test_without_a_pillar_nothing_is_narrowed():
    whole = board()
    assert narrowed(whole, Filters(municipality="GM0984", source="zvw")) is whole


def test_a_snapshot_of_before_keeps_its_money_whole():
    left = narrowed(rows(status("1-1"), risks=(risk(),)), Filters(pillar="p1"))
    assert len(left.risks) == 1


@pytest.mark.parametrize(
    ("filters", "query", "here"),
    [
        (Filters(), "", ""),
        (Filters(pillar="p1", headline=True), "?pijler=p1&kern=1", "?pijler=p1&kern=1"),
        (Filters(source="zvw", opened="p2"), "?bron=zvw", "?bron=zvw&alle=p2"),
        (Filters(municipality="GM0984", freeze="7"), "?gemeente=GM0984", "?gemeente=GM0984&freeze=7"),
    ],
)
def test_the_address_says_what_is_narrowed(filters, query, here):
    assert (filters.query, filters.query_here) == (query, here)


def test_only_municipalities_one_may_open_are_choices():
    shares = (
        share(),
        share(code="GM0983", name="Venlo"),
        share(code="GM9999", name="Elders", key_label=None),
    )
    part = rows(shares=shares)
    bar = filter_bar(part, Filters(municipality="GM0984"), frozenset({"GM0984"}), "/d/")
    assert [choice.value for choice in bar.municipalities] == ["GM0984"]
    assert bar.told == "Venray"
    everybody = filter_bar(part, Filters(), None, "/d/")
    assert [choice.label for choice in everybody.municipalities] == ["Venlo", "Venray"]


def many(**filters):
    found = [
        status(f"{n % 2 + 1}-{n}", headline=n < 3, pillar=f"p{n % 2 + 1}", pillar_number=n % 2 + 1)
        for n in range(SHOWN_AT_ONCE + 2)
    ]
    return indicators(rows(*found), Filters(**filters), LINKS)


def test_very_many_show_their_key_indicators_first():
    groups = many().groups
    assert [len(group.rows) for group in groups] == [2, 1]
    assert [group.more for group in groups] == ["nog 29 indicatoren", "nog 30 indicatoren"]
    assert groups[0].more_url.endswith("/kwartaal/2026-Q2/?alle=p1#indicatoren")


def test_a_pillar_opens_on_asking():
    opened, other = many(opened="p1").groups
    assert (len(opened.rows), opened.more, len(other.rows)) == (31, "", 1)


def test_few_are_all_shown():
    assert [group.more for group in indicators(rows(status("1-1")), Filters(), LINKS).groups] == [""]


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(headline=True), ("", "", "")),
        (Filters(pillar="p1"), ("hele programma", "", "hele programma")),
        (Filters(municipality="GM0984"), ("hele programma", "hele programma", "")),
        (Filters(pillar="p1", municipality="GM0984"), ("hele programma", "alle gemeenten", "alle pijlers")),
        (Filters(pillar="p1", source="zvw"), ("hele programma", "alle bronnen", "hele programma")),
    ],
)
def test_every_block_says_what_it_does_not_follow(filters, told):
    found = marks(filters, "pijler")
    assert (found.nothing, found.pillar, found.headline) == told


def test_key_indicators_alone_narrow_no_attention():
    """The cards and the heat map follow; what needs attention tells all, and says so."""
    told = marks(Filters(headline=True), "pijler")
    assert (told.indicators, told.pillar, told.nothing) == ("alle indicatoren", "", "")
    assert filter_bar(board(), Filters(headline=True), None, "").told == "Kernindicatoren"


def test_chosen_indicators_keep_their_chosen_order():
    chosen = (
        status("1-1", headline=True),
        status("1-2", headline=True, headline_order=2),
        status("1-3", headline=True, headline_order=1),
    )
    (group,) = indicators(rows(*chosen), Filters(headline=True), LINKS).groups
    assert [line.row.code for line in group.rows] == ["1-3", "1-2", "1-1"]
    (group,) = indicators(rows(*chosen), Filters(), LINKS).groups
    assert [line.row.code for line in group.rows] == ["1-1", "1-2", "1-3"]
