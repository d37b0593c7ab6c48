"""The days of a quarter: observed, handed in, judged; and how far it is. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from izaportal.core.errors import Mistake
from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter

DAY = timedelta(days=1)


class Phase(StrEnum):
    """How far a quarter is, on a day."""

    OBSERVED = "observed"
    REPORTING = "reporting"
    JUDGING = "judging"
    ENDED = "ended"
    CLOSED = "closed"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Windows:
    """Reports are handed in from `submit_from` up to and including `submit_until`, and judged until
    `approve_until`; until the day before `submit_from` the quarter is only observed."""

    opens_on: date
    submit_from: date
    submit_until: date
    approve_until: date

    @classmethod
    def of(
        cls, quarter: Quarter, *, submission_day: int, approval_day: int, not_before: date | None = None
    ) -> Self:
        """By the programme's settings, in days after the quarter. `not_before`: the first day on which no
        earlier quarter takes reports; all days move along with it."""
        usual = quarter.last_day + DAY
        later = max(usual, not_before or usual) - usual
        return cls(
            quarter.first_day,
            usual + later,
            quarter.last_day + timedelta(days=submission_day) + later,
            quarter.last_day + timedelta(days=approval_day) + later,
        )

    def handed_in_until(self, day: date) -> "Windows":
        """With another last day to hand in; the time to judge stays as long."""
        return replace(self, submit_until=day, approve_until=day + (self.approve_until - self.submit_until))

    @property
    def observed_until(self) -> date:
        return self.submit_from - DAY

    def phase(self, state: str, today: date) -> Phase:
        """`state` as stored: open, closed or frozen."""
        if state in (Phase.CLOSED, Phase.FROZEN):
            return Phase(state)
        ends = (
            (self.observed_until, Phase.OBSERVED),
            (self.submit_until, Phase.REPORTING),
            (self.approve_until, Phase.JUDGING),
        )
        return next((phase for last, phase in ends if today <= last), Phase.ENDED)

    def mistakes(self, *, earlier: date | None, later: date | None) -> list[Mistake]:
        """What is wrong with the days, by field. `earlier`: the last day of the quarter before to hand in;
        `later`: the first one of the quarter after; on one day only one quarter takes reports."""
        found = []
        if self.submit_from <= self.opens_on:
            found.append(Mistake("submit_from", f"Kies een dag na {date_nl(self.opens_on)}."))
        if self.submit_until < self.submit_from:
            found.append(Mistake("submit_until", "Dit is eerder dan de eerste dag van indienen."))
        if self.approve_until < self.submit_until:
            found.append(Mistake("approve_until", "Dit is eerder dan de laatste dag van indienen."))
        if earlier is not None and self.submit_from <= earlier:
            words = f"Tot en met {date_nl(earlier)} ontvangt het vorige kwartaal nog rapportages."
            found.append(Mistake("submit_from", f"{words} Kies een latere dag."))
        if later is not None and self.submit_until >= later:
            words = f"Vanaf {date_nl(later)} ontvangt het volgende kwartaal rapportages."
            found.append(Mistake("submit_until", f"{words} Kies een eerdere dag."))
        return found
