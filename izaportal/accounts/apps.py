from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "izaportal.accounts"
    label = "accounts"
    verbose_name = "Gebruikers"
