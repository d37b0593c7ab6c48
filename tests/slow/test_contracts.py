"""Each boundary, broken on purpose in a copy of the house, is caught by name."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow
ROOT = Path(settings.BASE_DIR)
PACKAGES = ("izaportal", "regions", "pillars", "projects", "kpis", "funding")
# (contract, module, the import that breaks it)
BREAKS = [
    ("Een lagere kamer kent geen hogere", "pillars/selectors/plan.py", "import kpis.choices"),
    ("Een lagere kamer kent geen hogere", "izaportal/core/money.py", "import regions.models"),
    ("Een lagere kamer kent geen hogere", "izaportal/demo/load.py", "import izaportal.web.shell"),
    ("Binnen een app", "kpis/selectors/facts.py", "import kpis.services.recompute"),
    ("Regels kennen geen raamwerk", "kpis/status.py", "import django"),
    ("Regels kennen geen raamwerk", "funding/refund.py", "import izaportal.core.clock"),
    ("Celery alleen in taken en ontvangers", "funding/services/ledger.py", "import celery"),
    ("Schermen, API en taken raken geen modellen aan", "izaportal/web/start/views.py", "import kpis.models"),
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_contracts(house: Path) -> list[str]:
    told = subprocess.run(
        [ROOT / ".venv" / "bin" / "lint-imports", "--no-cache"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode in {0, 1}, told.stdout + told.stderr
    return [line for line in told.stdout.splitlines() if " BROKEN" in line]


def test_the_house_itself_is_whole(house):
    assert broken_contracts(house) == []


@pytest.mark.parametrize(("contract", "module", "statement"), BREAKS)
def test_a_broken_contract_is_caught(house, contract, module, statement):
    path = house / module
    path.write_text(f"{path.read_text()}\n{statement}\n")
    assert any(line.startswith(contract) for line in broken_contracts(house))
