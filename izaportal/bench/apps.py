from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "izaportal.bench"
    label = "bench"
    verbose_name = "Metingen"
