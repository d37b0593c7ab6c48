"""Dutch words for what the rules distinguish; the rules themselves know no screen."""

from izaportal.core.fields import enum_choices
from izaportal.reporting.aspects import Aspect, AspectStatus

ASPECT_WORDS = {Aspect.RESULT: "resultaat", Aspect.TIME: "tijd", Aspect.MONEY: "geld"}
ASPECT_STATUS_WORDS = {
    AspectStatus.EXCEEDED: "overtroffen",
    AspectStatus.ON_TRACK: "op koers",
    AspectStatus.AT_RISK: "risico",
    AspectStatus.OFF_TRACK: "achter",
    AspectStatus.NO_DATA: "geen gegevens",
    AspectStatus.NOT_DUE: "nog niet aan de orde",
    AspectStatus.NOT_APPLICABLE: "n.v.t.",
}
ASPECT_STATUSES = enum_choices(AspectStatus, ASPECT_STATUS_WORDS)
