from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from izaportal.core.errors import Refused
from izaportal.demo.files import DATA
from izaportal.demo.load import load_demo


class Command(BaseCommand):
    help = "Laadt de echte plannen en het voorbeeldscenario; nog eens laden verandert niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=DATA, help="map met de bestanden")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_demo(options["folder"], say=self.stdout.write)
        except Refused as refusal:
            raise CommandError(f"Niets geladen.\n{refusal}") from refusal
