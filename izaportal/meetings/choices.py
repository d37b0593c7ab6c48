"""What stands on an agenda and why, how far a decision is followed up, and what a college says."""

from django.db import models

from projects.models import DecisionKind

# All others are done by somebody, before a day.
JUST_SAID = frozenset({DecisionKind.HOLD, DecisionKind.ADOPT})


class ItemKind(models.TextChoices):
    """All but OWN come by themselves, each from a cause."""

    GO_NO_GO = "go_no_go", "go/no-go"
    REQUEST = "request", "gevraagd besluit"
    RESTATEMENT = "restatement", "herziening"
    DUTY = "duty", "meldplicht"
    HELD_OVER = "held_over", "aangehouden"
    PUT_OFF = "put_off", "doorgeschoven"
    OWN = "own", "ingebracht"


class FollowUp(models.TextChoices):
    OPEN = "open", "open"
    BUSY = "busy", "mee bezig"
    DONE = "done", "afgerond"
    LAPSED = "lapsed", "vervallen"


ENDED = frozenset({FollowUp.DONE, FollowUp.LAPSED})


class Stance(models.TextChoices):
    """What a college of mayor and aldermen says to a decision."""

    UNKNOWN = "unknown", "onbekend"
    AGREED = "agreed", "akkoord"
    RESERVED = "reserved", "akkoord met voorbehoud"
    REFUSED = "refused", "niet akkoord"


AGREES = frozenset({Stance.AGREED, Stance.RESERVED})
