"""Changing many projects in the browser's own words: preview, reason, doing it, accidents."""

import html
import re
from urllib.parse import urlencode

import pytest

from izaportal.core.models import AuditEntry
from projects.models import OwnerKind, Project
from regions.models import Organisation
from tests.factories.projects import ProjectFactory, ProjectPartnerFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
URL = "/programmas/nml-o/projecten/wijzigen/"
SEEN = re.compile(r'name="gezien" value="([^"]*)"')


def ids(*slugs: str) -> list[str]:
    rows = Project.objects.filter(programme__slug="nml-o", slug__in=slugs)
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def preview(client, *slugs: str, **wishes):
    return client.get(f"{URL}?{urlencode({'project': ids(*slugs), **wishes}, doseq=True)}")


def carry_out(client, page, *slugs: str, reason: str = "Overleg", **wishes):
    seen = [html.unescape(text) for text in SEEN.findall(page.content.decode())]
    return client.post(URL, {"project": ids(*slugs), "gezien": seen, "reason": reason, **wishes})


def stages(*slugs: str) -> set[str]:
    return set(Project.objects.filter(pk__in=ids(*slugs)).values_list("stage", flat=True))


def test_a_preview_tells_every_change(client_of):
    page = text_of(
        preview(client_of("programmamanager"), "mgn", "hex", "rdg", **{"nieuw-fase": "initiation"})
    )
    assert "Aansluiten op HEX, ontsluiten bronsystemen Fase realisatie initiatie" in page
    assert (
        "Al zo, dus ongewijzigd: Mentale gezondheidsnetwerken, Regionale digitale gezondheidsvoorziening."
        in page
    )
    assert "1 project wijzigen" in page


def test_nothing_chosen_to_change_shows_no_preview(client_of):
    answer = preview(client_of("programmamanager"), "mgn")
    assert answer.context["preview"] is None
    assert "Mentale gezondheidsnetwerken" in text_of(answer)


def test_asked_to_show_nothing_it_says_so(client_of):
    client = client_of("programmamanager")
    said = "Er verandert niets: alles staat nog op ‘niet wijzigen’"
    assert said in text_of(preview(client, "mgn", **{"nieuw-fase": "", "nieuw-pijler": ""}))
    assert said not in text_of(preview(client, "mgn"))
    assert said not in text_of(preview(client, "mgn", **{"nieuw-fase": "design"}))


def test_all_of_it_is_done_and_taken_back(client_of):
    client, wish = client_of("programmamanager"), {"nieuw-fase": "design", "nieuw-regiobreed": "ja"}
    page = preview(client, "mgn", "hex", **wish)
    answer = client.get(carry_out(client, page, "mgn", "hex", **wish)["Location"])
    assert stages("mgn", "hex") == {"design"}
    assert "Gewijzigd: 2 projecten." in answer.content.decode()
    entry = AuditEntry.objects.latest("id")
    assert entry.reason == "Overleg"
    client.post(f"{URL}{entry.request_id}/terugdraaien/")
    assert stages("mgn", "hex") == {"initiation", "realisation"}


def test_an_empty_wish_wipes_nothing(client_of):
    client, wish = (
        client_of("programmamanager"),
        {"nieuw-fase": "design", "nieuw-pijler": "", "nieuw-eigenaar": ""},
    )
    before = Project.objects.get(pk=ids("mgn")[0])
    carry_out(client, preview(client, "mgn", **wish), "mgn", **wish)
    after = Project.objects.get(pk=ids("mgn")[0])
    assert (after.stage, after.pillar_id, after.owner_kind) == ("design", before.pillar_id, before.owner_kind)


def test_an_owner_changes_with_its_kind(client_of):
    organisation = Organisation.objects.order_by("name")[0]
    ProjectPartnerFactory.create(project_id=ids("hex")[0], organisation=organisation)
    client = client_of("programmamanager")
    for value, kind, owner in (
        (f"organisatie:{organisation.pk}", OwnerKind.ORGANISATION, organisation),
        ("coalition", OwnerKind.COALITION, None),
    ):
        wish = {"nieuw-eigenaar": value}
        carry_out(client, preview(client, "mgn", **wish), "mgn", **wish)
        found = Project.objects.get(pk=ids("mgn")[0])
        assert (found.owner_kind, found.owner) == (kind, owner)


