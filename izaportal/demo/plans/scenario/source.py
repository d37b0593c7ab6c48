"""The mark on everything the scenario invented."""

INVENTED = {
    "source_document": "Illustratief voorbeeldscenario",
    "source_place": "verzonnen om het portaal te tonen",
    "illustrative": True,
}
