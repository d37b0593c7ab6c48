"""Theme and language: plain forms that set a cookie and lead back, on pages that ask no database."""

import pytest

from izaportal.web.preferences.choices import THEME_COOKIE


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_kept(client, theme):
    answer = client.post("/voorkeuren/weergave/", {"theme": theme, "next": "/onderdelen/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/onderdelen/"
    assert f'data-theme="{theme}"' in client.get("/onderdelen/").content.decode()


def test_the_system_theme_forgets_the_choice(client):
    client.post("/voorkeuren/weergave/", {"theme": "dark"})
    client.post("/voorkeuren/weergave/", {"theme": "system"})
    assert "data-theme" not in client.get("/onderdelen/").content.decode()


def test_a_strange_cookie_changes_nothing(client):
    client.cookies[THEME_COOKIE] = '"><script>'
    page = client.get("/onderdelen/").content.decode()
    assert "data-theme" not in page
    assert '"><script>' not in page


@pytest.mark.parametrize(
    "elsewhere", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", ""]
)
def test_nobody_is_led_away(client, elsewhere):
    answer = client.post("/voorkeuren/weergave/", {"theme": "dark", "next": elsewhere})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/voorkeuren/weergave/", {"theme": "paars"}),
        ("/voorkeuren/weergave/", {}),
        ("/voorkeuren/taal/", {"language": "xx"}),
    ],
)
def test_an_unknown_choice_is_refused(client, path, data):
    assert client.post(path, data).status_code == 400


def test_a_language_is_kept_in_its_cookie(client, settings):
    answer = client.post("/voorkeuren/taal/", {"language": "nl", "next": "/onderdelen/"})
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "nl"


@pytest.mark.parametrize("path", ["/voorkeuren/weergave/", "/voorkeuren/taal/"])
def test_a_preference_is_set_by_post_only(client, path):
    assert client.get(path).status_code == 405


def test_the_form_carries_its_token(client):
    assert client.get("/onderdelen/").content.decode().count("csrfmiddlewaretoken") >= 1
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post("/voorkeuren/weergave/", {"theme": "dark"}).status_code == 403
