"""Dutch words for what the rules distinguish; the rules themselves know no screen."""

from funding.credit import CreditBasis, CreditMode, ObligationKind
from funding.duty import DutyState
from funding.payment import PaymentState
from funding.refund import RiskLevel, Source, Stream
from funding.shares import KeyKind
from izaportal.core.fields import enum_choices

SOURCES = enum_choices(Source, {Source.SPUK: "SPUK", Source.ZVW: "ZVW", Source.OWN: "eigen middelen"})
STREAMS = enum_choices(
    Stream,
    {
        Stream.TRANSFORMATION: "transformatiemiddelen",
        Stream.IZA: "SPUK IZA",
        Stream.BROAD: "Brede SPUK",
        Stream.AZWA: "SPUK AZWA",
    },
)
# What people call money of this source and stream.
MONEY_WORDS = {
    (Source.SPUK.value, Stream.TRANSFORMATION.value): "SPUK transformatiemiddelen",
    (Source.SPUK.value, Stream.IZA.value): "SPUK IZA",
    (Source.SPUK.value, Stream.BROAD.value): "Brede SPUK",
    (Source.SPUK.value, Stream.AZWA.value): "SPUK AZWA",
    (Source.ZVW.value, ""): "ZVW",
    (Source.OWN.value, ""): "Eigen middelen",
}
CREDIT_MODES = enum_choices(
    CreditMode, {CreditMode.ALL_OR_NOTHING: "alles of niets", CreditMode.PRO_RATA: "naar rato"}
)
OBLIGATIONS = enum_choices(
    ObligationKind,
    {ObligationKind.EFFORT: "inspanningsverplichting", ObligationKind.RESULT: "resultaatverplichting"},
)
RISK_LEVELS = enum_choices(
    RiskLevel, {RiskLevel.LOW: "laag", RiskLevel.MEDIUM: "midden", RiskLevel.HIGH: "hoog"}
)
PAYMENT_WORDS = {
    PaymentState.PLANNED: "gepland",
    PaymentState.CLAIMED: "ingediend",
    PaymentState.APPROVED: "goedgekeurd",
    PaymentState.PAID: "betaald",
    PaymentState.REFUSED: "afgewezen",
}
PAYMENT_STATES = enum_choices(PaymentState, PAYMENT_WORDS)
DUTY_STATES = enum_choices(
    DutyState,
    {DutyState.OPEN: "open", DutyState.SENT: "verzonden", DutyState.WITHDRAWN: "vervallen"},
)
KEY_KINDS = enum_choices(
    KeyKind,
    {
        KeyKind.AGREED_PERCENTAGES: "afgesproken percentages",
        KeyKind.POPULATION: "naar inwonertal",
        KeyKind.EQUAL: "gelijk",
        KeyKind.EXPLICIT_AMOUNTS: "afgesproken bedragen",
    },
)
CREDIT_BASIS_WORDS = {
    CreditBasis.CONFIRMED: "bevestigd door de zorgverzekeraar",
    CreditBasis.REFUSED: "afgewezen door de zorgverzekeraar",
    CreditBasis.PENDING: "nog niet bevestigd",
    CreditBasis.REACHED: "gevraagde waarde gehaald",
    CreditBasis.NOT_REACHED: "gevraagde waarde niet gehaald",
    CreditBasis.PRO_RATA: "naar rato van de meting",
    CreditBasis.WITHOUT_EVIDENCE: "zonder bewijs",
    CreditBasis.BEFORE_DUE: "nog niet verstreken",
    CreditBasis.AFTER_DUE: "verstreken zonder oordeel",
    CreditBasis.MANAGER: "verwachting van de programmamanager",
    CreditBasis.PROJECTION: "verwachte waarde op de einddatum",
    CreditBasis.STATUS: "status van de indicator",
    CreditBasis.GREY: "geen gegevens: van niets tot alles",
    CreditBasis.UNASSIGNED: "niet aan een mijlpaal toegewezen",
}
