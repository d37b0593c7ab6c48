"""The checkout, and what its data folder remembers about the way it is used."""

import json
from collections.abc import Mapping
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]


def remember_environment(local: Path, environment: Mapping[str, str]) -> None:
    """Note that this folder holds the demo: commands on the same data later live on the demo's day."""
    (local / "environment.json").write_text(json.dumps(dict(environment), indent=2), encoding="utf-8")


def remembered_environment(local: Path) -> dict[str, str]:
    try:
        noted = json.loads((local / "environment.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return {str(name): str(value) for name, value in noted.items()}
