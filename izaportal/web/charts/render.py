"""Specs to SVG, in a child process that is gone when its charts are drawn.

Measured with vl-convert 1.9 on CPython 3.11 (resident memory): the import adds 9 MB, the first chart 63 MB
more (V8 and Vega), and 4 MB a chart after that until it collects. That is over the 60 MB a web process may
spend on something a page hardly ever needs, and V8's threads do not survive the fork of a Celery worker. So
nobody but :mod:`izaportal.web.charts.engine` imports it: the job that stores results draws beforehand (one
child for all charts), pages look up, and a page that misses pays for one child: 0.4 s for a chart, 0.6 s
for twenty.
"""

import hashlib
import json
import subprocess
import sys
from base64 import b64decode
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from izaportal.web.charts.model import Spec
from izaportal.web.charts.svg import SvgError, finish

ENGINE = Path(__file__).with_name("engine.py")
TIMEOUT = 60
"""Seconds for one batch; a chart takes 0.02 s after a start of 0.4 s."""

REVISION = 1
"""Raise when engine.py or svg.py draws the same spec differently."""

RENDERER = f"{REVISION}-{version('vl-convert-python')}"


class RenderError(RuntimeError):
    """A chart could not be drawn; the message says why."""


def canonical(spec: Spec) -> str:
    """Sorted keys, no spaces, UTF-8 letters as they are."""
    return json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def chart_key(spec: Spec) -> str:
    """SHA-256 of the canonical spec: the same figures give the same key, today and on another machine."""
    return hashlib.sha256(canonical(spec).encode()).hexdigest()


def render(spec: Spec) -> str:
    """One chart as SVG for in a page; RenderError when it cannot be drawn."""
    (drawing,) = render_all([spec])
    if isinstance(drawing, RenderError):
        raise drawing
    return drawing


def render_all(specs: Sequence[Spec]) -> list[str | RenderError]:
    """All charts by one child, in order; a chart that fails is its error and stops no other chart."""
    if not specs:
        return []
    return [
        _finished(spec, answer)
        for spec, answer in zip(specs, ask_child(json.dumps(list(specs))), strict=True)
    ]


def render_png(svg: str) -> bytes:
    """A picture with its own size and colours as pixels; RenderError when it cannot be drawn.

    Its text must be in Liberation Sans, the one font that the renderer brings along.
    """
    (answer,) = ask_child(json.dumps([{"svg": svg}]))
    if "error" in answer:
        raise RenderError(answer["error"])
    return b64decode(answer["png"])


def ask_child(request: str) -> list[dict[str, str]]:
    """The answers of one child, as engine.py tells; RenderError when it gives none."""
    command = [sys.executable, "-I", str(ENGINE)]
    try:
        child = subprocess.run(  # noqa: S603 - our own file, the specs go in by stdin
            command,
            input=request,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"De tekenaar was na {TIMEOUT} s niet klaar") from error
    except subprocess.CalledProcessError as error:
        raise RenderError(f"De tekenaar stopte met {error.returncode}: {error.stderr[-500:]}") from error
    answers: list[dict[str, str]] = json.loads(child.stdout)
    return answers


def _finished(spec: Spec, answer: dict[str, str]) -> str | RenderError:
    if "error" in answer:
        return RenderError(answer["error"])
    try:
        return finish(answer["svg"], spec=spec, name=f"ch-{chart_key(spec)[:12]}")
    except SvgError as error:
        return RenderError(str(error))
