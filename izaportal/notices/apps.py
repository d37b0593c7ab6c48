from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "izaportal.notices"
    label = "notices"
    verbose_name = "Meldingen"
