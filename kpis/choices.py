"""Dutch words for what the rules distinguish; the rules themselves know no screen."""

from django.db import models

from izaportal.core.fields import enum_choices
from kpis.status import Frequency, Status
from kpis.targets import Accumulation, Direction


class IndicatorKind(models.TextChoices):
    OUTCOME = "outcome", "resultaatindicator"
    EFFORT = "effort", "inspanningsindicator"
    PROCESS = "process", "procesindicator"
    KEY_LEARNING = "key_learning", "kritieke leerindicator"


INDICATOR_KINDS = IndicatorKind.choices


class Effect(models.TextChoices):
    """An effect that the plan promises in a figure; the keys are those of the plan's figures."""

    ZVW_REDUCTION = "zvw_reduction", "lagere zorgkosten (ZVW)"
    HOURS_FREED = "hours_freed", "vrijgespeelde uren"
    FTE = "fte", "vermeden personeelsbehoefte"


EFFECTS = Effect.choices
DIRECTIONS = enum_choices(
    Direction,
    {Direction.UP: "hoger is beter", Direction.DOWN: "lager is beter", Direction.BAND: "binnen de band"},
)
ACCUMULATIONS = enum_choices(
    Accumulation,
    {
        Accumulation.LEVEL: "stand aan het eind van het kwartaal",
        Accumulation.CUMULATIVE: "geteld vanaf de start",
        Accumulation.PER_YEAR: "geteld vanaf 1 januari",
    },
)
FREQUENCIES = enum_choices(
    Frequency,
    {
        Frequency.QUARTERLY: "elk kwartaal",
        Frequency.HALF_YEARLY: "elk half jaar",
        Frequency.YEARLY: "elk jaar",
    },
)
STATUS_WORDS = {
    Status.EXCEEDED: "overtroffen",
    Status.ON_TRACK: "op koers",
    Status.AT_RISK: "risico",
    Status.OFF_TRACK: "achter",
    Status.NO_DATA: "geen meting",
    Status.NO_BASELINE: "geen nulmeting",
    Status.NOT_DUE: "nog niet aan de orde",
    Status.NO_TARGET: "geen streefwaarde",
    Status.TO_BE_DETERMINED: "n.t.b.",
}
STATUSES = enum_choices(Status, STATUS_WORDS)
