"""Gives the demo its users."""

from izaportal.accounts.models import User
from izaportal.accounts.services import Person, create_user
from izaportal.core.viewer import Viewer
from izaportal.demo.cast import CAST, MAIL_DOMAIN, PASSWORD


def make_cast(actor: Viewer) -> int:
    """Create the users that are not there yet; how many that were."""
    present = set(User.objects.filter(username__in=CAST).values_list("username", flat=True))
    for username in CAST.keys() - present:
        name, rights = CAST[username]
        person = Person(username, name, email=f"{username}@{MAIL_DOMAIN}", is_demo=True)
        create_user(actor=actor, person=person, password=PASSWORD, rights=rights)
    return len(CAST) - len(present)
