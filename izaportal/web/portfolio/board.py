"""The projects as cards, a column per stage; a card is moved by its form, by dragging, or by arrow keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from izaportal.core.formatting import sentence_case
from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.selectors.portfolio import PortfolioRow
from izaportal.reporting.words import ASPECT_STATUS_WORDS, ASPECT_WORDS
from izaportal.web.portfolio.asked import Asked
from izaportal.web.portfolio.table import pillar_label
from projects.selectors.choices import STAGES
from projects.selectors.projects import may_edit

MOST_CARDS = 50
NO_STAGE = ("", "fase niet vermeld")


@dataclass(frozen=True, slots=True)
class AspectMark:
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """`stage` is where it stands, sent along when it is moved; `marks`: aspects that can be judged."""

    id: str
    name: str
    url: str
    code: str
    pillar: str
    stage: str
    marks: tuple[AspectMark, ...]
    may_move: bool


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """`more_url` shows the cards that are not on the board."""

    stage: str
    label: str
    cards: tuple[Card, ...]
    total: int
    more_url: str

    @property
    def more(self) -> int:
        return self.total - len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    columns: tuple[BoardColumn, ...]
    stages: tuple[tuple[str, str], ...]
    move_url: str
    may_move: bool


def board(asked: Asked, rows: Iterable[PortfolioRow], totals: Mapping[str, int]) -> Board:
    """Every stage has a column, so that a card can go there; those without a stage only where they occur."""
    cards = [_card(asked, row) for row in rows]
    stages = (*STAGES, NO_STAGE) if totals.get("") else STAGES
    return Board(
        columns=tuple(
            BoardColumn(
                stage=stage,
                label=label,
                cards=tuple(card for card in cards if card.stage == stage),
                total=totals.get(stage, 0),
                more_url=asked.url("portfolio", fase=stage or "unknown"),
            )
            for stage, label in stages
        ),
        stages=STAGES,
        move_url=_move_url(asked),
        may_move=any(card.may_move for card in cards),
    )


def _move_url(asked: Asked) -> str:
    """The list goes along, so that the board comes back as it was."""
    url = reverse("move-project", kwargs={"programme": asked.programme.slug})
    query = asked.url("portfolio-board").partition("?")[2]
    return f"{url}?{query}" if query else url


def _card(asked: Asked, row: PortfolioRow) -> Card:
    project = row.project
    return Card(
        id=str(project.pk),
        name=project.name,
        url=reverse("project", kwargs={"programme": asked.programme.slug, "project": project.slug}),
        code=project.code,
        pillar=pillar_label(asked, project),
        stage=project.stage,
        marks=tuple(_marks(row)),
        may_move=may_edit(asked.viewer, project),
    )


def _marks(row: PortfolioRow) -> Iterable[AspectMark]:
    for aspect in Aspect if row.standing else ():
        status = AspectStatus(getattr(row.standing, f"{aspect}_status"))
        if status is not AspectStatus.NOT_APPLICABLE:
            words = f"{sentence_case(ASPECT_WORDS[aspect])}: {ASPECT_STATUS_WORDS[status]}"
            yield AspectMark(status.value, words)
