"""What happens in imports that others may want to know."""

from dataclasses import dataclass

from izaportal.core.models import Run


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """A job of an import waits for a worker."""

    run: Run
