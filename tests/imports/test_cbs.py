"""Exports of CBS StatLine in the shapes in which people get them."""

import pytest

from izaportal.imports.services.receiving import receive
from regions.models import Population
from tests.imports.conftest import applied, sent, undone, worked
from tests.imports.workbooks import looked_at

pytestmark = pytest.mark.django_db
STATLINE = (
    '"Bevolking op 1 januari; regio"\r\n'
    '"Regio\'s";"Perioden";"Onderwerp.Bevolking op 1 januari.Totaal (aantal)"\r\n'
    '"Nederland";"2027";"18.200.000"\r\n'
    '"Venray";"2027";"44.512"\r\n'
    '"Horst aan de Maas";"2027";"43.700"\r\n'
    '"Kerkrade";"2027";"45.000"\r\n'
    '"Bron: CBS"\r\n'
)
OPEN_DATA = '"ID";"RegioS";"Perioden";"BevolkingOpEersteVanJaar_1"\n1;"GM0984";"2027JJ00";44512\n'
WIDE = "Gemeentecode;Gemeentenaam;Inwoners.2027;Inwoners.2028\nGM0984;Venray;44.512;44.900\n"


def tried(viewer_of, programme, text: str, encoding: str = "utf-8"):
    return looked_at(viewer_of("controller"), programme, text.encode(encoding), "bevolking.csv")


@pytest.mark.parametrize(("text", "added"), [(STATLINE, 2), (OPEN_DATA, 1), (WIDE, 2)])
def test_each_shape_is_understood(text, added, viewer_of, programme):
    checked = tried(viewer_of, programme, text)
    [(_, plan, _)] = checked.plans
    assert [one.what for one in checked.findings.kept if not one.is_warning] == []
    assert len(plan.added) == added
    assert plan.tab.get(plan.added[0].record, "inhabitants") == 44512


def test_others_are_passed_over(viewer_of, programme):
    checked = tried(viewer_of, programme, STATLINE, "cp1252")
    [warning] = checked.findings.kept
    assert (warning.is_warning, warning.what[:8]) == (True, "2 regels")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a;b;c\n1;2;3\n", "geen kolommen met gemeente"),
        ("Gemeente;Inwoners\nVenray;10\n", "geen kolommen met gemeente"),
        (OPEN_DATA.replace("44512", "veel"), "“veel” is geen getal"),
        (OPEN_DATA.replace("44512", "0"), "niet groter dan 0"),
        (OPEN_DATA.replace("2027JJ00", "onlangs"), "“onlangs” is geen getal"),
        (OPEN_DATA + OPEN_DATA.splitlines()[1] + "\n", "dezelfde regel staat ook"),
    ],
)
def test_a_wrong_export_says_so(text, says, viewer_of, programme):
    checked = tried(viewer_of, programme, text)
    assert says in " ".join(one.what for one in checked.findings.kept)
    assert checked.findings.errors


def test_inhabitants_come_and_go(viewer_of, programme):
    controller = viewer_of("controller")
    file = sent(STATLINE.encode(), "bevolking.csv")
    row = worked(receive(actor=controller, programme=programme, sent=file))
    row = applied(controller, row)
    venray = Population.objects.filter(municipality__code="GM0984", year=2027)
    assert (row.state, venray.get().inhabitants) == ("applied", 44512)
    assert undone(controller, row).state == "undone"
    assert not venray.exists()
