"""Puts the project page together: the plan's A4, its place in the programme, indicators and money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from izaportal.core.formatting import mid_sentence
from izaportal.web.fact import Fact
from izaportal.web.indicator_rows import indicator_row
from izaportal.web.link import Link
from izaportal.web.plan_figures import grouped
from izaportal.web.plan_words import NOT_STATED, mismatches, pillar_term, pillar_words
from izaportal.web.project import money
from izaportal.web.project.a4 import texts
from izaportal.web.project.changes import edit_bars
from izaportal.web.project.facts import ProjectFacts
from izaportal.web.project.parts import LinkedIndicator, NeededLink, Partner, ProjectPage, Proof
from izaportal.web.quarters import QuarterChoice, asked_of, quarter_choices

if TYPE_CHECKING:
    from projects.models import Evidence, Project

BY_PILLAR = 3
MOST_OF_PILLAR = 5
MOST_REPORTS = 4


def build(facts: ProjectFacts) -> ProjectPage:
    project = facts.project
    linked = tuple(_indicators(facts))
    folded = _folded(linked)
    return ProjectPage(
        slug=project.slug,
        title=project.name,
        called_then=called if (called := facts.names.project(project)) != project.name else "",
        lead=project.summary,
        stage=str(project.get_stage_display()) if project.stage else "",
        crumbs=tuple(_crumbs(facts)),
        quarter=facts.quarter,
        quarters=_quarters(facts) if linked or facts.grants else (),
        is_frozen=facts.is_frozen,
        is_illustrative=any(grant.illustrative for grant in facts.grants),
        texts=tuple(texts(project)),
        facts=tuple(_facts(facts)),
        mismatches=mismatches(facts.contradictions),
        figures=grouped(sorted(project.figures.all(), key=lambda row: not row.is_default)),
        indicators=tuple(item for item in linked if item not in folded),
        pillar_indicators=folded,
        grants=money.grant_parts(facts),
        needs=tuple(_needs(facts)),
        needed_by=tuple(_needed_by(facts)),
        relatives=tuple(_relatives(facts)),
        partners=tuple(_partners(project)),
        decisions=facts.decisions,
        milestones=facts.milestones,
        risks=facts.risks,
        preconditions=facts.preconditions,
        evidence=tuple(map(_proof, project.evidence.all())),
        bars=edit_bars(project.scope, facts.events, may_edit=facts.may_edit),
        may_edit=facts.may_edit,
        notes=(*project.notes, *(f"{note} (vertrouwelijk)" for note in project.confidential_notes)),
        source=", ".join(text for text in (project.source_document, project.source_place) if text),
        programme=facts.programme.slug,
        reports=facts.reports[:MOST_REPORTS],
        to_report=next((row for row in facts.reports if row.is_open), None),
    )


def _crumbs(facts: ProjectFacts) -> Iterator[Link]:
    home = reverse("programme", kwargs={"programme": facts.programme.slug})
    yield Link(facts.programme.short_name, home)
    if facts.project.pillar:
        yield Link(_pillar(facts), f"{home}#{facts.project.pillar.slug}")
    yield Link(facts.project.name)


def _quarters(facts: ProjectFacts) -> tuple[QuarterChoice, ...]:
    url = _link(facts, facts.project).url
    return quarter_choices(facts.periods, current=facts.quarter, at=asked_of(url))


def _pillar(facts: ProjectFacts) -> str:
    return pillar_words(facts.programme, facts.project.pillar)


def _facts(facts: ProjectFacts) -> Iterator[Fact]:
    project = facts.project
    yield Fact("Eigenaar", _owner(project))
    yield Fact("Projectleider", str(project.get_lead_state_display()))
    yield Fact("Fase", str(project.get_stage_display()) if project.stage else NOT_STATED)
    yield from _other_stages(project)
    yield Fact("Code", _codes(project))
    if project.pillar:
        yield Fact(pillar_term(facts.programme), project.pillar.name)
    others = [pillar.name for pillar in project.other_pillars.all()]
    optional = (
        ("Hoort ook bij", ", ".join(others)),
        ("Opgaven", "; ".join(row.label for row in project.challenges.all())),
        ("Ook bekend als", ", ".join(map(str, project.aliases))),
    )
    yield from (Fact(label, text) for label, text in optional if text)
    yield Fact("Regiobreed", "ja" if project.region_wide else NOT_STATED)
    if not project.in_plan:
        yield Fact("In het plan", "nee, alleen genoemd")


def _owner(project: Project) -> str:
    """An organisation or a body by name; shared, coalition, n.t.b. and not stated are told apart."""
    named = project.owner or project.owner_body
    word = str(named) if named else str(project.get_owner_kind_display())
    return f"{word} ({project.owner_role})" if project.owner_role else word


def _other_stages(project: Project) -> Iterator[Fact]:
    """Where places of the plan give the project different stages, all of them."""
    said = [(item.get("place", ""), item.get("stage")) for item in project.stage_sources]
    if len({stage for _, stage in said}) > 1:
        yield Fact("Fase volgens", "; ".join(f"{place}: {stage or NOT_STATED}" for place, stage in said))


def _codes(project: Project) -> str:
    """A code only means something with its numbering scheme: 5.1 names two projects."""
    known = [f"{item['code']} ({item['scheme']})" for item in project.other_codes]
    return ", ".join(known) or project.code or NOT_STATED


def _indicators(facts: ProjectFacts) -> Iterator[LinkedIndicator]:
    """By milestone first, then the project's own, then those of its pillar."""
    by_milestone = {
        link.indicator_id: grant.get_source_display()
        for grant in facts.grants
        for milestone in grant.milestones.all()
        for link in milestone.indicator_links.all()
    }
    by_payment = {
        row.indicator_id: grant.get_source_display()
        for grant in facts.grants
        for row in grant.payment_conditions.all()
        if row.indicator_id
    }
    statuses = {row.indicator_id: row for row in facts.statuses}
    found = []
    for indicator in facts.indicators:
        if indicator.pk in by_milestone:
            reason = (0, f"mijlpaal van de {by_milestone[indicator.pk]}")
        elif indicator.pk in by_payment:
            reason = (1, f"betaalvoorwaarde {by_payment[indicator.pk]}")
        elif indicator.project_id == facts.project.pk:
            reason = (2, "van dit project")
        elif indicator.pillar_id and indicator.pillar_id == facts.project.pillar_id:
            reason = (BY_PILLAR, f"van {mid_sentence(_pillar(facts))}")
        else:
            continue
        row = indicator_row(
            facts.programme.slug,
            facts.names.indicator(indicator),
            statuses.get(indicator.pk),
            quarter=facts.quarter,
        )
        found.append((reason, row))
    for (rank, words), row in sorted(found, key=lambda pair: pair[0][0]):
        yield LinkedIndicator(row, words, is_of_pillar=rank == BY_PILLAR)


