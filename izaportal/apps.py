from django.apps import AppConfig

from izaportal import celery

__all__ = ["PortalConfig", "celery"]


class PortalConfig(AppConfig):
    """Makes the Celery application the one that tasks belong to, wherever Django starts."""

    name = "izaportal"
    label = "izaportal"
