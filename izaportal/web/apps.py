from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "izaportal.web"
    label = "web"
