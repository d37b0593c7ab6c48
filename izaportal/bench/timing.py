"""Measuring: medians of repeated calls, and the bare SQL of something as its floor."""

import gc
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from statistics import median, quantiles

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of repeated calls."""

    name: str
    samples: tuple[float, ...]

    @property
    def p50(self) -> float:
        return median(self.samples)

    @property
    def p95(self) -> float:
        return quantiles(self.samples, n=20)[18]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was measured beside its floor."""

    measured: Times
    floor: Times
    aim: float | None = None

    @property
    def ratio(self) -> float:
        return self.measured.p50 / self.floor.p50

    def lines(self) -> list[str]:
        aim = "" if self.aim is None else f", streven ≤ {self.aim:.0f}×"
        return [_line(self.measured), _line(self.floor), f"  verhouding {self.ratio:.1f}×{aim}", ""]


def _line(times: Times) -> str:
    return f"{times.name:<58} p50 {times.p50:8.2f} ms   p95 {times.p95:8.2f} ms   n={len(times.samples)}"


def interleaved(
    calls: dict[str, Callable[[], object]],
    *,
    rounds: int,
    around: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> dict[str, Times]:
    """Every call in turn, round after round, so that all of them meet the same machine.

    `around` prepares and tidies up outside the clock.
    """
    samples: dict[str, list[float]] = {name: [] for name in calls}
    gc.collect()
    for turn in range(rounds + 1):
        for name, call in calls.items():
            with around():
                begun = time.perf_counter()
                call()
                taken = time.perf_counter() - begun
            if turn:  # the first round warms up
                samples[name].append(taken * 1000)
    return {name: Times(name, tuple(found)) for name, found in samples.items()}


def statements_of(call: Callable[[], object]) -> list[str]:
    """The SQL that a call executes, values filled in."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return [query["sql"] for query in captured.captured_queries]


def replay(statements: list[str]) -> None:
    """The same statements without models, rules or templates: read every row, keep none."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
