"""What the pages for developers name is there: files, sections, words of the code."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from izaportal.embedded.folder import BASE_DIR
from tests.test_repository import TEXTS

PAGES = {name: text for name, text in TEXTS.items() if name.endswith(".md") and name != "CHANGELOG.md"}
DOMAIN = PAGES["docs/domain.md"]
# A path has a folder and an ending, or ends as a folder; what is made or kept elsewhere begins with a dot.
PATH = re.compile(r"`((?:\w[\w-]*/)+(?:[\w-]+\.(?:py|html|js|css|md|yaml|typ))?)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
ROOTS = ("", "izaportal", "izaportal/web", "templates")


def named_paths() -> Iterator[tuple[str, str]]:
    for page, text in PAGES.items():
        yield from ((page, path) for path in PATH.findall(text))


@pytest.mark.parametrize(("page", "path"), sorted(set(named_paths())))
def test_a_named_file_is_there(page: str, path: str) -> None:
    roots = (*ROOTS, str(Path(page).parent))
    assert any((BASE_DIR / root / path).exists() for root in roots)


def test_links_lead_to_files() -> None:
    broken = [
        f"{page}: {link}"
        for page, text in PAGES.items()
        for link in LINK.findall(text)
        if not (BASE_DIR / page).parent.joinpath(link).exists()
    ]
    assert broken == []


def test_cited_sections_of_the_domain_are_there() -> None:
    sections = set(re.findall(r"^## (\d)\. ", DOMAIN, re.MULTILINE))
    cited = {number for text in TEXTS.values() for number in re.findall(r"domain\.md\)? \(?§(\d)", text)}
    assert cited <= sections
    assert cited, "the rules say which section they carry out"


def test_words_of_the_domain_are_models() -> None:
    """Of the table of words: whatever is written as a class is one of ours."""
    (table,) = re.findall(r"^\| on screen \| in code .*?\n\n", DOMAIN, re.MULTILINE | re.DOTALL)
    named = {word.partition(".")[0] for word in re.findall(r"`([A-Z][a-z]\w+(?:\.\w+)?)`", table)}
    known = {model.__name__ for model in apps.get_models()} | {"Quarter", "Source"}
    assert named <= known


def test_every_decision_has_its_number_and_state() -> None:
    decisions = {Path(name).name: text for name, text in PAGES.items() if name.startswith("docs/adr/")}
    numbers = sorted(int(name[:4]) for name in decisions)
    assert numbers == list(range(1, len(decisions) + 1))
    for name, text in decisions.items():
        assert re.match(rf"# {int(name[:4])}\. .+\n\nStatus: accepted, \d{{4}}-\d\d-\d\d\n", text), name
