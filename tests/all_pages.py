"""Every row of the permission table, of all rooms."""

from tests.permissions import CAST, PAGES
from tests.permissions_of_money import MONEY_PAGES
from tests.web.api_tokens.permissions import API_TOKENS
from tests.web.as_of_permissions import AS_OF
from tests.web.meetings.permissions import OF_MEETINGS
from tests.web.pack.permissions import PACK
from tests.web.regions.permissions import REGIONS

ALL_PAGES = [*PAGES, *MONEY_PAGES, *AS_OF, *PACK, *OF_MEETINGS, *REGIONS, *API_TOKENS]


def first_who_may(expected: str) -> str | None:
    """Somebody the page is for: whoever of the cast gets 200, signed in if it must be."""
    allowed = [person for person, status in zip(CAST, expected.split(), strict=True) if status == "200"]
    return "bestuurder-venray" if "bestuurder-venray" in allowed else (allowed[0] if allowed else None)


# Name and address of all that is read, with somebody it is for.
READ = [
    (name, address, first_who_may(expected))
    for name, method, address, expected in ALL_PAGES
    if method == "GET" and "200" in expected
]
