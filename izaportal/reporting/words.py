"""Dutch words for aspects and their statuses, for rules that make sentences. Pure."""

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
