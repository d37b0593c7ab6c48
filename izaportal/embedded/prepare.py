"""Bring the demo's database up to date: schema and plans, in one process to load Django once."""

import sys
import time

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    for title, command, arguments in (
        ("Schema bijwerken", "migrate", ["--verbosity=0"]),
        ("Plannen laden, doorrekenen en bevriezen", "load_demo", []),
    ):
        began = time.monotonic()
        sys.stdout.write(f"{title} …\n")
        sys.stdout.flush()
        call_command(command, *arguments)
        sys.stdout.write(f"{title}: {time.monotonic() - began:.1f} s\n")


if __name__ == "__main__":
    main()
