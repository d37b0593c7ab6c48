from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.dateparse import parse_date

from izaportal.accounts.services import LONGEST_TOKEN_NAME, create_api_token
from izaportal.core import clock
from izaportal.core.viewer import Viewer
from regions.selectors.municipalities import is_known


class Command(BaseCommand):
    """Stands here and not with the accounts, because these know no municipalities."""

    help = "Maakt een API-token voor één gemeente en drukt alleen dat af; later is het niet meer te lezen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--municipality", required=True, metavar="GM0984", help="CBS-code van de gemeente"
        )
        parser.add_argument("--name", required=True, help="waarvoor het token is, om het te herkennen")
        parser.add_argument("--expires", metavar="2027-12-31", help="laatste dag waarop het geldt")

    def handle(self, *args: Any, **options: Any) -> None:
        code, name = options["municipality"], options["name"].strip()
        if not is_known(code):
            raise CommandError(f"{code} is geen bekende gemeente; schrijf de CBS-code, zoals GM0984.")
        if not 0 < len(name) <= LONGEST_TOKEN_NAME:
            raise CommandError(f"Een naam heeft 1 tot {LONGEST_TOKEN_NAME} tekens.")
        token = create_api_token(
            actor=Viewer.system("manage.py create_api_token"),
            municipality_code=code,
            name=name,
            expires_on=_last_day(options["expires"]) if options["expires"] else None,
        )
        self.stdout.write(token)


def _last_day(text: str) -> date:
    """Raises CommandError for what is no day to come."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or day < clock.today():
        raise CommandError(f"{text} is geen dag die nog komt; schrijf hem als 2027-12-31.")
    return day
