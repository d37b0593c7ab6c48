"""A wrong file names every mistake with its path and line, in Dutch."""

from pathlib import Path

import pytest

from izaportal.core.errors import Mistake
from izaportal.demo.check import found_at, ids_at, repeated_at, unknown_at
from izaportal.demo.files import DATA, PlanFile, read_plan
from izaportal.demo.plans.impact import load as impact
from izaportal.demo.plans.nml_o import load as nml_o
from izaportal.demo.plans.nml_regioplan import load as nml
from izaportal.demo.plans.zuid_limburg import load as zuid_limburg
from tests.demo.mistakes import IMPACT, NML, ZUID


def spoiled(folder: Path, name: str, changes) -> PlanFile:
    text = (DATA / name).read_text(encoding="utf-8")
    for old, new, *_ in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, encoding="utf-8")
    return read_plan(folder / name)


def require_all(found: list[Mistake], changes) -> None:
    for _, new, place, message in changes:
        said = [m for m in found if m.place.endswith(place) and message in m.message]
        assert said, f"{place}: {message} niet genoemd in {[str(m) for m in found]}"
        assert all(mistake.line and mistake.line > 1 for mistake in said), new


def test_the_files_themselves_are_right() -> None:
    plans = {
        name: read_plan(DATA / f"{name}.yaml") for name in ("nml-regioplan", "zuid-limburg", "impactkaart")
    }
    nml_o_plan = read_plan(DATA / "nml-o-transformatieplan.yaml")
    assert nml_o.mistakes(nml_o_plan, read_plan(DATA / "demo-scenario.yaml")) == []
    assert nml.mistakes(plans["nml-regioplan"], nml_o_plan) == []
    assert zuid_limburg.mistakes(plans["zuid-limburg"]) == []
    assert impact.mistakes(plans["impactkaart"]) == []


def test_sixteen_mistakes_are_named_at_once(tmp_path: Path) -> None:
    file = spoiled(tmp_path, "nml-regioplan.yaml", NML)
    found = nml.mistakes(file, read_plan(DATA / "nml-o-transformatieplan.yaml"))
    require_all(found, NML)
    assert [mistake.line for mistake in found] == sorted(mistake.line or 0 for mistake in found)


def test_every_mistake_has_its_own_line(tmp_path: Path) -> None:
    file = spoiled(tmp_path, "nml-regioplan.yaml", NML)
    text = (tmp_path / file.name).read_text(encoding="utf-8").splitlines()
    found = nml.mistakes(file, read_plan(DATA / "nml-o-transformatieplan.yaml"))
    by_place = {mistake.place: text[(mistake.line or 0) - 1] for mistake in found}
    assert "GM9999" in by_place["nml-regioplan.yaml: municipalities[2].cbs_code"]
    assert "wa-x3" in by_place["nml-regioplan.yaml: work_agenda.actions[5].depends_on[2]"]
    assert "i284" in by_place["nml-regioplan.yaml: initiatives[86].duplicate_of"]


def test_mistakes_in_the_plan_of_zuid_limburg(tmp_path: Path) -> None:
    file = spoiled(tmp_path, "zuid-limburg.yaml", ZUID)
    require_all(zuid_limburg.mistakes(file), ZUID)


def test_mistakes_in_the_impact_map(tmp_path: Path) -> None:
    file = spoiled(tmp_path, "impactkaart.yaml", IMPACT)
    require_all(impact.mistakes(file), IMPACT)


def test_mistakes_in_the_nml_o_plan(tmp_path: Path) -> None:
    changes = (
        ("code: GM0889", "code: GM1711", "municipalities[3].code", "'GM1711' komt twee keer voor"),
        (
            "lead_municipality: GM",
            "lead_municipality: XX",
            "programme.lead_municipality",
            "heeft niet de vorm",
        ),
        ("severity: hoog", "severity: hevig", "severity", "geen van: hoog, midden, laag"),
    )
    file = spoiled(tmp_path, "nml-o-transformatieplan.yaml", changes)
    require_all(nml_o.mistakes(file, read_plan(DATA / "demo-scenario.yaml")), changes)


def test_bounds_must_fit_the_notation(tmp_path: Path) -> None:
    changes = (("min: 480, max: 720", "min: 500, max: 720", "targets.2025", "betekent 480 tot 720"),)
    file = spoiled(tmp_path, "nml-o-transformatieplan.yaml", changes)
    require_all(nml_o.mistakes(file, read_plan(DATA / "demo-scenario.yaml")), changes)


@pytest.fixture
def small(tmp_path: Path) -> PlanFile:
    (tmp_path / "klein.yaml").write_text(
        "dingen:\n  - {id: a, naar: [b, c]}\n  - {id: a, naar: niets}\n  - tekst\nper: {a: 1, z: 2}\n"
    )
    return read_plan(tmp_path / "klein.yaml")


def test_patterns_pass_over_other_shapes(small: PlanFile) -> None:
    assert [value for _, value in found_at(small, "dingen.*.naar.*")] == ["b", "c"]
    assert list(found_at(small, "dingen.*.naar.*.verder")) == []
    assert ids_at(small, "dingen.*.id", "per.~") == {"a", "z"}


def test_unknown_and_repeated_ids_are_named(small: PlanFile) -> None:
    unknown = list(unknown_at(small, ["per.~", "dingen.*.naar.*"], {"a", "b"}, "ding"))
    assert [(mistake.place, mistake.line) for mistake in unknown] == [
        ("klein.yaml: per.z", 5),
        ("klein.yaml: dingen[1].naar[2]", 2),
    ]
    assert [mistake.line for mistake in repeated_at(small, "dingen.*.id")] == [3]


def test_an_unknown_file_is_refused(small: PlanFile) -> None:
    assert "onbekende soort bestand" in zuid_limburg.mistakes(small)[0].message


def test_the_scenario_fits_the_plan(tmp_path: Path) -> None:
    changes = (
        ("meeting: '2026-02-26'", "meeting: '2026-02-27'", "decisions[1].meeting", "2026-02-27' is onbekend"),
        ("      zs-1: '80000.00'", "      zs-9: '80000.00'", "2025-Q3.zs-9", "hoort niet bij deze subsidie"),
        ("  - id: rdg-3\n", "  - id: rdg-2\n", "payment_conditions[3].id", "komt twee keer voor"),
    )
    file = spoiled(tmp_path, "demo-scenario.yaml", changes)
    require_all(nml_o.mistakes(read_plan(DATA / "nml-o-transformatieplan.yaml"), file), changes)
