"""Every way in which a file can be broken is told as what it is, and changes nothing."""

import pytest
from django.db import connection
from psycopg.sql import SQL, Identifier

from tests.imports.corpus.cells import CELLS
from tests.imports.corpus.files import FILES
from tests.imports.corpus.rules import RULES
from tests.imports.workbooks import looked_at, template

pytestmark = pytest.mark.django_db
CORPUS = [*FILES, *CELLS, *RULES]
TABLES = (
    "projects_project", "kpis_indicator", "kpis_target", "kpis_measurement", "funding_budgetline",
    "funding_expenditure", "core_auditentry", "core_run",
)  # fmt: skip
BY_CONTROLLER = ("boekingen", "begroting")


@pytest.fixture(scope="module")
def templates() -> dict[str, bytes]:
    """Each made once: the demo is the same for all."""
    return {}


def held() -> list[object]:
    """Everything that an import could change."""
    found: list[object] = []
    with connection.cursor() as cursor:
        for table in TABLES:
            whole = "SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t.id), '')) FROM {} t"
            cursor.execute(SQL(whole).format(Identifier(table)))
            found += cursor.fetchall()
    return found


def test_the_corpus_is_large():
    assert len(CORPUS) >= 60
    assert len({case.name for case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_a_broken_file_says_what_it_is(case, templates, viewer_of, programme):
    if case.book not in templates:
        templates[case.book] = template(programme, case.book)
    content = case.make(templates[case.book])
    before = held()
    actor = viewer_of("controller" if case.book in BY_CONTROLLER else "programmamanager")
    checked = looked_at(actor, programme, content)
    fitting = [
        one
        for one in checked.findings.kept
        if case.says in one.what and one.place.startswith(case.place) and one.is_warning is case.is_warning
    ]
    assert fitting, [(one.place, one.what) for one in checked.findings.kept]
    assert all(one.how and one.how.endswith((".", "?")) for one in checked.findings.kept)
    assert (checked.findings.errors == 0) is case.is_warning
    assert held() == before
