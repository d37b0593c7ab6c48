from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "izaportal.imports"
    label = "imports"
    verbose_name = "Importeren"
