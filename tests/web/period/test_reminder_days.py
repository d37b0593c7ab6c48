"""Who runs a programme sets on which days it reminds, on the page beside the quarter's."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.period.test_views import PAGE, WHY, url, words_of

pytestmark = pytest.mark.django_db
REMINDERS = url("reminder-days")


def reminders_of(client: Client, **changed: str) -> dict[str, str]:
    form = client.get(REMINDERS).context["form"]
    posted = {name: values[0] for name, values in form.as_posted().items() if values}
    return {**posted, "basis": form.initial["basis"], "reason": WHY, **changed}


@pytest.mark.parametrize("person", ["programmamanager", "controller"])
def test_who_runs_it_sets_the_reminders(client_of, person):
    client = client_of(person)
    before = client.get(PAGE)
    assert "21, 14 en 7 dagen voor de laatste dag van indienen, en daarna nog 4 keer" in words_of(before)
    assert f'href="{REMINDERS}"' in before.content.decode()
    data = reminders_of(client, reminder_days="2, 10", reminders_after="1")
    after = words_of(client.post(REMINDERS, data, follow=True))
    assert "De dagen van herinneren zijn gewijzigd." in after
    assert "10 en 2 dagen voor de laatste dag van indienen, en nog eens op de dag erna." in after
    assert "26 oktober 2026" in after
    assert "14 oktober 2026" not in after[after.index("Wat er nog komt") :]


def test_no_reminders_at_all_is_said(client_of):
    client = client_of("programmamanager")
    data = reminders_of(client, reminder_days="", reminders_after="0")
    assert "Niet vooraf, en niet daarna." in words_of(client.post(REMINDERS, data, follow=True))


def test_wrong_days_stay_in_the_field(client_of):
    client = client_of("programmamanager")
    data = reminders_of(client)
    answer = client.post(REMINDERS, {**data, "reminder_days": "zeven", "reminders_after": "99"})
    assert answer.status_code == 422
    assert "Schrijf hele getallen met een komma ertussen" in words_of(answer)
    assert 'value="zeven"' in answer.content.decode()
    answer = client.post(REMINDERS, {**data, "reminder_days": "99", "reminders_after": "99"})
    assert "van 1 tot en met 60" in words_of(answer)
    assert "van 0 tot en met 12" in words_of(answer)


def test_two_who_set_reminders_see_both(client_of):
    manager, controller = client_of("programmamanager"), client_of("controller")
    late = reminders_of(controller, reminder_days="5")
    manager.post(REMINDERS, reminders_of(manager, reminder_days="10"))
    answer = controller.post(REMINDERS, late)
    assert answer.status_code == 409
    assert 'value="5"' in answer.content.decode()
    assert "10" in words_of(answer)


def test_a_draft_can_be_thrown_away(client_of):
    client = client_of("programmamanager")
    client.post(REMINDERS, reminders_of(client, reminder_days="zeven"))
    page = client.get(REMINDERS).content.decode()
    drop = page[page.index(f'action="{reverse("drop-draft")}"') :]
    assert 'name="csrfmiddlewaretoken"' in drop[: drop.index("</form>")]
