"""Loading everything: twice changes nothing, a mistake changes nothing, everything knows its source."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db.models import CharField, JSONField, Model, TextField
from django.utils.timezone import localdate

from funding.models import MilestoneForecast, RefundRisk
from izaportal.core.errors import Invalid
from izaportal.core.models import AuditEntry, Sourced
from izaportal.core.quarter import Quarter
from izaportal.demo.files import DATA
from izaportal.demo.load import FILES, load_demo
from izaportal.demo.once import SUBJECT
from kpis.models import IndicatorStatus
from pillars.models import Programme, ReportingPeriod
from projects.models import Project

pytestmark = pytest.mark.django_db

OURS = ("regions", "pillars", "projects", "kpis", "funding")
AUDIT: list[type[Model]] = [AuditEntry]
INITIALS = re.compile(r"\b[A-Z]\.\s?(?:[a-z]{1,3}\.?\s?)?[A-Z]\.")
MODELS: list[type[Model]] = [model for app in OURS for model in apps.get_app_config(app).get_models()]
# A reporting period is opened by the portal; it stands in no document.
SOURCED = [model for model in MODELS if issubclass(model, Sourced) and model is not ReportingPeriod]


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in (*MODELS, *AUDIT)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES.values():
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_loading_twice_changes_nothing() -> None:
    before = counts()
    loaded = load_demo(DATA, say=lambda _: None)
    assert (loaded.touched, loaded.calculations) == (0, 0)
    assert counts() == before


def test_reading_the_files_anew_finds_nothing_new(folder: Path) -> None:
    """With a remark added the files are others, and still say the same."""
    with (folder / FILES["zuid_limburg"]).open("a", encoding="utf-8") as file:
        file.write("# gezien\n")
    before = counts()
    loaded = load_demo(folder, say=lambda _: None)
    assert (loaded.touched, loaded.calculations) == (0, 0)
    after = counts()
    assert after.pop("core.AuditEntry") == before.pop("core.AuditEntry") + 1
    assert after == before


def test_what_people_edited_stays_theirs() -> None:
    Project.objects.filter(slug="community-building").update(name="Samen bouwen")
    assert load_demo(DATA, say=lambda _: None).touched == 0
    assert Project.objects.get(slug="community-building").name == "Samen bouwen"


def test_a_changed_name_changes_one_row(folder: Path) -> None:
    spoil(folder / FILES["zuid_limburg"], 'name: "Community building"', 'name: "Samen bouwen"')
    loaded = load_demo(folder, say=lambda _: None)
    assert loaded.touched == 1
    assert Project.objects.get(slug="community-building").name == "Samen bouwen"
    entries = AuditEntry.objects.exclude(object_type=SUBJECT).order_by("-id")  # the demo's day stands still
    entry = entries.first()
    assert entry is not None
    assert (entry.object_label, entry.programme) == ("zuid-limburg.yaml", "zuid-limburg")


def test_a_mistake_in_the_last_file(folder: Path) -> None:
    """The files before it are right and changed, and still nothing of them is loaded."""
    spoil(folder / FILES["zuid_limburg"], 'name: "Community building"', 'name: "Samen bouwen"')
    spoil(folder / FILES["impact"], "kind: zorgkantoor", "kind: provincie")
    before = counts()
    with pytest.raises(Invalid, match=r"impactkaart\.yaml: regions\[1\]\.kind: 'provincie' is geen van"):
        load_demo(folder, say=lambda _: None)
    assert counts() == before
    assert Project.objects.get(slug="community-building").name == "Community building"


def test_a_given_verdict_stands(folder: Path) -> None:
    spoil(folder / FILES["scenario"], "achieved: true", "achieved: false")
    before = counts()
    with pytest.raises(Invalid, match=r"oordeel over zs-1 van 16-02-2026: staat vast"):
        load_demo(folder, say=lambda _: None)
    assert counts() == before


def test_a_later_forecast_may_name_costs(folder: Path) -> None:
    later = "date: '2026-07-15'\n      costs_at_end_eur: '150000.00'"
    spoil(folder / FILES["scenario"], "date: '2026-06-15'", later)
    loaded = load_demo(folder, say=lambda _: None)
    assert (loaded.touched, loaded.calculations) == (1, 2)
    forecast = MilestoneForecast.objects.get(milestone__slug="zs-3", given_on=date(2026, 7, 15))
    assert forecast.costs_at_end == Decimal("150000.00")
    risk = RefundRisk.objects.filter(grant__slug="spuk-zorgstart", quarter="2026-Q3").latest("id")
    assert risk.expected == Decimal("75000.00")  # the half that is not expected to be achieved


def test_mistakes_of_all_files_together(folder: Path) -> None:
    (folder / FILES["scenario"]).unlink()
    (folder / FILES["impact"]).write_text("regions: [", encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        load_demo(folder, say=lambda _: None)
    assert [mistake.place for mistake in refused.value.mistakes] == ["demo-scenario.yaml", "impactkaart.yaml"]


@pytest.mark.parametrize("model", SOURCED, ids=lambda model: model._meta.label)
def test_every_row_knows_its_source(model: type[Model]) -> None:
    read_or_invented = model._default_manager.exclude(source_document="")
    assert read_or_invented.count() == model._default_manager.count()


def test_rows_of_the_regions_have_places() -> None:
    for model in SOURCED:
        rows = model._default_manager.filter(source_document__startswith="Regioplan", source_place="")
        assert not rows.exists(), model._meta.label


def test_no_initials_in_the_files() -> None:
    for name in FILES.values():
        text = (DATA / name).read_text(encoding="utf-8")
        assert INITIALS.findall(text) == []
        assert "initials" not in text


def test_files_name_no_person() -> None:
    """Owners, leads and seats are organisations and roles; the fields for persons are empty."""
    for name in FILES.values():
        data = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
        assert list(_persons(data)) == []


def test_no_initials_in_the_database() -> None:
    for model in MODELS:
        fields = [f.name for f in model._meta.fields if isinstance(f, CharField | TextField | JSONField)]
        for row in model._default_manager.values(*fields) if fields else ():
            assert INITIALS.findall(str(row)) == [], model._meta.label


def test_programmes_are_three_plans() -> None:
    states = dict(Programme.objects.values_list("slug", "pillar_term"))
    assert states == {"nml-o": "pijler", "nml": "thema", "zuid-limburg": "thema"}


def _persons(node, path=()):
    fields = (
        "person",
        "contactpersoon",
        "chair",
        "programme_manager",
        "board_contact",
        "themaleider",
    )
    if isinstance(node, dict):
        for key, value in node.items():
            if key in fields and value is not None:
                yield (*path, key)
            yield from _persons(value, (*path, key))
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _persons(value, (*path, at))


def test_frozen_figures_are_of_the_day_of_freezing() -> None:
    """Nobody recalculates after a freeze, so neither does the scenario."""
    days = {
        (row.quarter, localdate(row.calculated_at))
        for row in IndicatorStatus.objects.filter(quarter=Quarter(2026, 2))
    }
    assert days == {(Quarter(2026, 2), date(2026, 8, 6))}
