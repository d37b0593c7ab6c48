"""Sends the outbox, to people who may still see what their message is about."""

from izaportal.accounts.holders import who_may_enter
from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.notices.services.outbox import deliver_due
from pillars.selectors.programmes import seen_by


def deliver_mail_due() -> int:
    """How many messages got out."""
    return deliver_due(may_read=may_read)


def may_read(user: User, programme: str) -> bool:
    """Whether the person can sign in, and sees that programme now (a slug; empty is about none)."""
    if not who_may_enter([user.pk]).exists():
        return False
    return not programme or any(seen.slug == programme for seen in seen_by(viewer_of(user)))
