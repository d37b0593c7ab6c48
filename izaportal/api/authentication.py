"""Who calls: a municipality by its token, sent as `Authorization: Bearer …`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from izaportal.accounts.selectors import live_token, viewer_of_token
from izaportal.accounts.services import note_use
from izaportal.core.viewer import Viewer

if TYPE_CHECKING:
    from izaportal.accounts.models import ApiToken

SCHEME = "Bearer"
REALM = "izaportal"


@dataclass(frozen=True, slots=True)
class ApiClient:
    """What the REST framework calls a user."""

    viewer: Viewer
    is_authenticated: bool = True


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> "tuple[ApiClient, ApiToken] | None":
        """None without a token. Raises AuthenticationFailed for one that is wrong, expired or revoked."""
        scheme, *rest = get_authorization_header(request).split() or [b""]
        if scheme.lower() != SCHEME.lower().encode():
            return None
        token = live_token(rest[0].decode("latin-1")) if len(rest) == 1 else None
        if token is None:
            raise AuthenticationFailed("Dit token is onbekend, verlopen of ingetrokken.")
        note_use(token)
        return ApiClient(viewer_of_token(token)), token

    def authenticate_header(self, request: Request) -> str:
        """RFC 6750: who sent no token is told no error code."""
        challenge = f'{SCHEME} realm="{REALM}"'
        return f'{challenge}, error="invalid_token"' if get_authorization_header(request) else challenge
