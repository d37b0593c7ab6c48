"""Files that were handed in, and the rows they brought."""

import hashlib

from factory.declarations import LazyAttributeSequence, Sequence, SubFactory
from factory.django import DjangoModelFactory

from izaportal.core.uuid7 import uuid7
from izaportal.imports.choices import ImportState
from izaportal.imports.models import Import, ImportedRow
from tests.factories.accounts import UserFactory
from tests.factories.pillars import ProgrammeFactory


def digest(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


class ImportFactory(DjangoModelFactory[Import]):
    """Looked at, with mistakes; its file is not there."""

    class Meta:
        model = Import

    programme = SubFactory(ProgrammeFactory)
    uploaded_by = SubFactory(UserFactory)
    file = "importen/proef"
    file_name = "begroting.xlsx"
    size = 1000
    sha256 = LazyAttributeSequence(lambda _, number: digest(number))
    book = "begroting"
    state = ImportState.WRONG


class ImportedRowFactory(DjangoModelFactory[ImportedRow]):
    class Meta:
        model = ImportedRow

    origin = SubFactory(ImportFactory)
    batch = Sequence(lambda _: uuid7())
    tab = "begroting"
    row_id = Sequence(str)
    is_new = True
