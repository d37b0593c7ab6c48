#!/usr/bin/env python
"""Django's command line, with the servers it needs: given, of the running demo, or of its own."""

import os
import sys

from django.core.management import execute_from_command_line

from izaportal.embedded.command import run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "izaportal.settings")
    sys.exit(run(sys.argv[1:], execute=lambda: execute_from_command_line(sys.argv)))
