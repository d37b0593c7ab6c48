from typing import Any

from django.core.management.base import BaseCommand

from izaportal.bench.boards import compare_boards
from izaportal.bench.comparisons import compare_comparisons
from izaportal.bench.importing import compare_importing
from izaportal.bench.packs import time_pack
from izaportal.bench.pages import compare_pages
from izaportal.bench.portfolio import compare_portfolio
from izaportal.bench.recalculation import compare_recalculation
from pillars.models import Programme


class Command(BaseCommand):
    help = (
        "Meet herberekening, dashboard, API en portfolio naast hun vloer; "
        "bedoeld voor de wegwerpdemo van `make bench`."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        programme = Programme.objects.get(slug="nml-o")
        for comparison in (
            *compare_recalculation(programme),
            *compare_pages(),
            *compare_comparisons(programme),
            *compare_portfolio(programme),
            *compare_boards(programme),
        ):
            for line in comparison.lines():
                self.stdout.write(line)
        importing, memory = compare_importing(programme)
        for comparison in importing:
            for line in comparison.lines():
                self.stdout.write(line)
        self.stdout.write(memory)
        for line in time_pack(programme):
            self.stdout.write(line)
