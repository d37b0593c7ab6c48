import json
import time
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from kombu.exceptions import OperationalError

from izaportal.core import runs
from izaportal.core.errors import Refused
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.embedded.children import Child
from izaportal.embedded.worker import worker_at_hand
from izaportal.reporting.services.recalculation import KIND, ask_for, ask_for_all
from izaportal.reporting.tasks import recalculate
from pillars.models import Programme
from pillars.selectors import programmes
from pillars.services.periods import require_writable

ASKED_BY, ASKED_FOR = "manage.py recompute", "opdracht"
POLL_SECONDS = 0.1
PING_SECONDS = 1.0
ENDED = (RunState.DONE, RunState.FAILED)


class Command(BaseCommand):
    help = "Herberekent indicatoren, afrekenrisico en aandelen door de worker, en wacht tot het klaar is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--programme", metavar="nml-o", help="het programma")
        parser.add_argument(
            "--quarter", metavar="2026-Q3", help="het kwartaal; met --all: vanaf dit kwartaal"
        )
        parser.add_argument(
            "--all",
            action="store_true",
            help="alle open kwartalen van het programma, of van alle programma's",
        )
        parser.add_argument("--json", action="store_true", help="druk de uitkomst af als JSON")
        parser.add_argument(
            "--timeout", type=int, default=600, metavar="SECONDEN", help="hoe lang te wachten"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            ended = _carried_out(options)
        except Refused as refusal:
            if options["json"]:
                self.stdout.write(json.dumps({"runs": [], "refused": str(refusal)}, ensure_ascii=False))
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_as_json(ended) if options["json"] else _as_table(ended))
        wrong = sum(1 for run in ended if run.state != RunState.DONE or run.failed)
        if wrong:
            raise CommandError(
                f"{wrong} van {len(ended)} herberekeningen {'is' if wrong == 1 else 'zijn'} mislukt."
            )


def _carried_out(options: dict[str, Any]) -> list[Run]:
    """Ask, send and wait. Raises Refused with the reason when nothing can be asked or nobody does it."""
    asked = _ask(options["programme"], options["quarter"], everything=options["all"])
    if not asked:
        return []
    with worker_at_hand(somebody_works=_somebody_works()) as own_worker:
        for run in asked:
            recalculate.delay(str(run.pk))
        return _wait(asked, own_worker, give_up=time.monotonic() + options["timeout"])


def _somebody_works() -> bool:
    """Whether a worker takes this kind of job. Raises Refused when the broker does not answer."""
    app = recalculate.app
    try:
        answers = app.control.inspect(timeout=PING_SECONDS).active_queues() or {}
    except (OperationalError, OSError) as error:
        raise Refused(
            "De broker (Valkey) antwoordt niet; wat gevraagd is blijft staan tot hij er weer is."
        ) from error
    taken = {queue["name"] for queues in answers.values() for queue in queues}
    return app.conf.task_default_queue in taken


@transaction.atomic
def _ask(slug: str | None, key: str | None, *, everything: bool) -> list[Run]:
    quarter = _quarter(key)
    if slug is None:
        if not everything or quarter is not None:
            raise Refused("Noem een programma en een kwartaal, of vraag alles met --all.")
        return ask_for_all(asked_by=ASKED_BY, asked_for=ASKED_FOR)
    programme = _programme(slug)
    if everything:
        return ask_for(programme, since=quarter, asked_by=ASKED_BY, asked_for=ASKED_FOR)
    if quarter is None:
        raise Refused("Noem een kwartaal, of vraag alle open kwartalen met --all.")
    if not programmes.periods(Viewer.system(ASKED_BY), programme).filter(quarter=quarter).exists():
        raise Refused(f"{programme.short_name} heeft geen rapportageperiode {quarter.label}.")
    require_writable(programme, quarter)
    return [runs.ask(KIND, programme=slug, quarter=quarter, asked_by=ASKED_BY, asked_for=ASKED_FOR)]


def _quarter(key: str | None) -> Quarter | None:
    try:
        return None if key is None else Quarter.parse(key)
    except ValueError as mistake:
        raise Refused(f"Dat is {mistake}.") from mistake


def _programme(slug: str) -> Programme:
    try:
        return programmes.programme(Viewer.system(ASKED_BY), slug)
    except Programme.DoesNotExist as missing:
        raise Refused(f"Er is geen programma {slug}.") from missing


def _wait(asked: Sequence[Run], own_worker: Child | None, *, give_up: float) -> list[Run]:
    """The rows once all of them have ended; they are the truth, not what the broker says."""
    rows = Run.objects.filter(pk__in=[run.pk for run in asked]).order_by("programme", "quarter")
    while rows.exclude(state__in=ENDED).exists():
        if own_worker is not None and not own_worker.alive:
            raise Refused(f"De worker stopte:\n{own_worker.last_words()}")
        if time.monotonic() > give_up:
            raise Refused("Het duurt te lang; de opdrachten blijven staan en worden later opgepakt.")
        time.sleep(POLL_SECONDS)
    return list(rows.all())


def _as_table(ended: Sequence[Run]) -> str:
    if not ended:
        return "Geen open kwartalen."
    lines = [f"{'programma':<24}{'kwartaal':<10}{'bekeken':>8}{'gewijzigd':>11}{'mislukt':>9}{'duur':>9}"]
    for run in ended:
        lines.append(
            f"{run.programme:<24}{run.quarter!s:<10}{run.looked_at:>8}{run.changed:>11}{run.failed:>9}"
            f"{_seconds(run).replace('.', ',') + ' s':>9}"
        )
        lines += [f"  {failure['what']}: {failure['why']}" for failure in run.failures]
    return "\n".join(lines)


def _as_json(ended: Sequence[Run]) -> str:
    listed = [
        {
            "id": str(run.pk),
            "programme": run.programme,
            "quarter": str(run.quarter),
            "state": run.state,
            "lookedAt": run.looked_at,
            "changed": run.changed,
            "failed": run.failed,
            "failures": run.failures,
            "seconds": _seconds(run),
        }
        for run in ended
    ]
    totals = {name: sum(getattr(run, column) for run in ended) for name, column in COUNTS.items()}
    return json.dumps({"runs": listed, **totals}, ensure_ascii=False, indent=2)


COUNTS = {"lookedAt": "looked_at", "changed": "changed", "failed": "failed"}


def _seconds(run: Run) -> str:
    """From start to end, "0.12"; of a run that never began "0.00"."""
    if run.started_at is None or run.finished_at is None:
        return "0.00"
    return f"{(run.finished_at - run.started_at).total_seconds():.2f}"
