"""One body is one organisation, whatever the plans call it."""

from collections import Counter

import pytest

from izaportal.demo.files import DATA, read_plan
from izaportal.demo.plans.bodies import SAME_BODY, body_rows, mentions_of
from pillars.models import ProgrammeOrganisation
from regions.models import Municipality, Organisation

pytestmark = pytest.mark.django_db


def names(organisation: Organisation) -> set[str]:
    return {organisation.name.casefold(), *(alias.casefold() for alias in organisation.aliases)}


def test_no_two_share_a_name() -> None:
    """But for ViGo: NML-O books it at Vincent van Gogh, the regional plan has VIGO apart (to confirm)."""
    used = Counter(name for row in Organisation.objects.all() for name in names(row))
    assert [name for name, times in used.items() if times > 1] == ["vigo"]


@pytest.mark.parametrize(
    ("slug", "plans"),
    [
        ("vc", {"nml-o", "nml", "zuid-limburg"}),
        ("vgz", {"nml-o", "nml", "zuid-limburg"}),
        ("med", {"nml-o", "nml", "zuid-limburg"}),
        ("zuyd", {"nml-o", "nml", "zuid-limburg"}),
        ("cz", {"nml", "zuid-limburg"}),
        ("ministerie-vws", {"nml", "zuid-limburg"}),
        ("zuyderland-mc", {"nml", "zuid-limburg"}),
        ("pro", {"nml-o", "nml"}),
    ],
)
def test_a_body_takes_part_in_plans(slug: str, plans: set[str]) -> None:
    rows = ProgrammeOrganisation.objects.filter(organisation__slug=slug)
    assert set(rows.values_list("programme__slug", flat=True)) == plans


def test_other_slugs_are_not_kept() -> None:
    assert not Organisation.objects.filter(slug__in=SAME_BODY)


def test_aliases_come_from_every_plan() -> None:
    insurer = Organisation.objects.get(slug="vgz")
    assert {"Coöperatie VGZ", "cVGZ"} <= set(insurer.aliases)
    assert insurer.kind == "verzekeraar"


def test_what_is_unsure_says_so() -> None:
    for slug in ("vvg", "ggd", "gilde", "zelfregie"):
        assert "bevestigen" in Organisation.objects.get(slug=slug).note.lower()
    assert Organisation.objects.get(slug="vigo").pk != Organisation.objects.get(slug="vvg").pk


def test_overlap_is_not_the_same() -> None:
    assert (
        Organisation.objects.filter(
            slug__in=("npz", "netwerk-palliatieve-zorg-ml", "netwerken-palliatieve-zorg")
        ).count()
        == 3
    )


def test_municipalities_are_bodies_too() -> None:
    venray = Organisation.objects.get(slug="gemeente-venray")
    assert venray.municipality == Municipality.objects.get(code="GM0984")
    assert Organisation.objects.filter(municipality__isnull=False).count() == 13 + 16


def test_collectives_know_their_members() -> None:
    members = {row.slug: row.members.count() for row in Organisation.objects.filter(is_collective=True)}
    assert members["gemeenten-zuid-limburg"] == 16
    assert members["gem"] == 13
    assert Organisation.objects.get(slug="ggd-zuid-limburg").parts.filter(slug="ggd-zl-jgz").exists()


def test_a_vague_kind_gives_way() -> None:
    rows = body_rows(
        [
            *mentions_of([{"id": "ggd", "name": "GGD", "kind": None}], document="a", place=""),
            *mentions_of([{"slug": "ggd-ln", "name": "GGD LN", "kind": "ggd"}], document="b", place=""),
        ]
    )
    assert [(row["slug"], row["kind"], row["aliases"], row["source_document"]) for row in rows] == [
        ("ggd", "ggd", ["GGD LN"], "a")
    ]


def test_every_link_is_used() -> None:
    """A slug in the table of equal bodies that no plan uses would hide a mistake."""
    used = {
        item["slug"]
        for name in ("nml-regioplan", "zuid-limburg")
        for item in read_plan(DATA / f"{name}.yaml").data["organisations"]
    }
    assert set(SAME_BODY) <= used
