"""What happens to projects that others may want to know."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ProjectChanged:
    """A project, or something it has, was edited."""

    programme: str
    project: UUID
    actor: str
