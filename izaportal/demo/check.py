"""Holds a plan file against its schema and its references; names every mistake, in Dutch, with its place."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from izaportal.core.errors import Mistake
from izaportal.demo.files import PlanFile

SCHEMAS = Path(__file__).parent / "schemas"
KIND_WORDS = {
    "object": "een groep velden",
    "array": "een lijst",
    "string": "tekst",
    "integer": "een geheel getal",
    "number": "een getal",
    "boolean": "true of false",
    "date": "een datum (jjjj-mm-dd)",
    "null": "leeg",
}


Place = tuple[str | int, ...]
Found = tuple[Place, Any]


def mistakes_in(file: PlanFile, references: Iterable[Mistake] = ()) -> list[Mistake]:
    """Mistakes of schema and references, each once, in the order of the file's lines."""
    found = dict.fromkeys([*schema_mistakes(file), *references])
    return sorted(found, key=lambda mistake: (mistake.line or 0, mistake.place))


def schema_mistakes(file: PlanFile) -> Iterator[Mistake]:
    schema = _schema(str(file.data.get("schema", "")) or file.name)
    if schema is None:
        yield file.mistake((), "onbekende soort bestand: het veld 'schema' ontbreekt of is niet bekend")
        return
    for error in schema.iter_errors(file.data):
        yield from _mistakes_of(file, error)


def found_at(file: PlanFile, pattern: str) -> Iterator[Found]:
    """Everything at a path such as `initiatives.*.submitters.*`, with its place; `~` stands for the keys.

    What is not there, or has another shape, is passed over: that is the schema's to say.
    """
    yield from _walk(file.data, tuple(pattern.split(".")), ())


def ids_at(file: PlanFile, *patterns: str) -> set[Any]:
    return {value for pattern in patterns for _, value in found_at(file, pattern) if _is_id(value)}


def unknown_at(file: PlanFile, patterns: Iterable[str], known: Iterable[Any], what: str) -> Iterator[Mistake]:
    """A mistake for every id at these paths that is not one of the known ones; None refers to nothing."""
    allowed = set(known)
    for pattern in patterns:
        for path, value in found_at(file, pattern):
            if _is_id(value) and value not in allowed:
                yield file.mistake(path, f"{what} {value!r} is onbekend")


def repeated_at(file: PlanFile, *patterns: str) -> Iterator[Mistake]:
    """A mistake for every id that was used before at the same path."""
    for pattern in patterns:
        seen: set[Any] = set()
        for path, value in found_at(file, pattern):
            if _is_id(value) and value in seen:
                yield file.mistake(path, f"{value!r} komt twee keer voor")
            elif _is_id(value):
                seen.add(value)


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int)


def _walk(node: Any, steps: tuple[str, ...], path: Place) -> Iterator[Found]:
    if not steps:
        yield path, node
    elif steps[0] == "~":
        yield from (((*path, key), key) for key in node) if isinstance(node, dict) else ()
    else:
        for step in _steps(node, steps[0]):
            yield from _walk(node[step], steps[1:], (*path, step))


def _steps(node: Any, step: str) -> list[Any]:
    """The keys or positions of a node that a step of the pattern stands for."""
    if isinstance(node, dict):
        return list(node) if step == "*" else [step] if step in node else []
    return list(range(len(node))) if isinstance(node, list) and step == "*" else []


@cache
def _schema(name: str) -> Draft202012Validator | None:
    source = SCHEMAS / f"{name.replace('/', '-').removesuffix('.yaml')}.yaml"
    if not source.exists():
        return None
    checker = Draft202012Validator.TYPE_CHECKER.redefine("date", lambda _, value: isinstance(value, date))
    schema = yaml.safe_load(source.read_text(encoding="utf-8"))
    with_dates: Any = extend(Draft202012Validator, type_checker=checker)  # type: ignore[no-untyped-call]  # the library has no annotation here
    validator: Draft202012Validator = with_dates(schema)
    return validator


def _mistakes_of(file: PlanFile, error: ValidationError) -> Iterator[Mistake]:
    path = tuple(error.absolute_path)
    if error.validator in {"anyOf", "oneOf"} and error.context:
        yield file.mistake(
            path,
            "past bij geen van de toegestane vormen: "
            + "; ".join(sorted({_message(inner) for inner in error.context})),
        )
        return
    yield file.mistake(path, _message(error))


def _message(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    messages: dict[str, Callable[[], str]] = {
        "required": lambda: _missing(error),
        "type": lambda: f"moet {_kinds(wanted)} zijn, maar is {error.instance!r}",
        "enum": lambda: f"{error.instance!r} is geen van: {', '.join(map(str, wanted))}",
        "pattern": lambda: f"{error.instance!r} heeft niet de vorm {wanted}",
        "additionalProperties": lambda: _surplus(error),
        "minimum": lambda: f"{error.instance} is minder dan {wanted}",
        "maximum": lambda: f"{error.instance} is meer dan {wanted}",
        "minItems": lambda: f"moet minstens {wanted} onderdelen hebben",
        "minLength": lambda: "mag niet leeg zijn",
        "maxLength": lambda: f"is langer dan {wanted} tekens",
        "const": lambda: f"moet {wanted!r} zijn, maar is {error.instance!r}",
        "dependentRequired": lambda: "mist een veld dat hier bij hoort",
        "maxItems": lambda: f"mag hoogstens {wanted} onderdelen hebben",
    }
    return messages.get(str(error.validator), lambda: f"voldoet niet aan {error.validator}: {wanted}")()


def _missing(error: ValidationError) -> str:
    wanted, given = cast("list[str]", error.validator_value), cast("dict[str, Any]", error.instance)
    absent = [name for name in wanted if name not in given]
    return f"mist {' en '.join(repr(name) for name in absent)}"


def _surplus(error: ValidationError) -> str:
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    given = cast("dict[str, Any]", error.instance)
    return f"kent geen {' en '.join(repr(name) for name in given if name not in known)}"


def _kinds(wanted: str | list[str]) -> str:
    names = [wanted] if isinstance(wanted, str) else wanted
    return " of ".join(KIND_WORDS.get(name, name) for name in names)
