"""The municipal share as JSON; property names are camelCase (NLGov ADR)."""

from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from funding.refund import RiskLevel
from funding.share_figures import SHARE_FIGURES, Reason
from izaportal.reporting.api.camel import CamelSerializer, camel
from izaportal.reporting.api.examples import HISTORY_EXAMPLE, SHARE_EXAMPLE
from izaportal.reporting.api.fields import MomentField, MoneyField, NumberField, QuarterField
from kpis.status import Status

LEVELS = [level.value for level in RiskLevel]
STATES = ("frozen", "provisional")


class ShareParameters(serializers.Serializer[Any]):
    """Which programme and quarter are asked for."""

    programme = serializers.CharField(
        required=False,
        max_length=60,
        validators=[RegexValidator(r"\A[a-z0-9-]+\Z", "Schrijf een programma als nml-o.", code="format")],
        help_text="Het programma, zoals `nml-o`. Zonder programma komt een lijst met alle programma's.",
    )
    quarter = QuarterField(
        required=False, help_text="Het kwartaal, zoals `2026-Q2`. Zonder kwartaal het laatst vastgestelde."
    )
    freeze = serializers.UUIDField(
        required=False,
        error_messages={"invalid": "Schrijf een versie zoals freezeId in een antwoord."},
        help_text="Een versie van een vaststelling (`freezeId`). Zonder is het de laatste versie.",
    )


class HistoryParameters(serializers.Serializer[Any]):
    """Which programme is asked for."""

    programme = ShareParameters().fields["programme"]


class MunicipalityNameSerializer(CamelSerializer):
    code = serializers.RegexField(r"^GM[0-9]{4}$", help_text="CBS-code")
    name = serializers.CharField()


class ProgrammeNameSerializer(CamelSerializer):
    slug = serializers.CharField()
    name = serializers.CharField()


