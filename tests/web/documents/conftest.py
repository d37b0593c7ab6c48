"""The board pack of NML-O's second quarter of 2026, built once: a frozen quarter never changes."""

from collections.abc import Callable
from functools import lru_cache

import pytest

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.freezes import Version, versions
from izaportal.web.documents.blocks import Document
from izaportal.web.documents.book import xlsx
from izaportal.web.documents.contents import board_pack
from izaportal.web.documents.paper import pdf
from izaportal.web.documents.slides.deck import pptx

WRITERS: dict[str, Callable[[Document], bytes]] = {"pdf": pdf, "pptx": pptx, "xlsx": xlsx}


@pytest.fixture
def version(programme) -> Version:
    return versions(Viewer.system("test"), programme, Quarter(2026, 2))[-1]


@pytest.fixture
def document(version) -> Document:
    return _document(version)


@pytest.fixture
def made(version) -> Callable[[str], bytes]:
    """The file of this kind."""
    return lambda kind: _made(version, kind)


@lru_cache
def _document(version: Version) -> Document:
    return board_pack(version)


@lru_cache
def _made(version: Version, kind: str) -> bytes:
    return WRITERS[kind](_document(version))
