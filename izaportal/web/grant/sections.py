"""The sections of a grant that are edited: what its page shows and its forms fill in."""

from funding.forms import agreements as forms
from izaportal.web.editing import Section

CORE = Section("gegevens", "gegevens", "Toekenning", forms.GrantForm)
MILESTONES = Section(
    "mijlpalen",
    "mijlpalen",
    "Mijlpalen",
    forms.MilestoneForm,
    "mijlpaal van een subsidie",
    "Mijlpaal toevoegen",
    "Mijlpaal wijzigen",
)
INDICATORS = Section(
    "indicatoren",
    "mijlpalen",
    "Mijlpalen",
    forms.MilestoneIndicatorForm,
    "indicator bij een mijlpaal",
    "Indicator koppelen",
    "Indicator bij een mijlpaal wijzigen",
)
INSTALMENTS = Section(
    "termijnen",
    "termijnen",
    "Termijnen",
    forms.InstalmentForm,
    "termijn",
    "Termijn toevoegen",
    "Termijn wijzigen",
)
CONDITIONS = Section(
    "voorwaarden",
    "voorwaarden",
    "Betaalvoorwaarden",
    forms.ConditionForm,
    "betaalvoorwaarde",
    "Voorwaarde toevoegen",
    "Voorwaarde wijzigen",
)
COMMITMENTS = Section(
    "verplichtingen",
    "verplichtingen",
    "Verplichtingen",
    forms.CommitmentForm,
    "verplichting",
    "Verplichting toevoegen",
    "Verplichting wijzigen",
)
SECTIONS = {
    section.slug: section for section in (CORE, MILESTONES, INDICATORS, INSTALMENTS, CONDITIONS, COMMITMENTS)
}
