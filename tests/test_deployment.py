"""What can be known about the deployment without an engine to run it."""

import re
import subprocess
import sys
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.urls import resolve

from izaportal.embedded import postgres, valkey
from izaportal.embedded.binaries import postgres_folder, valkey_server
from izaportal.embedded.folder import BASE_DIR

COMPOSE_TEXT = (BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8")
SERVICES: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)["services"]
CONTAINERFILE = (BASE_DIR / "Containerfile").read_text(encoding="utf-8")
EXAMPLE = (BASE_DIR / ".env.example").read_text(encoding="utf-8")
GUIDE = (BASE_DIR / "docs" / "deploy.md").read_text(encoding="utf-8")


def major(image: str) -> str:
    return image.rpartition(":")[2].partition(".")[0]


def version_of(*argv: str) -> str:
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout


def pinned(lock: str) -> set[str]:
    """The `name==version` lines of a lock file."""
    text = (BASE_DIR / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.\[\]-]+==[^\s;]+)", text, flags=re.MULTILINE))


def test_the_compose_file_fits_its_schema() -> None:
    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            "vendor.compose-spec",
            "docker-compose.yml",
        ],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_needed_services_are_there() -> None:
    assert set(SERVICES) == {"migrate", "web", "worker", "worker-long", "beat", "postgres", "valkey"}


def test_postgres_majors_are_equal() -> None:
    embedded = version_of(str(postgres_folder() / "postgres"), "--version")
    assert re.search(r"\) (\d+)\.", embedded).group(1) == postgres.MAJOR  # type: ignore[union-attr]  # or it fails
    assert SERVICES["postgres"]["image"] == f"postgres:{postgres.MAJOR}"


def test_valkey_majors_are_equal() -> None:
    embedded = version_of(str(valkey_server()), "--version")
    assert re.search(r"v=(\d+)\.", embedded).group(1) == valkey.MAJOR  # type: ignore[union-attr]  # or it fails
    assert major(SERVICES["valkey"]["image"]) == valkey.MAJOR


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_each_service_reports_its_health(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "worker-long", "beat"])
def test_the_schema_comes_before_services(name: str) -> None:
    waits = SERVICES[name]["depends_on"]
    assert waits["migrate"]["condition"] == "service_completed_successfully"
    assert waits["valkey"]["condition"] == "service_healthy"


def test_the_health_check_asks_an_existing_page() -> None:
    script = " ".join(SERVICES["web"]["healthcheck"]["test"])
    found = re.search(r"127\.0\.0\.1:8000(/\S*?)\"", script)
    assert found is not None
    assert resolve(found.group(1)).url_name == "health"


def test_data_live_in_named_volumes() -> None:
    volumes = yaml.safe_load(COMPOSE_TEXT)["volumes"]
    used = {
        volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])
    }
    assert used == set(volumes)


def test_no_secret_has_a_default() -> None:
    for name in ("POSTGRES_PASSWORD", "VALKEY_PASSWORD", "IZAPORTAL_SECRET_KEY"):
        spelled = re.findall(rf"(?<!\$)\$\{{{name}([^}}]*)\}}", COMPOSE_TEXT)
        assert spelled, name
        assert all(rest.startswith(":?") for rest in spelled), name
        assert re.search(rf"^{name}=$", EXAMPLE, flags=re.MULTILINE), name


def test_every_variable_is_explained() -> None:
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE_TEXT))
    assert asked == set(re.findall(r"^(\w+)=", EXAMPLE, flags=re.MULTILINE))
    assert {name for name in asked if f"`{name}`" not in GUIDE} == set()


def test_every_setting_is_documented() -> None:
    settings = (BASE_DIR / "izaportal" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"environ(?:\.get\(|\[)\s*\"(\w+)\"", settings))
    assert read
    assert {name for name in read if f"`{name}`" not in GUIDE} == set()


def test_compose_and_settings_agree() -> None:
    """A variable that compose passes and nobody reads is a promise that is not kept."""
    code = "".join(path.read_text(encoding="utf-8") for path in (BASE_DIR / "izaportal").rglob("*.py"))
    passed = set(SERVICES["web"]["environment"])
    assert {name for name in passed if f'"{name}"' not in code} == set()


def test_the_image_installs_by_hash() -> None:
    assert re.findall(r"pip install (?!.*--require-hashes)", CONTAINERFILE) == []
    assert CONTAINERFILE.count("pip install") == 1
    assert "USER izaportal" in CONTAINERFILE
    assert CONTAINERFILE.count("FROM python:3.") == 2


def test_the_commands_name_existing_applications() -> None:
    assert "izaportal.wsgi:application" in CONTAINERFILE
    assert SERVICES["worker"]["command"][:3] == ["celery", "--app=izaportal", "worker"]
    assert SERVICES["beat"]["command"][:3] == ["celery", "--app=izaportal", "beat"]


def test_every_queue_has_its_worker() -> None:
    routes: Any = settings.CELERY_TASK_ROUTES
    queues = {route["queue"] for route in routes.values() if "queue" in route}
    commands = [service.get("command", ()) for service in SERVICES.values()]
    taken = {
        word.removeprefix("--queues=") for command in commands for word in command if "--queues=" in word
    }
    assert queues == taken == {"long"}
    assert "--queues=long" in GUIDE


def test_tests_run_on_what_runs() -> None:
    assert pinned("requirements.lock") - pinned("requirements-dev.lock") == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_is_hashed(lock: str) -> None:
    text = (BASE_DIR / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if re.match(r"[\w.-]+==", line)]
    assert lines
    assert [line for line in lines if "--hash=sha256:" not in line] == []
