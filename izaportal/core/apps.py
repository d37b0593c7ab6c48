from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "izaportal.core"
    label = "core"
    verbose_name = "Kern"

    def ready(self) -> None:
        autodiscover_modules("receivers", "checks", "lookups")
