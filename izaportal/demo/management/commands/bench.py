from typing import Any

from django.core.management.base import BaseCommand
from django.test.utils import setup_test_environment, teardown_test_environment

from izaportal.demo.bench.pages import compare_pages
from izaportal.demo.bench.recalculation import compare_recalculation
from pillars.models import Programme


class Command(BaseCommand):
    help = (
        "Meet herberekening, dashboard en API naast hun vloer. Bedoeld voor de wegwerpdemo van `make bench`."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        programme = Programme.objects.get(slug="nml-o")
        setup_test_environment(debug=False)
        try:
            comparisons = [*compare_recalculation(programme), *compare_pages()]
        finally:
            teardown_test_environment()
        for comparison in comparisons:
            for line in comparison.lines():
                self.stdout.write(line)
