import gc

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from izaportal.core.wording import use_plain_words

# A page makes tens of thousands of objects that end with it. To look for cycles in them every 700, as Python
# does by itself, took a twentieth of its time.
YOUNG = 20_000


class CoreConfig(AppConfig):
    name = "izaportal.core"
    label = "core"
    verbose_name = "Kern"

    def ready(self) -> None:
        gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
        use_plain_words()
        autodiscover_modules("receivers", "checks", "lookups")
