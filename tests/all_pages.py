"""Every row of the permission table, of all rooms."""

from tests.permissions import PAGES
from tests.permissions_of_money import MONEY_PAGES
from tests.web.as_of_permissions import AS_OF
from tests.web.meetings.permissions import OF_MEETINGS
from tests.web.pack.permissions import PACK

ALL_PAGES = [*PAGES, *MONEY_PAGES, *AS_OF, *PACK, *OF_MEETINGS]
