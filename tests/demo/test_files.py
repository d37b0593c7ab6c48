"""Reading a plan file: exact figures, and a place for whatever cannot be read."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from izaportal.core.errors import Invalid
from izaportal.demo.files import PlanFile, read_plan


def written(folder: Path, text: str | bytes) -> PlanFile:
    path = folder / "plan.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_plan(path)


def test_figures_are_read_exactly(tmp_path: Path) -> None:
    data = written(tmp_path, "a: 10508583.92\nb: 7\nc: 2025-09-01\n").data
    assert data == {"a": Decimal("10508583.92"), "b": 7, "c": date(2025, 9, 1)}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [1, 2\n", 3, "geen geldige YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, "'a' staat er twee keer"),
        ("a: 1\nb: 2025-13-45\n", 2, "geen bestaande datum"),
        ("a: 1\nb: .nan\n", 2, "geen getal"),
        ("a: !!python/object:os.system x\n", 1, "geen geldige YAML"),
        ("- een\n- twee\n", 1, "leeg of bevat geen onderdelen"),
        ("", 1, "leeg of bevat geen onderdelen"),
        (b"a: \xff\xfe\n", None, "geen leesbare tekst"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text, line, message) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        written(tmp_path, text)
    assert [mistake.line for mistake in refused.value.mistakes] == [line]


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"weg\.yaml: het bestand is er niet"):
        read_plan(tmp_path / "weg.yaml")


def test_a_path_has_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, "lijst:\n  - naam: een\n  - naam: twee\n    per:\n      2026: 5\n")
    assert (
        str(file.mistake(("lijst", 1, "per", 2026), "fout")) == "regel 5, plan.yaml: lijst[2].per.2026: fout"
    )
    assert file.mistake(("lijst", 1, "weg"), "fout").line == 3
