"""What import-linter and ruff cannot see: sizes, rooms, string keys, names, constraints of every model."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from types import ModuleType

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

import funding
from izaportal import core, reporting, web

ROOT = Path(settings.BASE_DIR)
LAYERS = [
    "core",
    "accounts",
    "notices",
    "regions",
    "pillars",
    "projects",
    "kpis",
    "funding",
    "reporting",
    "meetings",
    "imports",
    "web",
    "api",
    "demo",
    "bench",
]
PACKAGES = ["izaportal", "regions", "pillars", "projects", "kpis", "funding"]
PURE = "Regels kennen geen raamwerk, ook niet via een omweg"
APART = "Pagina's lenen niet van elkaar; wat zij delen staat ernaast"
WEB = ROOT / "izaportal" / "web"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
RULES = [
    ROOT / f"{module.replace('.', '/')}.py"
    for contract in CONTRACTS
    if contract["name"] == PURE
    for module in contract["source_modules"]
]
SLOTS = {
    "apps", "models", "choices", "selectors", "services", "filters", "forms", "views", "urls", "tasks",
    "receivers", "admin", "api", "management", "migrations", "events", "__init__",
}  # fmt: skip
MOST_FILE_LINES, MOST_FUNCTION_LINES, MEDIAN_FUNCTION_LINES, MOST_TEMPLATE_LINES = 300, 40, 10, 150
MOST_ARGUMENTS = 6
BANNED_NAMES = re.compile(r"^(utils?|common|helpers?|misc|manager2)$")
OUR_APPS = [
    config
    for config in apps.get_app_configs()
    if ROOT in Path(config.path).parents and ".venv" not in config.path
]
OUR_MODELS = [model for config in OUR_APPS for model in config.get_models()]


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders or PACKAGES:
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_files_stay_within_the_limit():
    files = [*python_files(), *python_files("tests")]
    long = {name_of(p): n for p in files if (n := len(p.read_text().splitlines())) > MOST_FILE_LINES}
    assert long == {}


def test_functions_stay_within_the_limit():
    long = {
        f"{name_of(path)}:{node.name}": size
        for path in python_files()
        for node in functions(path)
        if (size := (node.end_lineno or 0) - node.lineno + 1) > MOST_FUNCTION_LINES
    }
    assert long == {}


def test_half_the_functions_are_short():
    sizes = [(node.end_lineno or 0) - node.lineno + 1 for path in python_files() for node in functions(path)]
    assert median(sizes) <= MEDIAN_FUNCTION_LINES


def test_functions_take_few_arguments():
    many = [
        f"{name_of(path)}:{node.name}"
        for path in python_files()
        for node in functions(path)
        if len([*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs])
        > MOST_ARGUMENTS + (node.name == "__init__")
    ]
    assert many == []


def test_services_take_keywords_after_first():
    """The first may be the batch or row a service works on; an actor is always named."""
    loose = [
        f"{name_of(path)}:{node.name}"
        for path in python_files()
        if "services" in path.parts or path.name == "services.py"
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if len(node.args.args) > 2 or any(argument.arg == "actor" for argument in node.args.args)
    ]
    assert loose == []


def test_templates_stay_within_the_limit():
    long = {
        name_of(path): size
        for path in (ROOT / "templates").rglob("*.html")
        if (size := len(path.read_text().splitlines())) > MOST_TEMPLATE_LINES
    }
    assert long == {}


def test_no_import_hides_in_a_function():
    hidden = [
        f"{name_of(path)}:{node.name}"
        for path in python_files()
        for node in functions(path)
        if any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))
    ]
    assert hidden == []


def test_rules_use_no_float():
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in RULES
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]
    assert found == []


def test_no_module_is_a_junk_drawer():
    assert [name_of(path) for path in python_files() if BANNED_NAMES.match(path.stem)] == []


def test_every_page_is_kept_apart():
    (apart,) = (contract["modules"] for contract in CONTRACTS if contract["name"] == APART)
    assert set(apart) == {f"izaportal.web.{path.parent.name}" for path in WEB.glob("*/urls.py")}


def test_the_map_names_what_pages_share():
    named = set(re.findall(r"`(\w+)`", str(web.__doc__)))
    shared = {
        path.parent.name for path in WEB.glob("*/__init__.py") if not (path.parent / "urls.py").exists()
    }
    shared |= {path.stem for path in WEB.glob("*.py")} - {"__init__", "apps"}
    assert named == shared


def _modules(room: ModuleType) -> set[str]:
    """Modules and packages of a room, also those in its slots; not the slots themselves."""
    folder = Path(str(room.__file__)).parent
    inside = [folder, *(folder / slot for slot in ("models", "selectors", "services", "forms"))]
    return {
        path.stem
        for place in inside
        for path in place.glob("*")
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - {"__init__"}


@pytest.mark.parametrize("room", [core, funding, reporting])
def test_a_large_room_has_a_map(room):
    named = set(re.findall(r"`(\w+)`", str(room.__doc__)))
    kept = SLOTS if room is not core else {"migrations"}
    assert named == _modules(room) - kept


@pytest.mark.parametrize("app", ["regions", "pillars", "projects", "kpis", "funding"])
def test_apps_have_only_known_slots(app):
    """Beside the slots an app holds its pure rules, and nothing else."""
    rules = {path.stem for path in RULES if path.parent.name == app}
    found = {path.stem for path in (ROOT / app).iterdir() if path.name != "__pycache__"}
    assert found - SLOTS - rules == set()


def test_views_and_tasks_touch_no_models():
    """Also in apps whose views import-linter does not know by name yet."""
    touching = [
        f"{name_of(path)}: {module}"
        for path in python_files()
        if path.name in {"views.py", "tasks.py", "urls.py"} or "api" in path.parts
        if path.name != "authentication.py"
        for module in _imported(ast.parse(path.read_text()))
        if re.fullmatch(r"(regions|pillars|projects|kpis|funding|izaportal\.\w+)\.models(\.\w+)?", module)
    ]
    assert touching == []


def _imported(tree: ast.Module) -> Iterator[str]:
    """Modules imported for real; what stands under TYPE_CHECKING is for annotations only."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_tasks_are_a_few_lines():
    long = [
        f"{name_of(path)}:{node.name}"
        for path in python_files()
        if path.name == "tasks.py"
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno + 1 > 10
    ]
    assert long == []


def test_no_foreign_key_points_upward():
    """Not even as a string; AUTH_USER_MODEL is the one exception, and it points downward anyway."""
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in OUR_MODELS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        if isinstance(field.related_model, type) and field.related_model in OUR_MODELS
        if LAYERS.index(field.related_model._meta.app_label) > LAYERS.index(model._meta.app_label)
    ]
    assert upward == []


def test_every_model_has_named_constraints():
    bare = {
        model._meta.label
        for model in OUR_MODELS
        if not model._meta.constraints and not any(f.unique and not f.primary_key for f in model._meta.fields)
    }
    assert bare == set()


def test_every_constraint_says_whose_it_is():
    nameless = [
        constraint.name
        for model in OUR_MODELS
        for constraint in model._meta.constraints
        if not constraint.name.startswith(f"{model._meta.app_label}_")
    ]
    assert nameless == []


def test_migrations_have_a_name():
    automatic = [
        name_of(path)
        for folder in PACKAGES
        for path in (ROOT / folder).rglob("migrations/*.py")
        if re.search(r"_auto_|_alter_", path.name)
    ]
    assert automatic == []