def _folded(linked: tuple[LinkedIndicator, ...]) -> tuple[LinkedIndicator, ...]:
    """Those of the pillar when they are many: the project's own must not drown among them."""
    of_pillar = tuple(item for item in linked if item.is_of_pillar)
    return of_pillar if len(of_pillar) > MOST_OF_PILLAR else ()


def _link(facts: ProjectFacts, project: Project, note: str = "") -> Link:
    place = {"programme": facts.programme.slug, "project": project.slug}
    return Link(project.name, reverse("project", kwargs=place), note)


def _needs(facts: ProjectFacts) -> Iterator[NeededLink]:
    for row in facts.dependencies:
        if row.project_id == facts.project.pk:
            yield NeededLink(row.pk, _link(facts, row.needs, row.label))


def _needed_by(facts: ProjectFacts) -> Iterator[Link]:
    for row in facts.dependencies:
        if row.needs_id == facts.project.pk:
            yield _link(facts, row.project, row.label)


def _relatives(facts: ProjectFacts) -> Iterator[Link]:
    project = facts.project
    if project.parent:
        yield _link(facts, project.parent, "onderdeel van")
    if project.duplicate_of:
        yield _link(facts, project.duplicate_of, "hetzelfde initiatief, eerder genoemd")
    yield from (_link(facts, row, "onderdeel") for row in project.parts.all())
    yield from (
        _link(facts, row, "hetzelfde initiatief, nog eens genoemd") for row in project.duplicates.all()
    )


def _partners(project: Project) -> Iterator[Partner]:
    for row in project.partnerships.all():
        yield Partner(
            row.pk,
            row.organisation.name,
            str(row.organisation.get_kind_display()),
            row.commitment,
            row.intended,
        )


def _proof(row: Evidence) -> Proof:
    url = row.url or reverse("evidence-file", kwargs={"evidence": row.pk})
    size = str(filesizeformat(row.size)) if row.size else ""
    return Proof(row.pk, row.label, url, row.file_name, size, row.quarter, row.note)
