"""Saved views: whose they are, who may share them, and what is refused."""

from uuid import uuid4

import pytest

from izaportal.core.errors import Invalid, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import SavedView
from izaportal.reporting.selectors.saved_views import saved_views
from izaportal.reporting.services.saved_views import (
    MOST_VIEWS,
    NewView,
    keep_view,
    overwrite_view,
    remove_view,
    share_view,
)

pytestmark = pytest.mark.django_db


def keep(actor, programme, name="Mijn lijst", **values) -> SavedView:
    return keep_view(
        actor=actor, programme=programme, view=NewView(uuid4(), name, **{"query": "fase=design", **values})
    )


def names(viewer, programme) -> list[str]:
    return [view.name for view in saved_views(viewer, programme)]


def test_a_view_is_kept_for_oneself(viewer_of, programme):
    keep(viewer_of("lezer"), programme, "  Mijn   lijst ")
    assert names(viewer_of("lezer"), programme) == ["Mijn lijst"]
    assert names(viewer_of("programmamanager"), programme) == []
    entry = AuditEntry.objects.latest("id")
    assert (entry.object_type, entry.object_label, entry.programme) == ("weergave", "Mijn lijst", "nml-o")


def test_a_managers_view_is_shared(viewer_of, programme):
    keep(viewer_of("programmamanager"), programme, "A van de manager", shared=True)
    keep(viewer_of("lezer"), programme, "B van mij")
    assert names(viewer_of("lezer"), programme) == ["B van mij", "A van de manager"]
    for outsider in ("zl-manager", "beheerder"):
        assert names(viewer_of(outsider), programme) == []


def test_only_a_manager_shares(viewer_of, programme):
    with pytest.raises(NotAllowed, match="Alleen de programmamanager"):
        keep(viewer_of("lezer"), programme, shared=True)
    own = keep(viewer_of("lezer"), programme)
    with pytest.raises(NotAllowed):
        share_view(actor=viewer_of("lezer"), view_id=own.pk, shared=True)
    shared = keep(viewer_of("programmamanager"), programme, shared=True)
    share_view(actor=viewer_of("programmamanager"), view_id=shared.pk, shared=False)
    assert names(viewer_of("lezer"), programme) == ["Mijn lijst"]


def test_sending_it_twice_keeps_one(viewer_of, programme):
    view = NewView(uuid4(), "Mijn lijst", "fase=design")
    for _ in range(2):
        keep_view(actor=viewer_of("lezer"), programme=programme, view=view)
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" ", "Geef de weergave een naam"),
        ("x" * 61, "hoogstens 60 tekens"),
        ("Mijn lijst", "al een weergave met deze naam"),
    ],
)
def test_a_bad_name_is_told_at_its_field(viewer_of, programme, name, why):
    keep(viewer_of("lezer"), programme)
    with pytest.raises(Invalid, match=why) as refused:
        keep(viewer_of("lezer"), programme, name)
    assert [mistake.place for mistake in refused.value.mistakes] == ["name"]


def test_there_is_an_end_to_views(viewer_of, programme):
    for number in range(MOST_VIEWS):
        keep(viewer_of("lezer"), programme, f"lijst {number}")
    with pytest.raises(Invalid, match="verwijder er eerst een"):
        keep(viewer_of("lezer"), programme)


def test_an_own_view_is_overwritten_and_removed(viewer_of, programme):
    reader = viewer_of("lezer")
    view = keep(reader, programme)
    entry = overwrite_view(actor=reader, view_id=view.pk, query="fase=execution")
    assert entry is not None
    assert entry.changes == {"query": ["fase=design", "fase=execution"]}
    assert overwrite_view(actor=reader, view_id=view.pk, query="fase=execution") is None
    remove_view(actor=reader, view_id=view.pk)
    assert names(reader, programme) == []


@pytest.mark.parametrize("who", ["programmamanager", "zl-manager", None])
def test_anothers_view_is_not_there(viewer_of, programme, who):
    view = keep(viewer_of("lezer"), programme)
    other = viewer_of(who) if who else Viewer.stranger()
    for act in (
        lambda: overwrite_view(actor=other, view_id=view.pk, query=""),
        lambda: share_view(actor=other, view_id=view.pk, shared=False),
        lambda: remove_view(actor=other, view_id=view.pk),
    ):
        with pytest.raises(SavedView.DoesNotExist):
            act()


@pytest.mark.parametrize("who", ["zl-manager", "beheerder"])
def test_outsiders_keep_nothing(viewer_of, programme, who):
    with pytest.raises(NotAllowed):
        keep(viewer_of(who), programme)
