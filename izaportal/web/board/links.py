"""Where a figure of the dashboard leads to: the level below, never a dead end."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from izaportal.core.quarter import Quarter


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses within one programme; indicators and projects open at the quarter the page is about."""

    programme: str
    at: Quarter | None = None

    def home(self) -> str:
        return _url("programme", self.programme)

    def indicator(self, slug: str, at: Quarter | None = None) -> str:
        return _opened(_url("indicator", self.programme, slug), at or self.at)

    def project(self, slug: str) -> str:
        """Empty for shares of before, which do not name their project."""
        return _opened(_url("project", self.programme, slug), self.at) if slug else ""

    def pillar(self, slug: str) -> str:
        """Where the plan tells of the pillar."""
        return f"{self.home()}#{slug}" if self.home() else ""

    def stated(self) -> str:
        """The figures of the plan, each with its place in it."""
        return f"{self.home()}?deel=cijfers" if self.home() else ""

    def report(self, project: str) -> str:
        """What the project reported of the quarter."""
        if self.at is None:
            return self.project(project)
        return reverse("report", kwargs={"programme": self.programme, "project": project, "quarter": self.at})

    def risk(self) -> str:
        """All refund risks, with how each came about."""
        return _opened(_url("refund-risk", self.programme), self.at)

    def grant_risk(self, project: str, grant: str) -> str:
        """Of one grant, down to its bookings; all of them where it is not known by name."""
        return self._to_grant("grant-risk", project, grant)

    def ledger(self, project: str, grant: str) -> str:
        """The bookings themselves."""
        return self._to_grant("ledger", project, grant)

    def _to_grant(self, name: str, project: str, grant: str) -> str:
        if not grant:
            return self.risk()
        return _opened(_of_grant(name, self.programme, project, grant), self.at)

    def verdict(self) -> str:
        """Where the verdict is put in other words."""
        return reverse("quarter-verdict", kwargs={"programme": self.programme, "quarter": self.at})

    def freeze(self) -> str:
        """Where the quarter the page is about is closed and frozen."""
        return reverse("freeze-quarter", kwargs={"programme": self.programme, "quarter": self.at})

    def headlines(self) -> str:
        """Where the headline indicators are chosen."""
        return reverse("headline-indicators", kwargs={"programme": self.programme})

    def quarter(self, quarter: Quarter) -> str:
        return reverse("dashboard", kwargs={"programme": self.programme, "quarter": quarter})


def _opened(url: str, quarter: Quarter | None) -> str:
    return f"{url}?kwartaal={quarter.key}" if url and quarter else url


@lru_cache(maxsize=4096)
def _url(name: str, programme: str, slug: str = "") -> str:
    """Remembered: a page asks for some hundred of them, and they never change while a process runs."""
    return reverse(name, args=(programme, slug) if slug else (programme,))


@lru_cache(maxsize=1024)
def _of_grant(name: str, programme: str, project: str, grant: str) -> str:
    return reverse(name, args=(programme, project, grant))
