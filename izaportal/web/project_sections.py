"""The sections of a project that people edit: what the project page shows and its edit pages fill in."""

from izaportal.web.editing import Section
from projects import forms

STORY = Section("verhaal", "waarom", "Waar het om gaat", forms.StoryForm)
CORE = Section("kerngegevens", "kerngegevens", "Kerngegevens", forms.CoreForm)
NOTES = Section("bron", "bron", "Bron en aantekeningen", forms.NotesForm)
FIGURES = Section(
    "cijfers",
    "cijfers",
    "Cijfers van het plan",
    forms.FigureForm,
    "cijfer van het plan",
    "Cijfer toevoegen",
    "Cijfer wijzigen",
)
DEPENDENCIES = Section(
    "afhankelijkheden",
    "afhankelijkheden",
    "Afhankelijkheden",
    forms.DependencyForm,
    "afhankelijkheid",
    "Afhankelijkheid toevoegen",
    "Afhankelijkheid wijzigen",
)
PARTNERS = Section(
    "partners", "partners", "Partners", forms.PartnerForm, "partner", "Partner toevoegen", "Partner wijzigen"
)
MILESTONES = Section(
    "mijlpalen",
    "mijlpalen",
    "Mijlpalen",
    forms.MilestoneForm,
    "mijlpaal",
    "Mijlpaal toevoegen",
    "Mijlpaal wijzigen",
)
RISKS = Section(
    "risicos", "risicos", "Risico’s", forms.RiskForm, "risico", "Risico toevoegen", "Risico wijzigen"
)
PRECONDITIONS = Section(
    "randvoorwaarden",
    "randvoorwaarden",
    "Randvoorwaarden",
    forms.PreconditionForm,
    "randvoorwaarde",
    "Randvoorwaarde toevoegen",
    "Randvoorwaarde wijzigen",
)
LINKS = Section(
    "bewijs", "bewijs", "Bewijs", forms.LinkForm, "bewijsstuk", "Link toevoegen", "Bewijsstuk wijzigen"
)
FILES = Section(
    "bestanden", "bewijs", "Bewijs", forms.FileForm, "bewijsstuk", "Bestand toevoegen", "Bewijsstuk wijzigen"
)
STORED_FILES = Section(
    "bestand", "bewijs", "Bewijs", forms.StoredFileForm, "bewijsstuk", "", "Bewijsstuk wijzigen"
)
SECTIONS = {
    section.slug: section
    for section in (
        STORY, CORE, NOTES, FIGURES, DEPENDENCIES, PARTNERS, MILESTONES, RISKS, PRECONDITIONS, LINKS, FILES,
        STORED_FILES,
    )
}  # fmt: skip
