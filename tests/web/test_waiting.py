"""A browser test that acts waits for what comes of it before it reads: by `expect`, or a `wait_for`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ACTS = {"click", "dblclick", "check", "uncheck", "select_option", "save", "fill_in_sign_in"}
READS = {
    "violations", "violations_in_both_themes", "excess_per_width", "too_wide", "evaluate", "bounding_box",
    "all", "count", "all_inner_texts", "is_visible", "is_checked", "input_value", "get_attribute", "pdf",
    "goto", "reload", "url",
}  # fmt: skip
MODULES = [path for path in Path(settings.BASE_DIR, "tests").rglob("*.py") if "browser" in path.name]


def called_in(statement: ast.AST) -> set[str]:
    """Names of what a statement calls, and `url` when it reads a page's address."""
    nodes = list(ast.walk(statement))
    functions = [node.func for node in nodes if isinstance(node, ast.Call)]
    found = {function.attr for function in functions if isinstance(function, ast.Attribute)}
    found |= {function.id for function in functions if isinstance(function, ast.Name)}
    return found | {node.attr for node in nodes if isinstance(node, ast.Attribute) and node.attr == "url"}


def in_order(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Statements as they run; of a block its head first, then what stands in it."""
    for statement in body:
        if isinstance(statement, ast.With):
            yield from (item.context_expr for item in statement.items)
            yield from in_order(statement.body)
        elif isinstance(statement, ast.For):
            yield statement.iter
            yield from in_order(statement.body)
        else:
            yield statement


def hasty(source: str) -> list[str]:
    """The statements that read a page on which something has just been done, as they are written."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    waits = {"expect"} | {function.name for function in functions if "expect" in called_in(function)}
    found = []
    for function in functions:
        acted = False
        for statement in in_order(function.body):
            called = called_in(statement)
            waited = bool(called & waits) or any(name.startswith("wait_for") for name in called)
            if acted and not waited and called & READS:
                found.append(ast.unparse(statement))
            acted = bool(called & ACTS) or (acted and not waited)
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_no_browser_test_reads_too_early(module: Path) -> None:
    assert hasty(module.read_text()) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_no_browser_test_asks_a_page_to_evaluate_again(module: Path) -> None:
    """Playwright asks anew by `eval`, which our pages forbid: that works only when it is true at once."""
    assert "wait_for_function" not in module.read_text()


def test_reading_right_after_an_act_is_found() -> None:
    early = "def test(page):\n    page.click('a')\n    assert page.url == '/'\n"
    assert hasty(early) == ["assert page.url == '/'"]
    assert hasty(early.replace("    assert", "    expect(page).to_have_title('b')\n    assert")) == []
