"""What no tracked file may hold: addresses of package indexes, and places on somebody's machine."""

import re
import subprocess

import pytest

from izaportal.embedded.folder import BASE_DIR

# Written in parts, so that this file passes its own test.
INDEXES = [
    "pypi" + r"\.org",
    "files" + r"\.pythonhosted\.org",
    "registry" + r"\.npmjs\.org",
    "registry" + r"\.yarnpkg\.com",
    "deb" + r"\.debian\.org",
    r"(?i)index" + "[-_]url",
    "--find" + "-links",
    "file:/" + "//",
]
PLACES = [r"(?<![\w.:/~-])/" + folder + r"/[\w.-]+" for folder in ("root", "work", "home", "Users")]
SECRETS = ["BEGIN [A-Z ]*PRIVATE" + " KEY", r"(?:DATABASE|REDIS)_URL=\w+://\w*:\w+@(?!host)"]


def tracked_texts() -> dict[str, str]:
    """Tracked files as text by name; binary ones are left out."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=BASE_DIR, capture_output=True, check=True).stdout
    names = [name for name in listed.decode().split("\0") if name]
    contents = {name: (BASE_DIR / name).read_bytes() for name in names if (BASE_DIR / name).is_file()}
    return {name: data.decode("utf-8") for name, data in contents.items() if b"\0" not in data}


TEXTS = tracked_texts()


def found(pattern: str) -> list[str]:
    """`file:line: text` of every place that matches."""
    expression = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in TEXTS.items()
        if expression.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if expression.search(line)
    ]


@pytest.mark.parametrize("pattern", INDEXES)
def test_no_file_names_an_index(pattern: str) -> None:
    assert found(pattern) == []


@pytest.mark.parametrize("pattern", PLACES)
def test_no_file_names_a_machine(pattern: str) -> None:
    assert found(pattern) == []


@pytest.mark.parametrize("pattern", SECRETS)
def test_no_file_holds_a_secret(pattern: str) -> None:
    assert found(pattern) == []


@pytest.mark.parametrize("name", ["uv.lock", ".env", ".venv/bin/python", ".local/postgres/PG_VERSION"])
def test_git_ignores_what_is_local(name: str) -> None:
    ignored = subprocess.run(["git", "check-ignore", "--quiet", name], cwd=BASE_DIR, check=False)
    assert ignored.returncode == 0


def test_the_patterns_find_what_they_seek() -> None:
    planted = "see https://" + "pypi" + ".org/simple and " + "/" + "work" + "/main"
    assert [pattern for pattern in INDEXES + PLACES if re.search(pattern, planted)] == [INDEXES[0], PLACES[1]]
