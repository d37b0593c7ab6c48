"""Takes files in on disk, and stops keeping one that grows too large, so that its form can say so."""

from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

LARGEST = 20 * 2**20


class LimitedUpload(TemporaryFileUploadHandler):
    """The size of the file is told as it was sent; of more than the limit nothing is kept."""

    file: TemporaryUploadedFile

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > LARGEST:
            self.file.truncate(0)
        else:
            self.file.write(raw_data)
