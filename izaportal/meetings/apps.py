from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "izaportal.meetings"
    label = "meetings"
    verbose_name = "Vergaderingen"
