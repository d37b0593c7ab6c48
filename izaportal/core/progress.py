"""How far a job is: told through the cache, because a transaction shows nothing before its end.

`job` is the id of what is worked on, such as an import or a run.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

KEPT_SECONDS = 24 * 3600
EVERY = 500


@dataclass(frozen=True, slots=True)
class Progress:
    """`step` says in words what is being done; `total` is 0 where nobody knows it."""

    step: str
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int | None:
        return min(100, self.done * 100 // self.total) if self.total else None


def tell(job: UUID, progress: Progress) -> None:
    cache.set(_key(job), (progress.step, progress.done, progress.total), KEPT_SECONDS)


def of(job: UUID) -> Progress | None:
    told = cache.get(_key(job))
    return Progress(*told) if told else None


def _key(job: UUID) -> str:
    return f"progress/{job}"
