"""Long compounds break where a reader would break them."""

import pytest

from izaportal.web.hyphens import breakable


def test_long_compounds_may_break():
    assert breakable("Nationale visie Gezondheidsinformatiestelsel") == (
        "Nationale visie Gezondheids\u00adinformatie\u00adstelsel"
    )


@pytest.mark.parametrize("name", ["Gezond vooruit", "Zorgstart", "1-1 Inwoners bereikt", ""])
def test_short_words_stay_whole(name):
    assert breakable(name) == name
