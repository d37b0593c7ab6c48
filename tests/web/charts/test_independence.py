"""Charts are drawn from what they are given: pages know them, they know no page."""

import ast
from pathlib import Path

import pytest

from izaportal.web import charts

MODULES = sorted(Path(charts.__path__[0]).glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_chart_knows_no_page(module):
    parts = ast.walk(ast.parse(module.read_text()))
    asked = {node.module or "" for node in parts if isinstance(node, ast.ImportFrom)}
    pages = {name for name in asked if name.startswith("izaportal.web")}
    assert {name for name in pages if not name.startswith(charts.__name__)} == set()
