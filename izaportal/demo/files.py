"""Reads a plan file: decimals stay decimals, and every value can be traced back to its line."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from izaportal.core.errors import Invalid, Mistake

DATA = Path(__file__).parent / "data"


class _PlanLoader(yaml.CSafeLoader):
    """Safe YAML without floats and without keys that are given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        for position, (key, _) in enumerate(node.value):
            if key.value in keys[:position]:
                raise yaml.constructor.ConstructorError(
                    None, None, f"sleutel {key.value!r} staat er twee keer", key.start_mark
                )
        return super().construct_mapping(node, deep)


def _decimal(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> Decimal:
    try:
        return Decimal(str(loader.construct_scalar(node)).replace("_", ""))
    except InvalidOperation as error:
        raise _unreadable(node, "geen getal") from error


def _day(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> date:
    try:
        day: date = loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise _unreadable(node, "geen bestaande datum") from error
    return day


def _unreadable(node: yaml.ScalarNode, why: str) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, f"{node.value!r} is {why}", node.start_mark)


_PlanLoader.add_constructor("tag:yaml.org,2002:float", _decimal)
_PlanLoader.add_constructor("tag:yaml.org,2002:timestamp", _day)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The content of a file, with the syntax tree behind it."""

    name: str
    data: dict[str, Any]
    tree: yaml.Node

    def mistake(self, path: Sequence[str | int], message: str) -> Mistake:
        """A mistake at a path such as ("kpis", 3, "targets", 2026), with its line."""
        return Mistake(f"{self.name}: {_readable(path)}", message, self._line(path))

    def _line(self, path: Sequence[str | int]) -> int:
        node, line = self.tree, self.tree.start_mark.line
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            line, node = child
        return int(line) + 1


def read_plan(path: Path) -> PlanFile:
    """Raises Invalid when the file is absent or no YAML mapping."""
    try:
        loader = _PlanLoader(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Invalid([Mistake(path.name, "het bestand is er niet")]) from error
    except UnicodeDecodeError as error:
        raise Invalid([Mistake(path.name, "het bestand is geen leesbare tekst (UTF-8)")]) from error
    try:
        tree = loader.get_single_node()
        data = loader.construct_document(tree) if tree is not None else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise Invalid([Mistake(path.name, f"geen geldige YAML: {error.problem}", line)]) from error
    finally:
        loader.dispose()
    if tree is None or not isinstance(data, dict):
        raise Invalid([Mistake(path.name, "het bestand is leeg of bevat geen onderdelen", 1)])
    return PlanFile(path.name, data, tree)


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    """The node and the line it begins on; for a field that is the line of its name."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    if isinstance(node, yaml.MappingNode):
        fields = ((key.start_mark.line, value) for key, value in node.value if key.value == str(step))
        return next(fields, None)
    return None


def _readable(path: Sequence[str | int]) -> str:
    """Items count from 1, as people do: `kpis[4].targets.2026`."""
    text = "".join(f"[{step + 1}]" if isinstance(step, int) and step < 1900 else f".{step}" for step in path)
    return text.lstrip(".") or "bestand"
