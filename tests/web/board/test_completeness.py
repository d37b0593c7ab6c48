"""How much of the page rests on approved, invented or missing data."""

from izaportal.web.board.completeness import completeness
from izaportal.web.board.effects import effects
from izaportal.web.board.staff import staff
from kpis.status import Status
from tests.web.board.effect_samples import hours
from tests.web.board.samples import LINKS, risk, rows, share, status


def of(board_rows):
    return completeness(board_rows, effects(board_rows, LINKS), staff(board_rows, LINKS), LINKS)


def test_every_figure_is_counted_once():
    part = of(
        rows(
            status("1-1"),
            status("1-2", illustrative=True),
            status("1-3", Status.NO_DATA),
            status("1-4", Status.NOT_DUE),
            risks=(risk(illustrative=True),),
            shares=(share(project="mgn"), share(project="zorgstart", illustrative=True)),
            figures=(hours("10"),),
        )
    )
    assert {kind.label: kind.counts for kind in part.kinds} == {
        "Metingen van indicatoren": (1, 1, 1),
        "Afrekenrisico van SPUK-subsidies": (0, 1, 0),
        "Aandelen van gemeenten": (0, 1, 0),
        "Effecten, gemeten": (0, 0, 1),
    }
    assert part.line == (
        "Van de 6 cijfers op deze pagina rusten er 1 op goedgekeurde gegevens en "
        "3 op goedgekeurde, maar illustratieve gegevens; 2 ontbreken."
    )


def test_the_bar_has_no_gap():
    bars = of(rows(status("1-1"), status("1-2", Status.NO_DATA))).bars
    assert [(bar.footing.value, bar.x, bar.width) for bar in bars] == [
        ("approved", 0, 1),
        ("missing", 1, 1),
    ]


def test_a_share_that_was_not_agreed_is_missing():
    part = of(rows(shares=(share(percent=None, award=None), share(code="GM0983", name="Venlo"))))
    assert [link.label for link in part.kinds[0].missing] == ["Venray"]


def test_nothing_approved_is_said_plainly():
    assert of(rows(status(state=Status.NO_DATA))).line == (
        "Geen van de 1 cijfers op deze pagina rust al op goedgekeurde gegevens; 1 ontbreekt."
    )


def test_an_empty_programme_has_nothing_to_tell():
    assert of(rows()).total == 0