class ProjectNameSerializer(CamelSerializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    url = serializers.URLField(help_text="De pagina van het project in het portaal")


class GapSerializer(CamelSerializer):
    """Een bedrag dat ontbreekt of niet compleet is."""

    figure = serializers.ChoiceField([camel(name) for name in (*SHARE_FIGURES, "amount")])
    reason = serializers.ChoiceField([reason.value for reason in Reason])
    label = serializers.CharField(help_text="n.t.b., n.v.t. of nog niet berekend")  # type: ignore[assignment]  # DRF takes it out of the class
    projects = serializers.IntegerField(min_value=0, help_text="Van hoeveel projecten het deel ontbreekt")


class KeyUsedSerializer(CamelSerializer):
    """De verdeelsleutel die gold op de laatste dag van het kwartaal."""

    label = serializers.CharField()  # type: ignore[assignment]  # DRF takes it out of the class
    percentage = NumberField(allow_null=True, help_text="Het deel van deze gemeente; null is n.t.b.")
    illustrative = serializers.BooleanField(help_text="Verzonnen om te laten zien, niet uit het plan")


class YearBudgetSerializer(CamelSerializer):
    """SPUK-begroting van een jaar, het deel van deze gemeente."""

    year = serializers.IntegerField()
    amount = MoneyField(allow_null=True, help_text="null is n.t.b.: er is geen deel afgesproken")
    illustrative = serializers.BooleanField()


class FiguresSerializer(CamelSerializer):
    """Bedragen in euro's. null is niet nul: `missing` zegt per bedrag waarom het ontbreekt."""

    award = MoneyField(allow_null=True, help_text="Toegekend")
    spent = MoneyField(allow_null=True, help_text="Besteed tot en met het kwartaal")
    maximum = MoneyField(allow_null=True, help_text="Alles besteed en niets behaald")
    at_stake = MoneyField(allow_null=True, help_text="Besteed, en dus op het spel")
    unsecured = MoneyField(allow_null=True, help_text="Besteed op wat nog niet is bevestigd")
    unspent = MoneyField(allow_null=True, help_text="Ontvangen voorschot dat nog niet is besteed")
    due_gap = MoneyField(allow_null=True, help_text="Niet behaald van wat nu behaald had moeten zijn")
    expected = MoneyField(allow_null=True, help_text="Verwachte terugbetaling")
    missing = GapSerializer(many=True)


class NamedProjectSerializer(CamelSerializer):
    project = ProjectNameSerializer()


class ProjectShareSerializer(NamedProjectSerializer, FiguresSerializer):
    """Het deel van de gemeente in één project; de bedragen van alle projecten zijn samen het totaal."""

    level = serializers.ChoiceField(LEVELS, allow_null=True, help_text="Niveau van het afrekenrisico")
    illustrative = serializers.BooleanField()
    budget = YearBudgetSerializer(
        many=True, help_text="De begroting, van een vastgesteld kwartaal zoals die toen was."
    )


class IndicatorStatusSerializer(CamelSerializer):
    """De status van een indicator van een van de projecten, met de zin die haar uitlegt."""

    slug = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    unit = serializers.CharField(allow_blank=True)
    projects = serializers.ListField(child=serializers.CharField(), help_text="Projecten waar zij bij hoort")
    milestone_of = serializers.ListField(
        child=serializers.CharField(), help_text="Projecten waarvan een SPUK-mijlpaal aan haar hangt"
    )
    status = serializers.ChoiceField([status.value for status in Status])
    status_label = serializers.CharField()
    value = NumberField(allow_null=True, help_text="De goedgekeurde meting van dit kwartaal")
    lower = NumberField(allow_null=True, help_text="Ondergrens van de streefband in dit kwartaal")
    upper = NumberField(allow_null=True, help_text="Bovengrens van de streefband in dit kwartaal")
    projected = NumberField(allow_null=True, help_text="Verwachte waarde aan het eind van het jaar")
    early_warning = serializers.BooleanField()
    sentence = serializers.CharField()
    illustrative = serializers.BooleanField()


class QuarterTotalSerializer(CamelSerializer):
    """De totalen van één kwartaal."""

    quarter = QuarterField()
    state = serializers.ChoiceField(STATES, help_text="vastgesteld of voorlopig")
    frozen_on = serializers.DateField(allow_null=True)
    as_of = MomentField(allow_null=True, help_text="Wanneer dit is berekend (UTC)")
    freeze_id = serializers.UUIDField(
        allow_null=True, help_text="De vaststelling; null zolang die er niet is"
    )
    freeze_version = serializers.IntegerField(
        allow_null=True, help_text="1, of meer als het kwartaal is herzien; null zolang het voorlopig is"
    )
    illustrative = serializers.BooleanField()
    total = FiguresSerializer()


class OwnerSerializer(CamelSerializer):
    municipality = MunicipalityNameSerializer()
    programme = ProgrammeNameSerializer()
    currency = serializers.ChoiceField(["EUR"])


@extend_schema_serializer(examples=[SHARE_EXAMPLE])
class ShareSerializer(OwnerSerializer, QuarterTotalSerializer):
    """Het aandeel van een gemeente in een programma, in één kwartaal."""

    key = KeyUsedSerializer(allow_null=True)
    budget = YearBudgetSerializer(
        many=True, help_text="De begroting, van een vastgesteld kwartaal zoals die toen was."
    )
    projects = ProjectShareSerializer(many=True)
    indicators = IndicatorStatusSerializer(many=True)


class ShareListSerializer(CamelSerializer):
    """Het aandeel in elk programma waaraan de gemeente meedoet."""

    shares = ShareSerializer(many=True)


@extend_schema_serializer(examples=[HISTORY_EXAMPLE])
class ShareHistorySerializer(OwnerSerializer):
    """De totalen per kwartaal, oudste eerst."""

    quarters = QuarterTotalSerializer(many=True)


class ShareHistoryListSerializer(CamelSerializer):
    """De totalen per kwartaal van elk programma waaraan de gemeente meedoet."""

    histories = ShareHistorySerializer(many=True)
