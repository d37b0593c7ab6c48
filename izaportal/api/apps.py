from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "izaportal.api"
    label = "api"
