"""So many requests per token and minute; what is over gets 429 with Retry-After."""

from typing import Any

from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle


class TokenThrottle(SimpleRateThrottle):
    scope = "token"

    def get_rate(self) -> str:
        """Read at every request, so that a changed setting holds."""
        return str(api_settings.DEFAULT_THROTTLE_RATES[self.scope])

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """Only clients with a token come this far; what is open to all has no authentication."""
        token = request.auth
        return None if token is None else self.cache_format % {"scope": self.scope, "ident": token.pk}
