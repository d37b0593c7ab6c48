"""Who may come in: people with memberships, municipalities with tokens."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from izaportal.core import clock
from izaportal.core.models import Entity
from izaportal.core.viewer import Role, ScopeKind

ROLE_WORDS = {
    Role.ADMINISTRATOR: "beheerder",
    Role.PROGRAMME_MANAGER: "programmamanager",
    Role.PROJECT_LEAD: "projectleider",
    Role.CONTROLLER: "controller",
    Role.BOARD_MEMBER: "bestuurder",
    Role.SECRETARY: "secretaris",
    Role.MUNICIPALITY: "gemeente",
    Role.READER: "lezer",
}
SCOPE_WORDS = {
    ScopeKind.INSTALLATION: "portaal",
    ScopeKind.PROGRAMME: "programma",
    ScopeKind.PILLAR: "pijler",
    ScopeKind.PROJECT: "project",
    ScopeKind.BODY: "overleg",
    ScopeKind.MUNICIPALITY: "gemeente",
}


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(Entity, AbstractBaseUser):
    """A person. `name` is how the portal addresses the role, such as "Bestuurder gemeente Venray"."""

    username = models.CharField("gebruikersnaam", max_length=60)
    name = models.CharField("naam", max_length=150)
    email = models.EmailField("e-mailadres", blank=True)
    language = models.CharField(max_length=2, choices=(("nl", "Nederlands"), ("en", "English")), default="nl")
    is_active = models.BooleanField("actief", default=True)
    is_demo = models.BooleanField("demogebruiker", default=False)
    date_joined = models.DateTimeField(default=clock.now)

    objects = Users()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = (models.UniqueConstraint(Lower("username"), name="accounts_user_username_unique"),)

    def __str__(self) -> str:
        return self.name


class Membership(Entity):
    """A role somewhere. The scope is a key, not a foreign key: accounts know no programmes."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, word) for role, word in ROLE_WORDS.items()])
    scope_kind = models.CharField(
        max_length=20, choices=[(kind.value, word) for kind, word in SCOPE_WORDS.items()]
    )
    scope_key = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "role", "scope_kind", "scope_key"), name="accounts_membership_unique"
            ),
            models.CheckConstraint(
                name="accounts_membership_key_present",
                condition=Q(scope_kind=ScopeKind.INSTALLATION, scope_key="")
                | (~Q(scope_kind=ScopeKind.INSTALLATION) & ~Q(scope_key="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.scope_key}"


class ApiToken(Entity):
    """A municipality's key to the API. Only a hash is kept; the token itself is shown once."""

    name = models.CharField("naam", max_length=100)
    municipality_code = models.CharField("gemeente", max_length=6)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "API-token"
        verbose_name_plural = "API-tokens"
        constraints = (
            models.CheckConstraint(
                name="accounts_token_municipality_valid", condition=Q(municipality_code__regex="^GM[0-9]{4}$")
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.municipality_code})"

    def is_alive(self, at: datetime) -> bool:
        """Whether it opens anything then: it was not revoked, and its last day is not over."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > at)


class Visit(Entity):
    """When a person was last here, in the machine's own time: what came after it is new to them.

    A visit ends with four hours of silence or a new session; `before` is when the one before ended.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="visit")
    began_at = models.DateTimeField("begonnen op", default=clock.machine)
    last_seen_at = models.DateTimeField("laatst gezien op", default=clock.machine)
    before = models.DateTimeField("vorig bezoek tot", null=True)

    class Meta:
        verbose_name = "bezoek"
        verbose_name_plural = "bezoeken"
        constraints = (
            models.CheckConstraint(
                name="accounts_visit_times_ordered",
                condition=Q(last_seen_at__gte=models.F("began_at"))
                & (Q(before__isnull=True) | Q(before__lte=models.F("began_at"))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.began_at}"
