from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "izaportal.reporting"
    label = "reporting"
    verbose_name = "Rapportage"
