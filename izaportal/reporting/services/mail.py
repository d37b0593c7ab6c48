"""Sends the outbox, to people who may still see what their message is about, and gathers what waits."""

from izaportal.accounts.holders import who_may_enter
from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.notices.selectors import Sees
from izaportal.notices.services.digest import gather_due
from izaportal.notices.services.outbox import deliver_due
from izaportal.reporting.selectors.seen_changes import seen_notices


def deliver_mail_due() -> int:
    """How many messages got out."""
    return deliver_due(seen=seen_now)


def gather_mail_due() -> int:
    """How many daily and weekly mails were queued."""
    return gather_due(seen=seen_now)


def seen_now(user: User) -> Sees | None:
    """None for who cannot sign in."""
    return seen_notices(viewer_of(user)) if who_may_enter([user.pk]).exists() else None
