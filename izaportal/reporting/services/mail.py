"""Sends the outbox, to people who may still see what their message is about, and gathers what waits."""

from izaportal.accounts.holders import who_may_enter
from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.notices.services.digest import gather_due
from izaportal.notices.services.outbox import deliver_due
from pillars.selectors.programmes import seen_by


def deliver_mail_due() -> int:
    """How many messages got out."""
    return deliver_due(may_read=may_read)


def gather_mail_due() -> int:
    """How many daily and weekly mails were queued."""
    return gather_due(seen=programmes_of)


def may_read(user: User, programme: str) -> bool:
    """Whether the person can sign in, and sees that programme now (a slug; empty is about none)."""
    if not who_may_enter([user.pk]).exists():
        return False
    return not programme or programme in programmes_of(user)


def programmes_of(user: User) -> dict[str, str]:
    """Slugs of the programmes the person sees now, with how they are called; none for who cannot sign in."""
    if not who_may_enter([user.pk]).exists():
        return {}
    return {seen.slug: seen.short_name for seen in seen_by(viewer_of(user))}
