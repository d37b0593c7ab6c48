"""The request as the portal's views see it."""

from django.http import HttpRequest

from izaportal.accounts.models import User
from izaportal.core.viewer import Viewer


class PortalRequest(HttpRequest):
    """A signed-in person's request; only for annotations."""

    viewer: Viewer
    user: User
