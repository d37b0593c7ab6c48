"""Cells that cannot be read as what their column holds."""

from datetime import date, time

from tests.imports.corpus.case import Broken, at, new_line

BOOKING = {
    "grant": "mgn / spuk-mgn",
    "amount": 100,
    "performed_on": date(2026, 7, 15),
    "reference": "F-1",
}


def booking(name: str, says: str, **wrong: object) -> Broken:
    return Broken(name, "boekingen", new_line("Boekingen", BOOKING, **wrong), says, "Boekingen, cel")


def budget(name: str, says: str, amount: object) -> Broken:
    return Broken(name, "begroting", at("Begroting", 3, amount=amount), says, "Begroting, cel G3")


CELLS = [
    budget("words_for_a_figure", "“veel” is geen getal", "veel"),
    budget("english_figure", "“1,234.50” is geen getal", "1,234.50"),
    budget("two_commas", "“1,2,3” is geen getal", "1,2,3"),
    budget("not_applicable", "“n.v.t.” is geen getal", "n.v.t."),
    budget("to_be_determined", "“n.t.b.” is geen getal", "n.t.b."),
    budget("percentage", "“12%” is geen getal", "12%"),
    budget("half_a_cent", "te veel decimalen", 10.005),
    budget("too_much", "dit getal is te groot", 10**13),
    budget("a_day_for_a_figure", "hier staat een datum", date(2026, 1, 1)),
    budget("true_for_a_figure", "waar of onwaar", True),
    budget("a_formula_with_an_error", "de formule in deze cel geeft #REF!", "#REF!"),
    budget("a_dutch_formula_error", "geeft #DEEL/0!", "#DEEL/0!"),
    budget("no_outcome", "uitkomst van deze formule staat niet", "=1000*2"),
    budget("empty_amount", "‘Begroot’ is leeg", None),
    budget("below_zero", "niet minder dan nul", -5),
    booking("no_amount", "‘Bedrag’ is leeg", amount=None),
    booking("amount_of_nothing", "0 is niet groter dan 0", amount=0),
    booking("amount_below_zero", "niet groter dan 0", amount="-12,50"),
    booking("no_day", "‘Geleverd op’ is leeg", performed_on=None),
    booking("day_in_words", "“gisteren” is geen datum", performed_on="gisteren"),
    booking("thirtieth_of_february", "“30-02-2026” is geen datum", performed_on="30-02-2026"),
    booking("american_day", "“07/15/2026” is geen datum", performed_on="07/15/2026"),
    booking("short_year", "“15-07-26” is geen datum", performed_on="15-07-26"),
    booking("bare_number_for_a_day", "“46218” is geen datum", performed_on=46218),
    booking("only_a_time", "is geen datum", performed_on=time(9, 30)),
    booking("impossible_year", "jaar 2962 kan niet kloppen", performed_on=date(2962, 7, 15)),
    booking("no_reference", "‘Kenmerk’ is leeg", reference=None),
    booking("long_reference", "tekst heeft 81 tekens", reference="x" * 81),
    booking("long_description", "tekst heeft 201 tekens", description="x" * 201),
    booking("unknown_grant", "“mgn / bestaat-niet” staat niet in de keuzelijst", grant="mgn / bestaat-niet"),
    booking("unknown_milestone", "“m99” staat niet in de keuzelijst", milestone="m99"),
    booking("neither_yes_nor_no", "“misschien” is geen ja of nee", may_count_later="misschien"),
    Broken(
        "unknown_stage",
        "projecten",
        at("Projecten", 3, stage="uitvoeren"),
        "“uitvoeren” staat niet in de keuzelijst",
        "Projecten, cel F3",
    ),
    Broken(
        "unknown_pillar", "projecten", at("Projecten", 3, pillar="9 · Nieuw"), "staat niet in de keuzelijst"
    ),
    Broken("nameless_project", "projecten", at("Projecten", 3, name=None), "‘Naam’ is leeg"),
    Broken("flag_in_words", "indicatoren", at("Indicatoren", 3, counts="soms"), "“soms” is geen ja of nee"),
    Broken("half_a_decimal", "indicatoren", at("Indicatoren", 3, decimals=1.5), "te veel decimalen"),
    Broken(
        "unknown_direction",
        "indicatoren",
        at("Indicatoren", 3, direction="omhoog"),
        "staat niet in de keuzelijst",
    ),
    Broken("measured_in_words", "metingen", at("Metingen", 3, value="goed"), "“goed” is geen getal"),
    Broken("seven_decimals", "metingen", at("Metingen", 3, value="1,2345678"), "te veel decimalen"),
]
