from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from izaportal.accounts.services import revoke_api_tokens
from izaportal.core.viewer import Viewer


class Command(BaseCommand):
    help = "Trekt het API-token van een gemeente met deze naam in: het geldt meteen niet meer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--municipality", required=True, metavar="GM0984", help="CBS-code van de gemeente"
        )
        parser.add_argument("--name", required=True, help="de naam waarmee het token is gemaakt")

    def handle(self, *args: Any, **options: Any) -> None:
        code, name = options["municipality"], options["name"].strip()
        actor = Viewer.system("manage.py revoke_api_token")
        count = revoke_api_tokens(actor=actor, municipality_code=code, name=name)
        if not count:
            raise CommandError(f"Van {code} is er geen geldig token {name!r}.")
        self.stdout.write("1 token is ingetrokken." if count == 1 else f"{count} tokens zijn ingetrokken.")
