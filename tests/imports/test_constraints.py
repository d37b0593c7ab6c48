"""Rules that the database keeps for imports, each broken on purpose."""

import pytest

from izaportal.imports.choices import ImportState
from tests.factories.imports import ImportedRowFactory, ImportFactory
from tests.factories.refusals import Breaks, execute, insert_only_refuses, making, refusal, rules_of

pytestmark = pytest.mark.django_db
GUARDS = {"imports_importedrow_insert_only", "imports_import_facts_fixed"}  # broken below


def same_file_twice() -> None:
    first = ImportFactory.create()
    ImportFactory.create(programme=first.programme, sha256=first.sha256)


BREAKS: Breaks = {
    "imports_import_file_once": same_file_twice,
    "imports_import_hash_whole": making(ImportFactory, sha256="kort"),
    "imports_import_size_positive": making(ImportFactory, size=0),
    "imports_import_applied_has_reason": making(ImportFactory, state=ImportState.APPLIED),
    "imports_import_undone_has_reason": making(ImportFactory, state=ImportState.UNDONE),
    "imports_row_named": making(ImportedRowFactory, row_id=""),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert {*BREAKS, *GUARDS} == rules_of("imports")


def test_rows_of_an_import_only_grow():
    said = "tabel imports_importedrow is alleen om toe te voegen"
    assert insert_only_refuses(ImportedRowFactory.create, "before") == [
        f"{said}: UPDATE geweigerd",
        f"{said}: DELETE geweigerd",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE imports_import SET sha256 = repeat('a', 64) WHERE id = %s",
        "UPDATE imports_import SET file = 'elders' WHERE id = %s",
        "UPDATE imports_import SET file_name = 'anders.xlsx' WHERE id = %s",
        "UPDATE imports_import SET uploaded_at = now() WHERE id = %s",
        "DELETE FROM imports_import WHERE id = %s",
    ],
)
def test_what_was_handed_in_stands(statement):
    row = ImportFactory.create()
    assert "staat vast" in refusal(lambda: execute(statement, row.pk))
