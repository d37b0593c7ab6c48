"""Gives the demo its users."""

from izaportal.accounts.models import User
from izaportal.accounts.services import create_user
from izaportal.core.viewer import Viewer
from izaportal.demo.cast import CAST, PASSWORD


def make_cast(actor: Viewer) -> int:
    """Create the users that are not there yet; how many that were."""
    present = set(User.objects.filter(username__in=CAST).values_list("username", flat=True))
    for username in CAST.keys() - present:
        name, rights = CAST[username]
        create_user(actor=actor, username=username, name=name, password=PASSWORD, rights=rights, is_demo=True)
    return len(CAST) - len(present)