def test_without_a_reason_nothing_happens(client_of):
    client, wish = client_of("programmamanager"), {"nieuw-fase": "design"}
    answer = carry_out(client, preview(client, "mgn", **wish), "mgn", reason=" ", **wish)
    assert answer.status_code == 422
    assert "Vertel waarom u dit wijzigt." in text_of(answer)
    assert stages("mgn") == {"initiation"}


def test_a_change_meanwhile_is_shown_first(client_of):
    client, wish = client_of("programmamanager"), {"nieuw-fase": "design"}
    page = preview(client, "mgn", "hex", **wish)
    Project.objects.filter(pk=ids("hex")[0]).update(stage="parked")
    answer = carry_out(client, page, "mgn", "hex", **wish)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Iemand wijzigde intussen een van deze projecten." in text
    assert "Fase geparkeerd ontwerp" in text
    assert "Overleg" in answer.content.decode()
    assert stages("mgn", "hex") == {"initiation", "parked"}


@pytest.mark.parametrize("seen", ["", "{}", "[]", '{"id": "x"}', '{"id": "x", "stage": "design"}'])
def test_a_broken_preview_changes_nothing(client_of, seen):
    posted = {"project": ids("mgn"), "gezien": seen, "reason": "x", "nieuw-fase": "design"}
    answer = client_of("programmamanager").post(URL, posted)
    assert answer.status_code == 422
    assert "kwam niet heel over" in text_of(answer)
    assert stages("mgn") == {"initiation"}


def test_a_preview_of_elsewhere_is_forbidden(client_of):
    other = ProjectFactory.create(stage="initiation")
    seen = f'{{"id": "{other.pk}", "stage": "initiation"}}'
    posted = {"project": ids("mgn"), "gezien": seen, "reason": "x", "nieuw-fase": "design"}
    assert client_of("programmamanager").post(URL, posted).status_code == 403
    assert Project.objects.get(pk=other.pk).stage == "initiation"


def test_a_strange_choice_says_so(client_of):
    answer = preview(client_of("programmamanager"), "mgn", **{"nieuw-fase": "onzin"})
    assert answer.status_code == 422
    assert "‘onzin’ is hier geen keuze." in text_of(answer)


def test_a_lead_changes_only_the_own(client_of):
    client, wish = client_of("projectleider-mgn"), {"nieuw-fase": "design"}
    page = preview(client, "mgn", "hex", **wish)
    assert "Deze mag u niet wijzigen: Aansluiten op HEX, ontsluiten bronsystemen." in text_of(page)
    carry_out(client, page, "mgn", "hex", **wish)
    assert (stages("mgn"), stages("hex")) == ({"design"}, {"realisation"})


def test_all_found_can_be_chosen_at_once(client_of):
    answer = client_of("programmamanager").get(f"{URL}?alle=1&pijler=p4")
    assert "7 projecten gekozen" in text_of(answer)
    assert 'name="pijler" value="p4"' in answer.content.decode()


def test_nothing_chosen_says_what_to_do(client_of):
    assert "U hebt geen project gekozen" in text_of(client_of("programmamanager").get(f"{URL}?project=x"))


def test_projects_of_elsewhere_are_not_shown(client_of):
    other = ProjectFactory.create(name="Van een ander")
    answer = client_of("programmamanager").get(f"{URL}?project={other.pk}")
    assert "Van een ander" not in answer.content.decode()


def test_there_is_an_end_to_choosing(client_of, programme):
    ProjectFactory.create_batch(200, programme=programme)
    assert "Kies er hoogstens 200" in text_of(client_of("programmamanager").get(f"{URL}?alle=1"))


def test_after_signing_in_again_the_reason_is_there(client_of):
    page = preview(client_of("programmamanager"), "mgn", **{"nieuw-fase": "design"})
    seen = [html.unescape(text) for text in SEEN.findall(page.content.decode())]
    stranger = client_of()
    answer = stranger.post(
        URL, {"project": ids("mgn"), "gezien": seen, "reason": "Lang verhaal", "nieuw-fase": "design"}
    )
    stranger.post(
        "/inloggen/",
        {
            "username": "programmamanager",
            "password": "izaportal-demo",
            "next": URL,
            "kept": answer.context["kept"],
        },
    )
    again = stranger.get(URL)
    assert "Lang verhaal" in again.content.decode()
    assert "Fase initiatie ontwerp" in text_of(again)
