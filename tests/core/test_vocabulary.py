import pytest
from django.apps import apps

from izaportal.core import vocabulary

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("kind", "name", "word"),
    [
        ("project", "stage", "fase"),
        ("project", "fase", "fase"),
        ("meting", "value", "waarde"),
        ("meting", "waarde", "waarde"),
        ("rapportageperiode", "submit_until", "indienen tot en met"),
        ("vergadering", "body", "overleg"),
        ("voorwaarde bij een besluit", "slug", "naam in het adres"),
        ("bestand", "indicatoren", "indicatoren"),
        ("iets_vreemds", "een_veld", "een veld"),
    ],
)
def test_fields_are_called_by_their_model(kind, name, word):
    assert vocabulary.field_word(kind, name) == word


@pytest.mark.parametrize(
    ("kind", "name", "value", "words"),
    [
        ("project", "stage", "execution", "uitvoering"),
        ("project", "stage", "verdwenen", "verdwenen"),
        ("project", "region_wide", True, "ja"),
        ("project", "owner", {"id": "1", "label": "Gemeente Venray"}, "Gemeente Venray"),
        ("project", "partners", [{"id": "1", "label": "A"}, {"id": "2", "label": "B"}], "A; B"),
        ("project", "aliases", ["MGN", "netwerken"], "MGN; netwerken"),
        ("project", "aims", ["health", "efficiency"], "gezondheidswinst; interne doelmatigheid"),
        ("indicator", "phasing", ["12.500000", "100"], "12,5; 100"),
        ("project", "quadruple_aim", {"gezondheid": "beter", "n": 2}, "gezondheid: beter; n: 2"),
        ("project", "goal", "", "leeg"),
        ("project", "goal", None, "leeg"),
        ("meting", "waarde", "540.500000", "540,5"),
        ("meting", "quarter", "2026-Q3", "Q3 2026"),
        ("meting", "quarter", "2026-Q9", "2026-Q9"),
        ("meting", "decided_at", "2026-10-12T10:00:00+00:00", "12-10-2026 12:00"),
        ("rapportageperiode", "status", "frozen", "vastgesteld"),
        ("rapportageperiode", "submit_until", "2026-10-28", "28-10-2026"),
        ("rapportageperiode", "submit_until", "ooit", "ooit"),
        ("subsidie", "award", "96732.00", f"€{NBSP}96.732,00"),
        ("subsidie", "award", "n.v.t.", "n.v.t."),
        ("bestand", "indicatoren", "15 nieuw", "15 nieuw"),
        ("iets_vreemds", "veld", 3, "3"),
    ],
)
def test_values_are_told_as_people_read_them(kind, name, value, words):
    assert vocabulary.value_words(kind, name, value) == words


def test_words_lead_to_every_name_of_a_field():
    assert {"stage", "fase"} <= vocabulary.names_by_word()["fase"]
    assert {"value", "waarde"} <= vocabulary.names_by_word()["waarde"]


@pytest.mark.parametrize(
    ("name", "old", "new", "long"),
    [
        ("goal", "oud", "nieuw", True),
        ("goal", None, "nieuw", False),
        ("name", "oud", "nieuw", False),
        ("name", "x" * 100, "nieuw", True),
        ("region_wide", False, True, False),
    ],
)
def test_long_texts_are_compared_word_by_word(name, old, new, long):
    assert vocabulary.is_long_text("project", name, old, new) is long


def test_numbers_of_things_are_told():
    assert vocabulary.plural_of("meting", 1) == "1 meting"
    assert vocabulary.plural_of("meting", 1200) == "1.200 metingen"
    assert vocabulary.plural_of("bestand", 2) == "2 bestand"


def test_fields_stand_in_the_order_of_their_model():
    names = ["stage", "iets anders", "name", "doel"]
    assert vocabulary.in_order("project", names) == ["name", "doel", "stage", "iets anders"]
    assert vocabulary.in_order("bestand", ["b", "a"]) == ["b", "a"]


@pytest.mark.parametrize("room", ["regions", "pillars", "projects", "kpis", "funding"])
def test_what_plans_load_has_a_name_of_its_own(room):
    """The trail counts the rows of a file by the plural of their model."""
    models = list(apps.get_app_config(room).get_models())
    assert [one.__name__ for one in models if "verbose_name_plural" not in one._meta.original_attrs] == []
    plurals = [one._meta.verbose_name_plural for one in apps.get_models()]
    assert [one.__name__ for one in models if plurals.count(one._meta.verbose_name_plural) > 1] == []
