"""Rows of core: the audit trail and runs."""

import uuid

from factory.declarations import LazyFunction
from factory.django import DjangoModelFactory

from izaportal.core.models import AuditEntry, Draft, Run
from izaportal.core.quarter import Quarter


class AuditEntryFactory(DjangoModelFactory[AuditEntry]):
    class Meta:
        model = AuditEntry

    actor_name = "Proefpersoon"
    request_id = LazyFunction(uuid.uuid4)
    action = "aangemaakt"
    object_type = "proef"


class RunFactory(DjangoModelFactory[Run]):
    class Meta:
        model = Run

    kind = "recalculate"
    programme = "proef"
    quarter = Quarter(2026, 3)
    asked_by = "Proefpersoon"


class DraftFactory(DjangoModelFactory[Draft]):
    class Meta:
        model = Draft

    user_id = LazyFunction(uuid.uuid4)
    place = "/proef/"
    typed = LazyFunction(dict)
