"""What is said of payments of insurers, and of money of a year."""

from funding.payment import Missed, PaymentState, YearState

PAYMENT_STEPS = (
    (PaymentState.PLANNED, "gepland"),
    (PaymentState.CLAIMED, "ingediend"),
    (PaymentState.APPROVED, "goedgekeurd"),
    (PaymentState.PAID, "betaald"),
)
MISSED_WORDS = {
    Missed.REFUSED: "Afgewezen: dit geld komt niet.",
    Missed.OVERDUE: "De dag is voorbij en er is niets ingediend.",
}
YEAR_WORDS = {
    YearState.OVER: "vervallen",
    YearState.RUNNING: "nog te gebruiken",
    YearState.COMING: "komt nog",
}
