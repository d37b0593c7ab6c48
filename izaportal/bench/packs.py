"""The board pack of a programme of 200 projects, 1,000 indicators and 12 quarters, made by its own job."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db import transaction

from funding.selectors.risk_rows import RiskRow
from izaportal.bench.portfolio import add_projects
from izaportal.core.models import Run
from izaportal.core.progress import Progress
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import Freeze, ProjectStanding
from izaportal.reporting.selectors.basis import ResultRow
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.freezes import versions
from izaportal.reporting.selectors.packs import Wanted
from izaportal.reporting.selectors.snapshot import Snapshot, hash_of, snapshot_of, text_of
from izaportal.reporting.services.packs import Made, ask_for_pack, carry_out
from izaportal.web.documents.contents import BUILDER
from izaportal.web.documents.making import Tell, build
from kpis.selectors.status_rows import StatusRow
from pillars.models import Programme

PROJECTS, INDICATORS, QUARTERS = 200, 1000, 12
MOST_SECONDS = 30
MAKER = Viewer.system("bench")
SMALLEST = 1024


@dataclass
class Clock:
    """When each step of the job began."""

    steps: list[tuple[str, float]] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    def build(self, wanted: Wanted, tell: Tell) -> Iterator[Made]:
        def heard(told: Progress) -> None:
            self.steps.append((told.step, time.perf_counter()))
            tell(told)

        for made in build(wanted, heard):
            self.sizes[made.kind.value] = len(made.content)
            yield made
        self.steps.append(("Bewaren", time.perf_counter()))

    def lines(self, ended: float) -> Iterator[str]:
        whole = ended - self.steps[0][1]
        size = f"{PROJECTS} projecten, {INDICATORS} indicatoren, {QUARTERS} kwartalen"
        yield f"bestuursstuk van {size}: {whole:.1f} s, streven ≤ {MOST_SECONDS} s"
        ends = [at for _, at in self.steps[1:]] + [ended]
        for (step, begun), until in zip(self.steps, ends, strict=True):
            yield f"  {step:<24} {until - begun:5.1f} s"
        yield "  " + ", ".join(f"{kind} {size // SMALLEST} kB" for kind, size in self.sizes.items())
        yield ""


def time_pack(programme: Programme) -> list[str]:
    """Afterwards all is as before, but for three files that nobody refers to."""
    clock = Clock()
    with transaction.atomic():
        freeze = _frozen(programme)
        wanted = Wanted(freeze.pk, BUILDER)
        run = ask_for_pack(actor=MAKER, programme=programme, wanted=wanted)
        if run is None:
            raise RuntimeError("dit bestuursstuk was er al")
        carry_out(run.pk, clock.build)
        ended = time.perf_counter()
        transaction.set_rollback(True)
    return list(clock.lines(ended))


def _frozen(programme: Programme) -> Freeze:
    """One version more of the last frozen quarter, with the rows of a large programme in it."""
    last = Freeze.objects.filter(programme=programme).order_by("quarter", "version").last()
    if last is None:
        raise RuntimeError("er is geen vastgesteld kwartaal")
    add_projects(programme, PROJECTS - programme.projects.count())
    content = text_of(_enlarged(snapshot_of(last.content), programme))
    return Freeze.objects.create(
        programme=programme,
        quarter=last.quarter,
        version=len(versions(MAKER, programme, last.quarter)) + 1,
        previous=last,
        reason="meting van de snelheid",
        actor_name=MAKER.name,
        content=content,
        sha256=hash_of(content),
    )


def _enlarged(snapshot: Snapshot, programme: Programme) -> Snapshot:
    rows = snapshot.board
    standings = tuple(_standings(programme, rows.quarter))
    return replace(
        snapshot,
        board=replace(
            rows,
            statuses={quarter: dict(_statuses(rows, quarter)) for quarter in _quarters(rows.quarter)},
            risks=tuple(_risks(rows)),
            shares=tuple(
                replace(share, project=f"groot-{n}", pk=uuid7())
                for n in range(PROJECTS)
                for share in rows.shares[: len(rows.shares) // 2]
            ),
            projects=PROJECTS,
        ),
        basis=replace(snapshot.basis, standings=standings),
    )


def _quarters(last: Quarter) -> list[Quarter]:
    quarters = [last]
    while len(quarters) < QUARTERS:
        quarters.insert(0, quarters[0].previous)
    return quarters


def _statuses(rows: Rows, quarter: Quarter) -> Iterator[tuple[str, StatusRow]]:
    for n in range(INDICATORS):
        like = rows.now[n % len(rows.now)]
        slug = f"groot-{n}"
        yield slug, replace(like, pk=uuid7(), quarter=quarter, slug=slug, code=f"{like.code}-{n}")


def _risks(rows: Rows) -> Iterator[RiskRow]:
    for n in range(PROJECTS):
        like = rows.current_risks[n % len(rows.current_risks)]
        yield replace(
            like, pk=uuid7(), grant=uuid7(), project=f"groot-{n}", project_name=f"{like.project_name} {n}"
        )


def _standings(programme: Programme, quarter: Quarter) -> Iterator[ResultRow]:
    """Every project stands as one of the demo's does."""
    known = list(ProjectStanding.objects.filter(project__programme=programme, quarter=quarter))
    run = Run.objects.filter(programme=programme.slug).earliest("id")
    added = [
        ProjectStanding(
            project=project,
            quarter=quarter,
            result_status=known[n % len(known)].result_status,
            time_status=known[n % len(known)].time_status,
            money_status=known[n % len(known)].money_status,
            explanation=known[n % len(known)].explanation,
            rule_version=known[0].rule_version,
            fingerprint=known[0].fingerprint,
            run=run,
        )
        for n, project in enumerate(programme.projects.order_by("slug"))
    ]
    for row in ProjectStanding.objects.bulk_create(added):
        yield ResultRow(row.pk, row.fingerprint, row.rule_version, None)
