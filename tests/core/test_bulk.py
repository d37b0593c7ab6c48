from decimal import Decimal

import pytest

from izaportal.core.bulk import ImportBatch, save_all, set_links
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from kpis.models import Indicator, Target
from regions.models import Municipality, Organisation
from tests.factories.kpis import IndicatorFactory
from tests.factories.regions import MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
SYSTEM = Viewer.system("proef")
THREE = [{"slug": f"proef-rij-{n}", "name": f"Rij {n}", "aliases": ["een"]} for n in range(3)]


def save(rows):
    return save_all(Organisation, rows, key=("slug",))


def test_new_rows_are_added_once():
    first, again = save(THREE), save(THREE)
    assert (first.added, first.changed) == (3, 0)
    assert again.touched == 0
    assert [row.pk for row in again.rows.values()] == [row.pk for row in first.rows.values()]


def test_only_what_differs_is_changed():
    before = save(THREE).by_slug()
    changed = save([THREE[0], {**THREE[1], "name": "Anders"}, THREE[2]])
    assert (changed.added, changed.changed) == (0, 1)
    stored = Organisation.objects.get(slug="proef-rij-1")
    assert (stored.name, stored.pk) == ("Anders", before["proef-rij-1"].pk)


def test_fields_not_named_stay_as_are():
    save(THREE)
    Organisation.objects.filter(slug="proef-rij-0").update(note="met de hand")
    save([{"slug": "proef-rij-0", "name": "Nieuw"}])
    assert Organisation.objects.get(slug="proef-rij-0").note == "met de hand"


def test_equal_numbers_are_not_changes():
    """The database gives 5.000000 where the file says 5."""
    known = IndicatorFactory.create(baseline=Decimal(5))
    values = {"programme": known.programme, "slug": known.slug}
    key = ("programme", "slug")
    for baseline, changed in (("5", 0), (Decimal("5.0"), 0), ("5.1", 1)):
        assert save_all(Indicator, [{**values, "baseline": baseline}], key=key).touched == changed


def test_keys_may_hold_nothing():
    """A target for a year has no quarter; a second year is another target."""
    indicator = IndicatorFactory.create()
    base = {"indicator": indicator, "quarter": None, "due": None, "version": 1, "valid_from": "2025-01-01"}
    rows = [{**base, "year": year, "lower": 1} for year in (2025, 2026)]
    key = ("indicator", "year", "quarter", "due", "version")
    assert save_all(Target, rows, key=key).added == 2
    assert save_all(Target, rows, key=key).touched == 0


def test_one_key_twice_is_an_error():
    with pytest.raises(ValueError, match=r"proef-rij-0.*twee keer"):
        save([THREE[0], THREE[0]])


def test_a_check_sees_only_differences():
    seen = []

    def check(differences):
        seen.append([(one.row.slug, one.is_new, one.value_before("name")) for one in differences])
        return ()

    save(THREE[:2])
    for rows in ([THREE[0], {**THREE[1], "name": "Anders"}, THREE[2]], [THREE[0]]):
        save_all(Organisation, rows, key=("slug",), check=check)
    assert seen == [[("proef-rij-1", False, "Rij 1"), ("proef-rij-2", True, "Rij 2")]]


def test_a_checks_mistakes_stop_everything():
    def check(differences):
        return [Mistake(one.row.slug, "mag niet") for one in differences]

    with pytest.raises(Invalid) as refused:
        save_all(Organisation, THREE, key=("slug",), check=check)
    assert [str(mistake) for mistake in refused.value.mistakes] == [
        f"proef-rij-{n}: mag niet" for n in range(3)
    ]
    assert not Organisation.objects.filter(slug__startswith="proef-rij").exists()


def test_rows_answer_in_the_given_order():
    backwards = list(reversed(THREE))
    assert list(save(backwards).by_slug()) == [row["slug"] for row in backwards]


def test_saving_takes_a_few_queries(django_assert_num_queries):
    many = [{"slug": f"proef-veel-{n}", "name": "Veel"} for n in range(40)]
    with django_assert_num_queries(2):
        save(many)
    with django_assert_num_queries(1):
        save(many)


def test_links_become_exactly_those_given():
    group, other = OrganisationFactory.create_batch(2)
    one, two, three = OrganisationFactory.create_batch(3)
    through = Organisation.members.through
    columns = {"source": "from_organisation_id", "target": "to_organisation_id"}
    other.members.add(three)
    assert set_links(through, {group.pk: [one.pk, two.pk]}, **columns) == 2
    assert set_links(through, {group.pk: [two.pk, three.pk]}, **columns) == 2
    assert set_links(through, {group.pk: [two.pk, three.pk]}, **columns) == 0
    assert set(group.members.all()) == {two, three}
    assert list(other.members.all()) == [three]


def test_the_last_link_goes_too():
    group, member = OrganisationFactory.create_batch(2)
    group.members.add(member)
    columns = {"source": "from_organisation_id", "target": "to_organisation_id"}
    assert set_links(Organisation.members.through, {group.pk: []}, **columns) == 1
    assert not group.members.exists()


def test_a_batch_writes_one_audit_row():
    known = AuditEntry.objects.count()
    with ImportBatch(actor=SYSTEM, title="proef.yaml", programme="proef") as batch:
        batch.save(Organisation, THREE, key=("slug",))
        batch.save(Municipality, [{"code": "GM9990", "name": "Proef"}], key=("code",))
    assert AuditEntry.objects.count() == known + 1
    row = AuditEntry.objects.latest("id")
    assert (row.action, row.object_label, row.programme) == ("ingelezen", "proef.yaml", "proef")
    assert sorted(row.changes.values()) == [[None, "1 nieuw, 0 gewijzigd"], [None, "3 nieuw, 0 gewijzigd"]]
    assert batch.touched == 4


def test_a_batch_without_difference_is_silent():
    with ImportBatch(actor=SYSTEM, title="proef.yaml") as batch:
        batch.save(Organisation, THREE, key=("slug",))
    known = AuditEntry.objects.count()
    with ImportBatch(actor=SYSTEM, title="proef.yaml") as again:
        again.save(Organisation, THREE, key=("slug",))
    assert (again.touched, AuditEntry.objects.count()) == (0, known)


def load_half() -> None:
    with ImportBatch(actor=SYSTEM, title="proef.yaml") as batch:
        batch.save(Organisation, THREE, key=("slug",))
        batch.save(Municipality, [{"code": "GM9990", "name": "Proef"}] * 2, key=("code",))


def test_a_failing_batch_changes_nothing():
    known = AuditEntry.objects.count()
    with pytest.raises(ValueError, match="twee keer"):
        load_half()
    assert not Organisation.objects.filter(slug__startswith="proef-rij").exists()
    assert AuditEntry.objects.count() == known


def test_only_administrators_load_files():
    manager = Viewer("1", "Manager", frozenset({Right(Role.PROGRAMME_MANAGER, ScopeKind.PROGRAMME, "nml-o")}))
    with pytest.raises(NotAllowed, match="beheerder"):
        ImportBatch(actor=manager, title="proef.yaml")


def test_a_relation_is_no_column():
    with pytest.raises(TypeError, match="parts is geen kolom"):
        save_all(Organisation, THREE, key=("parts",))


def test_relations_are_compared_by_id():
    town, city = MunicipalityFactory.create_batch(2)
    save([{"slug": "proef-rij-0", "name": "Rij", "municipality": town}])
    assert save([{"slug": "proef-rij-0", "name": "Rij", "municipality": town}]).touched == 0
    assert save([{"slug": "proef-rij-0", "name": "Rij", "municipality": city}]).changed == 1
