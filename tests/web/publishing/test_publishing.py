"""Who makes a quarter public, how it is put on record, and what a new version does."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.models import Publication
from izaportal.reporting.selectors.publications import published, published_version
from izaportal.reporting.services.publishing import publish_quarter, withdraw_quarter
from izaportal.reporting.services.restate import restate
from kpis.models import Indicator, Measurement, MeasurementState
from kpis.services.measurements import Correction
from tests.web.dashboard.pages import address, words_of
from tests.web.public.publishing import DECIDER, REASON, last_freeze, publish

pytestmark = pytest.mark.django_db
Q1 = Quarter(2026, 1)
PAGE = reverse("publish-quarter", kwargs={"programme": "nml-o", "quarter": Q1})
WITHDRAW = reverse("withdraw-quarter", kwargs={"programme": "nml-o", "quarter": Q1})


def test_a_manager_publishes(client_of, programme):
    manager = client_of("programmamanager")
    freeze = last_freeze(programme, Q1)
    answer = manager.post(PAGE, {"freeze": str(freeze.pk), "reason": "Besproken op 26 mei."})
    assert (answer.status_code, answer.url) == (302, PAGE)
    row = Publication.objects.get(quarter=Q1)
    assert (row.freeze, row.actor_name) == (freeze, "Programmamanager NML-O")
    entry = AuditEntry.objects.get(object_type="openbaarmaking", object_id=str(row.pk))
    assert (entry.action, entry.reason) == ("openbaar gemaakt", "Besproken op 26 mei.")
    assert entry.changes["versie"] == [None, 1]
    assert manager.get("/publiek/nml-o/2026-Q1/").status_code == 200


def test_publishing_twice_writes_once(programme):
    assert publish(programme, Q1) == publish(programme, Q1)
    assert Publication.objects.filter(quarter=Q1).count() == 1


def test_both_decisions_ask_a_reason(client_of, programme):
    controller, freeze = client_of("controller"), last_freeze(programme, Q1)
    answer = controller.post(PAGE, {"freeze": str(freeze.pk), "reason": " "})
    assert answer.status_code == 422
    assert "Schrijf waarom dit kwartaal openbaar wordt." in words_of(answer)
    with pytest.raises(Invalid):
        publish_quarter(actor=DECIDER, programme=programme, quarter=Q1, freeze=freeze.pk, reason=" ")
    publish(programme, Q1)
    assert controller.post(WITHDRAW, {"reason": ""}).status_code == 422
    with pytest.raises(Invalid):
        withdraw_quarter(actor=DECIDER, programme=programme, quarter=Q1, reason="")
    assert published_version("nml-o", Q1) is not None


def test_withdrawing_is_on_record(client_of, programme):
    publish(programme, Q1)
    answer = client_of("controller").post(WITHDRAW, {"reason": "Een bedrag klopte niet."})
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert Q1 not in published("nml-o")
    entry = AuditEntry.objects.filter(object_type="openbaarmaking").latest("id")
    assert (entry.action, entry.changes["versie"]) == ("niet meer openbaar", [1, None])
    assert withdraw_quarter(actor=DECIDER, programme=programme, quarter=Q1, reason="Nog eens") is None


@pytest.mark.parametrize(
    "username", ["projectleider-mgn", "bestuurder-venray", "lezer", "zl-manager", "beheerder"]
)
def test_others_may_not_decide(viewer_of, programme, username):
    viewer, freeze = viewer_of(username), last_freeze(programme, Q1)
    with pytest.raises(NotAllowed):
        publish_quarter(actor=viewer, programme=programme, quarter=Q1, freeze=freeze.pk, reason=REASON)
    with pytest.raises(NotAllowed):
        withdraw_quarter(actor=viewer, programme=programme, quarter=Q1, reason=REASON)


def test_only_what_is_frozen_can_be_public(client_of, programme):
    q3 = Quarter(2026, 3)
    with pytest.raises(Refused, match="vastgesteld"):
        publish_quarter(actor=DECIDER, programme=programme, quarter=q3, freeze=uuid7(), reason=REASON)
    page = client_of("controller").get(
        reverse("publish-quarter", kwargs={"programme": "nml-o", "quarter": q3})
    )
    assert "Dit kwartaal is nog niet vastgesteld" in words_of(page)


def test_the_preview_is_the_public_page(client_of, programme):
    """Word for word: the same part of the page."""
    before = words_of(client_of("controller").get(PAGE))
    publish(programme, Q1)
    after = words_of(client_of().get("/publiek/nml-o/2026-Q1/"))
    shown = after[after.index("Indicatoren per status") : after.index("van het plan.")]
    assert shown in before


def test_a_new_version_is_not_public_by_itself(client_of, viewer_of, programme):
    publish(programme, Q1)
    old = last_freeze(programme, Q1)
    value = Measurement.objects.get(
        indicator__slug="kpi-1-1", quarter=Q1, state=MeasurementState.APPROVED, superseded_at=None
    )
    restate(
        actor=viewer_of("controller"),
        programme=programme,
        corrections=[Correction(value.pk, value=value.value + 5)],
        reason="Een wijk was vergeten.",
    )
    new = last_freeze(programme, Q1)
    assert [one.freeze for one in published("nml-o")[Q1]] == [old.pk]
    controller = client_of("controller")
    assert "Nieuwe versie openbaar maken" in words_of(controller.get(address("2026-Q1")))
    assert "die wordt niet vanzelf openbaar" in words_of(controller.get(PAGE))
    with pytest.raises(Refused, match="nieuwere versie"):
        publish_quarter(actor=DECIDER, programme=programme, quarter=Q1, freeze=old.pk, reason=REASON)
    stale = controller.post(PAGE, {"freeze": str(old.pk), "reason": REASON})
    assert stale.status_code == 422
    for answer in (stale, controller.get(PAGE)):  # with the reason that was typed, and the version now shown
        assert f'name="freeze" value="{new.pk}"' in answer.content.decode()
        assert REASON in answer.content.decode()
    assert controller.post(PAGE, {"freeze": str(new.pk), "reason": REASON}).status_code == 302
    assert [one.freeze for one in published("nml-o")[Q1]] == [old.pk, new.pk]
    page = client_of().get("/publiek/nml-o/2026-Q1/", {"freeze": str(old.pk)})
    assert "Naar de nieuwste versie" in words_of(page)
    text = words_of(client_of().get("/publiek/nml-o/2026-Q1/"))
    assert "Herzien" in text
    assert "Een wijk was vergeten" not in text


def test_the_dashboard_leads_to_it(client_of, programme):
    assert "Openbaar maken" in words_of(client_of("programmamanager").get(address("2026-Q1")))
    assert "Openbaar maken" not in words_of(client_of("lezer").get(address("2026-Q1")))
    assert "Openbaar maken" not in words_of(client_of("controller").get(address("2026-Q3")))


def test_what_became_confidential_is_taken_out_by_deciding_again(client_of, programme):
    """Also of an older version that is still to be had by its id."""
    publish(programme, Q1)
    Indicator.objects.filter(programme=programme, slug="kpi-1-1").update(confidential=True)
    controller, freeze = client_of("controller"), last_freeze(programme, Q1)
    assert "De openbare pagina zegt te veel" in words_of(controller.get(PAGE))
    publish(programme, Q1)
    assert Publication.objects.filter(quarter=Q1).count() == 2
    assert {one.withheld for one in published("nml-o")[Q1]} == {frozenset({"indicator/kpi-1-1"})}
    assert "Dit kwartaal is openbaar" in words_of(controller.get(PAGE))
    for query in ({}, {"freeze": str(freeze.pk)}):
        page = words_of(client_of().get("/publiek/nml-o/2026-Q1/", query))
        assert "Inwoners bereikt" not in page


def test_only_people_and_the_demo_publish():
    """A portal publishes nothing by itself: no job and no other page comes near it."""
    root = Path(settings.BASE_DIR)
    callers = {
        path.relative_to(root).as_posix()
        for path in (root / "izaportal").rglob("*.py")
        if re.search(r"(?<!def )\bpublish_quarter\(|\bPublication\(", path.read_text())
    }
    assert callers == {
        "izaportal/demo/plans/scenario/quarters.py",
        "izaportal/reporting/models/publication.py",
        "izaportal/reporting/services/publishing.py",
        "izaportal/web/publishing/views.py",
    }
