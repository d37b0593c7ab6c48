"""The Celery application. Tasks live in the apps' `tasks.py` and carry ids only."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "izaportal.settings")

app = Celery("izaportal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["izaportal.reporting", "izaportal.meetings", "izaportal.imports", "izaportal.web"])
