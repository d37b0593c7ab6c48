"""What happens in notices that others may want to know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailQueued:
    """Messages wait in the outbox; whoever can sends them after the commit."""

    count: int
