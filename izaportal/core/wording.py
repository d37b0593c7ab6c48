"""What forms say of an answer that is missing or out of bounds, plainer than Django says it."""

from collections.abc import Mapping

from django import forms
from django.core import validators

MESSAGES: Mapping[type[forms.Field], Mapping[str, str]] = {
    forms.Field: {"required": "Vul dit in."},
    forms.ChoiceField: {"required": "Maak een keuze."},
    forms.MultipleChoiceField: {"required": "Maak een keuze."},
    forms.DateField: {"required": "Vul een datum in."},
    forms.BooleanField: {"required": "Zet hier een vinkje."},
    forms.FileField: {"required": "Kies een bestand."},
}
BOUNDS: Mapping[type[validators.BaseValidator], str] = {
    validators.MinValueValidator: "Vul %(limit_value)s of meer in.",
    validators.MaxValueValidator: "Vul hoogstens %(limit_value)s in.",
    validators.MaxLengthValidator: "Gebruik hoogstens %(limit_value)d tekens; het zijn er nu %(show_value)d.",
}
DECIMALS = {
    "max_digits": "Dit getal is te groot: gebruik hoogstens %(max)s cijfers.",
    "max_decimal_places": "Gebruik hoogstens %(max)s cijfers achter de komma.",
    "max_whole_digits": "Dit getal is te groot: gebruik hoogstens %(max)s cijfers voor de komma.",
}


def use_plain_words() -> None:
    """For every form that is made from now on; a field with a message of its own keeps that."""
    for field, said in MESSAGES.items():
        field.default_error_messages = {**field.default_error_messages, **said}
    for validator, message in BOUNDS.items():
        validator.message = message
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **DECIMALS}
