"""Long compounds break where a reader would break them."""

import pytest

from izaportal.web.hyphens import breakable, unbroken


def test_long_compounds_may_break():
    assert breakable("Nationale visie Gezondheidsinformatiestelsel") == (
        "Nationale visie Gezondheids\u00adinformatie\u00adstelsel"
    )


@pytest.mark.parametrize("name", ["Gezond vooruit", "Zorgstart", "1-1 Inwoners bereikt", ""])
def test_short_words_stay_whole(name):
    assert breakable(name) == name


@pytest.mark.parametrize("kept", ["06-08-2026", "1-1-2024", "Q2 2026", "1-1", "28-10-2026"])
def test_what_one_reads_at_once_stays_on_one_line(kept):
    assert unbroken(f"tot ({kept}).") == f'tot (<span class="u-nowrap">{kept}</span>).'


def test_what_is_kept_on_one_line_is_still_escaped():
    assert unbroken("<b> Noord- en Midden-Limburg & 2,5") == "&lt;b&gt; Noord- en Midden-Limburg &amp; 2,5"
