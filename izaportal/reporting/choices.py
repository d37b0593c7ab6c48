"""Dutch words for what the rules distinguish; the rules themselves know no screen."""

from enum import StrEnum

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


class Move(StrEnum):
    """What somebody did with a report."""

    SUBMITTED = "ingediend"
    WITHDRAWN = "ingetrokken"
    APPROVED = "goedgekeurd"
    RETURNED = "teruggestuurd"
    REOPENED = "heropend"
