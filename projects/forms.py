"""What can be filled in of a project, section by section, and of the rows it has."""

import hashlib
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from izaportal.core import clock
from izaportal.core.filetypes import NotAcceptedError, file_type
from izaportal.core.forms import Day, EditForm, Lines, Number, Reference, References, RowForm, Text
from izaportal.core.models import Knowledge
from izaportal.core.quarter import Quarter
from pillars.models import PlanFigureKind
from projects.models import Aim, LeadState, MilestoneState, OwnerKind, ProjectKind, Stage
from projects.services.editing import KeptFile

NOTHING = ("", "niet vermeld")
AIMS = Aim.choices
SCORES = [("", "niet beoordeeld"), *((str(score), str(score)) for score in range(1, 6))]
NO_ADDRESS = {"invalid": "Dit is geen adres. Schrijf bijvoorbeeld https://www.voorbeeld.nl/verslag."}
MEGABYTE = 2**20
LARGEST_FILE = 20 * MEGABYTE


class Aims(forms.MultipleChoiceField):
    """Some of the aims, in their own order."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        chosen = set(super().clean(value))
        return [aim.value for aim in Aim if aim.value in chosen]


class UploadField(forms.FileField):
    """A document to keep: its type is judged by its content."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=200,
            help_text="Pdf, Word, Excel, PowerPoint, OpenDocument, png, jpeg, csv of tekst; hoogstens 20 MB.",
            error_messages={"empty": "Dit bestand is leeg.", "required": "Kies een bestand."},
            **options,
        )

    def clean(self, data: Any, initial: Any = None) -> KeptFile | None:
        sent: UploadedFile[Any] | None = super().clean(data, initial)
        if not sent:
            return None
        content = cast("BinaryIO", sent)  # it hands on to the file it holds
        if (sent.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                f"Dit bestand is {(sent.size or 0) / MEGABYTE:.0f} MB; hoogstens 20 MB wordt bewaard."
            )
        try:
            kind = file_type(content, sent.name or "")
        except NotAcceptedError as refused:
            raise forms.ValidationError(str(refused)) from refused
        digest = hashlib.sha256()
        for part in sent.chunks():
            digest.update(part)
        return KeptFile(sent, sent.name or "", kind.media_type, sent.size or 0, digest.hexdigest())


class Score(forms.TypedChoiceField):
    """From 1 to 5; empty is not assessed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=SCORES, coerce=int, empty_value=None, required=False, **options)


class QuarterField(forms.TypedChoiceField):
    """One of the quarters that the form was given; empty is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=Quarter.parse, empty_value=None, **options)


class StoryForm(EditForm):
    """What the project is for: the plan's A4."""

    summary = Text(label="Samenvatting", help_text="In één of twee zinnen; staat boven de pagina.")
    goal = Text(label="Doel")
    urgency = Text(label="Urgentie")
    problem = Text(label="Probleem")
    effects = Text(label="Beoogde effecten")
    target_group = Text(label="Doelgroep")
    aims = Aims(label="Quadruple aim", choices=AIMS, required=False)


