"""How far a job is: told through the cache, because a transaction shows nothing before its end."""

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


def tell(import_id: UUID, progress: Progress) -> None:
    cache.set(_key(import_id), (progress.step, progress.done, progress.total), KEPT_SECONDS)


def of(import_id: UUID) -> Progress | None:
    told = cache.get(_key(import_id))
    return Progress(*told) if told else None


def _key(import_id: UUID) -> str:
    return f"imports/{import_id}"
