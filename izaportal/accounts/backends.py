"""Sign-in by user name, whatever its capitals. Demo users only exist while the portal is a demo."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from izaportal.accounts.models import User


class PeopleBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        if username is None or password is None:
            return None
        user = User.objects.filter(username__iexact=username).first()
        if user is None:
            # As slow as a wrong password, so that time does not tell which names exist.
            User().set_password(password)
            return None
        return user if user.check_password(password) and may_enter(user) else None

    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.filter(pk=user_id).first()
        return user if user is not None and may_enter(user) else None


def counted_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """Under which name failures count: the sign-in ignores capitals, so must the lock-out."""
    return ((credentials or request.POST).get("username") or "").upper()


def may_enter(user: User) -> bool:
    return user.is_active and (settings.DEMO or not user.is_demo)
