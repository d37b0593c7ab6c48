"""The four key figures of a board as every channel tells them: screen, slides, paper and file."""

from dataclasses import dataclass

from funding.refund import RiskLevel
from izaportal.core.formatting import Unknown, euro
from izaportal.web.board.key_facts import UNTIL, KeyFacts


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """`value` is a formatted figure, or how it is absent; empty: `small` tells what is waited for.

    `small` stands behind the value (`van 15`), `change` before the note (`1 meer dan in Q1`, with its
    `direction`); `url` is the place on the dashboard that tells more.
    """

    label: str
    value: str | Unknown
    note: str
    small: str = ""
    url: str = ""
    change: str = ""
    direction: str = ""
    level: RiskLevel | None = None

    @property
    def text(self) -> str:
        """The value in words alone."""
        return self.value.word if isinstance(self.value, Unknown) else self.value

    @property
    def told(self) -> str:
        """With what stands behind it: `7 van 15`, `nog niet gemeten`."""
        return f"{self.text} {self.small}".strip()

    @property
    def remark(self) -> str:
        """The note with the change before it."""
        return ", ".join(filter(None, (self.change, self.note)))


def key_figures(found: KeyFacts) -> tuple[KeyFigure, ...]:
    """Indicators on track, spent, expected refund and reduction of costs, in this order."""
    return (_on_track(found), _spent(found), _expected(found), _reduction(found))


def _on_track(found: KeyFacts) -> KeyFigure:
    label, url = f"Indicatoren op koers of hoger{found.beyond}", "#indicatoren"
    if found.is_unmeasured:
        note = f"van {found.total} indicatoren is er nog geen goedgekeurde meting"
        return KeyFigure(label, "", note, small="nog niet gemeten", url=url)
    if found.total:
        return KeyFigure(
            label,
            str(found.good),
            f"{found.unmeasured} zonder meting" if found.unmeasured else "",
            small=found.total_text,
            url=url,
            change=found.change_text,
            direction=found.direction,
        )
    if found.statuses_pending:
        return KeyFigure(label, "", UNTIL, small=found.statuses_pending)
    return KeyFigure(label, Unknown.NOT_APPLICABLE, "nog geen indicatoren met een status")


def _spent(found: KeyFacts) -> KeyFigure:
    label, amount = f"SPUK: besteed{found.share}", found.spent_figure
    value = "" if found.money_pending else amount if isinstance(amount, Unknown) else euro(amount)
    return KeyFigure(label, value, found.spent_note, small=found.money_pending, url="#geld")


def _expected(found: KeyFacts) -> KeyFigure:
    label, note = f"SPUK: verwacht terug te betalen{found.share}", found.expected_note
    if found.expected_text:
        return KeyFigure(label, found.expected_text, note, url="#afrekenrisico", level=found.level)
    if found.money_pending:
        return KeyFigure(label, "", note, small=found.money_pending, url="#geld")
    return KeyFigure(label, Unknown.NOT_APPLICABLE, note)


def _reduction(found: KeyFacts) -> KeyFigure:
    label = f"Lagere zorgkosten (ZVW) bereikt{found.beyond}"
    value = found.reduction_measured or found.reduction_realised
    return KeyFigure(label, value, found.reduction_note, url="#opbrengst")
