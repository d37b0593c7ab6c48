"""How far an import is."""

from django.db import models


class ImportState(models.TextChoices):
    CHECKING = "checking", "wordt gecontroleerd"
    WRONG = "wrong", "met fouten"
    UNCHANGED = "unchanged", "niets gewijzigd"
    READY = "ready", "klaar om toe te passen"
    APPLYING = "applying", "wordt toegepast"
    APPLIED = "applied", "toegepast"
    UNDOING = "undoing", "wordt teruggedraaid"
    UNDONE = "undone", "teruggedraaid"
    FAILED = "failed", "mislukt"


BUSY = frozenset({ImportState.CHECKING, ImportState.APPLYING, ImportState.UNDOING})
# From these a file can be looked at again: what it meets in the portal may have changed.
CAN_BE_CHECKED = frozenset(
    {
        ImportState.WRONG,
        ImportState.UNCHANGED,
        ImportState.READY,
        ImportState.UNDONE,
        ImportState.FAILED,
    }
)
