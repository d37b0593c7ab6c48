from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "izaportal.demo"
    label = "demo"
