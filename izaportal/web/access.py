"""How pages find what they are about: what may not be seen is not there."""

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from izaportal.core.viewer import Viewer
from pillars.selectors import programmes

if TYPE_CHECKING:
    from pillars.models import Programme


def seen_programme(viewer: Viewer, slug: str) -> "Programme":
    """The programme with its region, or a 404 that does not tell "not there" from "not yours"."""
    try:
        return programmes.programme(viewer, slug)
    except ObjectDoesNotExist as missing:
        raise Http404("Dit programma is er niet.") from missing
