import pytest

from izaportal.core.slugs import free_slug


@pytest.mark.parametrize(
    ("words", "taken", "slug"),
    [
        ("Stuurgroep Ouderen", (), "stuurgroep-ouderen"),
        ("Stuurgroep Ouderen", ("stuurgroep-ouderen",), "stuurgroep-ouderen-2"),
        ("Stuurgroep", ("stuurgroep", "stuurgroep-2", "stuurgroep-4"), "stuurgroep-3"),
        ("!", (), "overleg"),
        ("!", ("overleg",), "overleg-2"),
    ],
)
def test_a_slug_is_made_of_the_words_and_numbered_when_it_is_taken(words, taken, slug):
    assert free_slug(words, taken, most=70, otherwise="overleg") == slug


def test_a_long_one_is_cut_before_its_number_and_never_ends_in_a_hyphen():
    assert free_slug("zorg voor ouderen", ("zorg",), most=5, otherwise="overleg") == "zorg-2"
