"""Who looks or acts, and with which rights (docs/domain.md §7). Built once per request, token or job."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TypeVar, cast
from uuid import UUID

Found = TypeVar("Found")


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    PROGRAMME_MANAGER = "programme_manager"
    PROJECT_LEAD = "project_lead"
    CONTROLLER = "controller"
    BOARD_MEMBER = "board_member"
    SECRETARY = "secretary"
    MUNICIPALITY = "municipality"
    READER = "reader"


class ScopeKind(StrEnum):
    """What a right holds for. Keys: `nml-o`, `nml-o/p1`, `nml-o/mgn`, `nml-o/pho`, `GM0984`."""

    INSTALLATION = "installation"
    PROGRAMME = "programme"
    PILLAR = "pillar"
    PROJECT = "project"
    BODY = "body"
    MUNICIPALITY = "municipality"


INSIDE_A_PROGRAMME = (ScopeKind.PROGRAMME, ScopeKind.PILLAR, ScopeKind.PROJECT, ScopeKind.BODY)


@dataclass(frozen=True, slots=True)
class Right:
    role: Role
    kind: ScopeKind
    key: str = ""


@dataclass(frozen=True)
class Viewer:
    """A person, an API client or the system itself.

    `id` is None for strangers and for the system; `is_system` sees and may do everything and is
    made by commands and jobs only.
    """

    id: str | None
    name: str
    rights: frozenset[Right] = frozenset()
    is_system: bool = False
    _remembered: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def stranger(cls) -> "Viewer":
        return cls(id=None, name="Bezoeker")

    @classmethod
    def system(cls, name: str) -> "Viewer":
        return cls(id=None, name=name, is_system=True)

    @property
    def user_id(self) -> UUID | None:
        """As rows refer to a person; None for strangers and the system."""
        return UUID(self.id) if self.id else None

    @cached_property
    def programme_slugs(self) -> frozenset[str]:
        """Programmes in which the viewer holds a role of any kind."""
        return frozenset(right.key.split("/")[0] for right in self.rights if right.kind in INSIDE_A_PROGRAMME)

    @cached_property
    def board_municipalities(self) -> frozenset[str]:
        """CBS codes for which the viewer sits on the board; opens the programmes these take part in."""
        return self.keys(Role.BOARD_MEMBER, ScopeKind.MUNICIPALITY)

    @cached_property
    def own_municipalities(self) -> frozenset[str]:
        """CBS codes whose own share the viewer may read, as board member or as API client."""
        return self.board_municipalities | self.keys(Role.MUNICIPALITY, ScopeKind.MUNICIPALITY)

    def remember(self, what: str, find: Callable[[], Found]) -> Found:
        """Something found once for this viewer and kept as long as it lives."""
        if what not in self._remembered:
            self._remembered[what] = find()
        return cast("Found", self._remembered[what])

    def keys(self, role: Role, kind: ScopeKind) -> frozenset[str]:
        return frozenset(right.key for right in self.rights if right.role == role and right.kind == kind)

    def holds(self, role: Role, *scopes: tuple[ScopeKind, str]) -> bool:
        """Whether the viewer has the role on any of the scopes."""
        return self.is_system or any(Right(role, kind, key) in self.rights for kind, key in scopes)

    @property
    def runs_portal(self) -> bool:
        """Whether the viewer is the administrator of the whole installation."""
        return self.holds(Role.ADMINISTRATOR, (ScopeKind.INSTALLATION, ""))

    def manages(self, programme: str, pillar: str | None = None) -> bool:
        """Whether the viewer is programme manager of the programme, or of this pillar of it."""
        scopes = [(ScopeKind.PROGRAMME, programme)]
        if pillar is not None:
            scopes.append((ScopeKind.PILLAR, f"{programme}/{pillar}"))
        return self.holds(Role.PROGRAMME_MANAGER, *scopes)

    def managed_pillars(self, programme: str) -> frozenset[str]:
        """Slugs of the pillars that the viewer manages, apart from the programme as a whole."""
        keys = self.keys(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR)
        return frozenset(key.partition("/")[2] for key in keys if key.startswith(f"{programme}/"))

    def controls(self, programme: str) -> bool:
        """Whether the viewer is controller of the programme."""
        return self.holds(Role.CONTROLLER, (ScopeKind.PROGRAMME, programme))

    def minutes(self, scope: str) -> bool:
        """Whether the viewer is secretary of the body with this key (`nml-o/pho`)."""
        return self.holds(Role.SECRETARY, (ScopeKind.BODY, scope))

    def minuted_bodies(self, programme: str) -> frozenset[str]:
        """Slugs of the bodies of the programme of which the viewer is secretary."""
        keys = self.keys(Role.SECRETARY, ScopeKind.BODY)
        return frozenset(key.partition("/")[2] for key in keys if key.startswith(f"{programme}/"))

    def leads(self, scope: str) -> bool:
        """Whether the viewer leads the project with this key (`nml-o/mgn`)."""
        return self.holds(Role.PROJECT_LEAD, (ScopeKind.PROJECT, scope))
