"""What is public, as it is asked for by whoever does not sign in."""

import pytest
from django.test import Client

from izaportal.reporting.selectors.freezes import snapshot
from izaportal.reporting.selectors.publications import published_version
from izaportal.web.published.data import Addresses
from izaportal.web.published.facts import PublicQuarter
from izaportal.web.published.quarter import public_quarter
from tests.web.public.publishing import Q2, publish

PAGE = "/publiek/nml-o/2026-Q2/"
JSON, CSV = f"{PAGE}gegevens/json/", f"{PAGE}gegevens/csv/"
AT = Addresses(
    "https://x.example/p",
    "https://x.example/",
    "https://x.example/v",
    "https://x.example/j",
    "https://x.example/c",
)


@pytest.fixture
def seen(programme) -> PublicQuarter:
    publish(programme)
    version = published_version("nml-o", Q2)
    assert version is not None
    return public_quarter(snapshot(version.freeze).board, version)


@pytest.fixture
def stranger(programme) -> Client:
    publish(programme)
    return Client()
