"""How pages find what they are about: what may not be seen is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from izaportal.core.viewer import Viewer
from pillars.selectors import programmes

if TYPE_CHECKING:
    from pillars.models import Programme


@contextmanager
def or_404(why: str) -> Iterator[None]:
    """What a selector does not find for the viewer is not there: a page that says so in the words `why`."""
    try:
        yield
    except ObjectDoesNotExist as missing:
        raise Http404(why) from missing


def seen_programme(viewer: Viewer, slug: str) -> "Programme":
    """The programme with its region, or a 404 that does not tell "not there" from "not yours"."""
    with or_404("Dit programma is er niet."):
        return programmes.programme(viewer, slug)