class CoreForm(EditForm):
    """Name, place in the plan, stage and owner."""

    name = Text(label="Naam", max_length=250, required=True)
    code = Text(label="Code", max_length=40, help_text="Zoals in het plan; mag vaker voorkomen.")
    kind = forms.ChoiceField(label="Soort", choices=ProjectKind.choices)
    pillar = Reference(label="Pijler", required=False)
    other_pillars = References(label="Hoort ook bij", required=False)
    challenges = References(label="Opgaven", required=False)
    stage = forms.ChoiceField(label="Fase", choices=[NOTHING, *Stage.choices], required=False)
    owner_kind = forms.ChoiceField(label="Soort eigenaar", choices=OwnerKind.choices)
    owner = Reference(label="Organisatie", required=False, help_text="Alleen bij soort organisatie.")
    owner_body = Reference(label="Gremium", required=False, help_text="Alleen bij soort gremium.")
    owner_role = Text(
        label="Rol van de eigenaar", max_length=80, help_text="Een rol, nooit de naam van een persoon."
    )
    lead_state = forms.ChoiceField(label="Projectleider", choices=LeadState.choices)
    region_wide = forms.BooleanField(label="Regiobreed", required=False)
    aliases = Lines(label="Ook bekend als", help_text="Eén naam per regel.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        kind = given.get("owner_kind")
        for needed, field, word in (
            (OwnerKind.ORGANISATION, "owner", "een organisatie"),
            (OwnerKind.BODY, "owner_body", "een gremium"),
        ):
            if kind == needed and not given.get(field):
                self.add_error(field, f"Kies {word}, of kies een andere soort eigenaar.")
            if kind and kind != needed and given.get(field):
                self.add_error(field, f"Laat dit leeg, of kies bij soort eigenaar {word}.")
        return given


class NewProjectForm(RowForm):
    """What a project begins with; the rest is filled in on its page."""

    name = Text(label="Naam", max_length=250, required=True)
    code = Text(label="Code", max_length=40, help_text="Zoals in het plan; mag vaker voorkomen.")
    kind = forms.ChoiceField(label="Soort", choices=ProjectKind.choices)
    pillar = Reference(label="Pijler", required=False)
    stage = forms.ChoiceField(label="Fase", choices=[NOTHING, *Stage.choices], required=False)
    summary = Text(label="Samenvatting", help_text="In één of twee zinnen; staat boven de pagina.")


class NotesForm(EditForm):
    notes = Lines(label="Aantekeningen bij de bron", help_text="Eén aantekening per regel.")
    source_document = Text(label="Brondocument", max_length=120)
    source_place = Text(label="Vindplaats", max_length=120)


class PartnerForm(RowForm):
    organisation = Reference(label="Organisatie")
    commitment = Text(label="Inzet", max_length=200, help_text="Wat zegt de partner toe?")
    intended = forms.BooleanField(label="Beoogd: heeft nog niet toegezegd", required=False)


class FigureForm(RowForm):
    kind = forms.ChoiceField(label="Wat", choices=PlanFigureKind.choices)
    knowledge = forms.ChoiceField(label="Wat is bekend", choices=Knowledge.choices)
    lower = Number(label="Van", required=False, help_text="Bij één getal: vul van en tot en met gelijk in.")
    upper = Number(label="Tot en met", required=False)
    unit = Text(label="Eenheid", max_length=60, help_text="Bijvoorbeeld euro, uur of %.")
    period = Text(label="Periode", max_length=60)
    source_place = Text(label="Vindplaats", max_length=120)
    note = Text(label="Toelichting", max_length=1000)
    is_default = forms.BooleanField(label="Deze waarde geldt", required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        lower, upper = given.get("lower"), given.get("upper")
        has_value = lower is not None or upper is not None
        if given.get("knowledge") == Knowledge.GIVEN and not (
            has_value or {"lower", "upper"} & set(self.errors)
        ):
            self.add_error("lower", "Vul een getal in, of kies bij ‘wat is bekend’ waarom het er niet is.")
        if given.get("knowledge") != Knowledge.GIVEN and has_value:
            self.add_error("knowledge", "Er staat een getal; kies ‘bekend’, of maak de getallen leeg.")
        if lower is not None and upper is not None and lower > upper:
            self.add_error("upper", "Dit is lager dan ‘van’.")
        return given


class MilestoneForm(RowForm):
    label = Text(label="Mijlpaal", max_length=300, required=True)
    due = Day(label="Uiterlijk", required=False)
    state = forms.ChoiceField(label="Stand", choices=MilestoneState.choices)
    reached_on = Day(label="Gehaald op", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        reached_on = given.get("reached_on")
        if reached_on and given.get("state") != MilestoneState.REACHED:
            self.add_error("reached_on", "Alleen bij de stand ‘gehaald’.")
        elif reached_on and reached_on > clock.today():
            self.add_error("reached_on", "Deze dag moet nog komen.")
        return given


class RiskForm(RowForm):
    label = Text(label="Risico", max_length=300, required=True)
    likelihood = Score(label="Kans", help_text="Van 1 (zeer klein) tot 5 (zeer groot).")
    impact = Score(label="Gevolg", help_text="Van 1 (zeer klein) tot 5 (zeer groot).")
    owner_role = Text(label="Eigenaar", max_length=120, help_text="Een rol, nooit de naam van een persoon.")
    measure = Text(label="Maatregel")


class DependencyForm(RowForm):
    needs = Reference(label="Heeft nodig")
    label = Text(label="Waarom", max_length=300)


class PreconditionForm(RowForm):
    label = Text(label="Randvoorwaarde", max_length=300, required=True)
    category = Text(label="Categorie", max_length=120)
    owner = Text(label="Eigenaar", max_length=120, help_text="Een rol of organisatie, nooit een persoon.")
    due_text = Text(label="Wanneer", max_length=40)


class LinkForm(RowForm):
    """Evidence that stands elsewhere."""

    label = Text(label="Naam van het bewijsstuk", max_length=200, required=True)
    url = forms.URLField(label="Adres", max_length=500, assume_scheme="https", error_messages=NO_ADDRESS)
    quarter = QuarterField(label="Hoort bij kwartaal", required=False)
    note = Text(label="Toelichting", max_length=1000)

    def clean_url(self) -> str:
        """A page of the web: a browser opens nothing else, and readers are led nowhere else."""
        url = str(self.cleaned_data["url"])
        if not url.lower().startswith(("https://", "http://")):
            raise forms.ValidationError(NO_ADDRESS["invalid"], code="invalid")
        return url


class FileForm(RowForm):
    """Evidence that is kept here. The file of a piece of evidence never changes."""

    label = Text(label="Naam van het bewijsstuk", max_length=200, required=True)
    upload = UploadField(label="Bestand")
    quarter = QuarterField(label="Hoort bij kwartaal", required=False)
    note = Text(label="Toelichting", max_length=1000)


class StoredFileForm(RowForm):
    """What can change of evidence whose file is kept already."""

    label = Text(label="Naam van het bewijsstuk", max_length=200, required=True)
    quarter = QuarterField(label="Hoort bij kwartaal", required=False)
    note = Text(label="Toelichting", max_length=1000)
