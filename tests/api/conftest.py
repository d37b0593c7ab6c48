"""A municipality's own client, and Venray's share as it is asked for most."""

from collections.abc import Callable

import pytest
from django.test import Client

from izaportal.accounts.services import create_api_token
from izaportal.core.viewer import Viewer

SHARE = "/api/v1/municipalities/GM0984/share"


@pytest.fixture
def token_of(db) -> Callable[[str], str]:
    """A new token of the municipality with this CBS code."""

    def made(code: str) -> str:
        return create_api_token(actor=Viewer.system("test"), municipality_code=code, name="test")

    return made


@pytest.fixture
def venray(token_of) -> Client:
    """Sends Venray's token with every request."""
    return Client(headers={"Authorization": f"Bearer {token_of('GM0984')}"})


@pytest.fixture
def open_share(venray) -> Callable[[], dict]:
    """Asks for Venray's share of the quarter that is still open."""
    return lambda: venray.get(f"{SHARE}?programme=nml-o&quarter=2026-Q3").json()
