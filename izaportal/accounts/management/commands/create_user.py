import os
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from izaportal.accounts.models import ROLE_WORDS, User
from izaportal.accounts.selectors import username_is_taken
from izaportal.accounts.services import Person, create_user
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer

TOO_WEAK = (
    "Het wachtwoord is te zwak: neem minstens acht tekens, niet alleen cijfers, "
    "geen veelgebruikt wachtwoord en niet de gebruikersnaam."
)
ROLES = {word: role for role, word in ROLE_WORDS.items()}


class Command(BaseCommand):
    help = "Maakt een gebruiker met rollen, zoals --rol beheerder of --rol lezer@programme:nml-o."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True, help="gebruikersnaam")
        parser.add_argument("--name", required=True, help="zoals het portaal de rol aanspreekt")
        parser.add_argument("--email", default="", help="adres voor berichten; zonder alleen meldingen")
        parser.add_argument(
            "--rol", action="append", required=True, help="rol, of rol@soort:sleutel; mag vaker"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rights = [_right(text) for text in options["rol"]]
        username = options["username"]
        if username_is_taken(username):
            raise CommandError(f"De gebruikersnaam {username!r} is al in gebruik.")
        person = Person(username, options["name"], email=_address(options["email"]))
        password = os.environ.get("IZAPORTAL_PASSWORD") or getpass("Wachtwoord: ")
        try:
            validate_password(password, User(username=username, name=person.name))
        except ValidationError as mistakes:
            raise CommandError(TOO_WEAK) from mistakes
        create_user(actor=Viewer.system("create_user"), person=person, password=password, rights=rights)
        self.stdout.write(f"{username} kan zich aanmelden.")


def _address(text: str) -> str:
    """Nothing, or an e-mail address. Raises CommandError."""
    try:
        if text:
            validate_email(text)
    except ValidationError as mistake:
        raise CommandError(f"{text!r} is geen e-mailadres.") from mistake
    return text


def _right(text: str) -> Right:
    """`beheerder` or `lezer@programme:nml-o`. Raises CommandError that says what may be written."""
    word, _, scope = text.partition("@")
    role = ROLES.get(word)
    if role is None:
        raise CommandError(f"Onbekende rol {word!r}; kies uit: {', '.join(ROLES)}.")
    if role is Role.ADMINISTRATOR:
        return Right(role, ScopeKind.INSTALLATION)
    kind, _, key = scope.partition(":")
    if kind not in set(ScopeKind) or not key:
        kinds = ", ".join(kind for kind in ScopeKind if kind is not ScopeKind.INSTALLATION)
        raise CommandError(f"De rol {word} geldt ergens voor: {word}@soort:sleutel, met soort uit: {kinds}.")
    return Right(role, ScopeKind(kind), key)
