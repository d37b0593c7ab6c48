"""What people are told about, how they want it, and where a message stands."""

from django.db import models


class NoticeKind(models.TextChoices):
    """Each kind can be switched off as mail; the labels are those of the page with preferences."""

    REPORT_SUBMITTED = "report_submitted", "Een rapportage is ingediend"
    REPORT_DECIDED = "report_decided", "Uw rapportage is goedgekeurd of teruggestuurd"
    REMINDER = "reminder", "Herinnering aan wat u nog moet doen"
    PERIOD = "period", "Een kwartaal is geopend, gesloten, vastgesteld of herzien"
    DUTY = "duty", "Een meldplicht is ontstaan of loopt af"
    DECISION = "decision", "Een vergadering of een besluit"
    SEAT = "seat", "U bent lid geworden van een overleg"
    STATUS = "status", "Een indicator raakt achter"
    PACK = "pack", "Een bestuursstuk of dossier dat u liet maken, staat klaar"


class MailMoment(models.TextChoices):
    """When a kind is mailed: by itself, or gathered in one mail with whatever else waits."""

    AT_ONCE = "at_once", "Meteen"
    DAILY = "daily", "Dagoverzicht"
    WEEKLY = "weekly", "Weekoverzicht"
    NEVER = "never", "Niet"


GATHERED = (MailMoment.DAILY, MailMoment.WEEKLY)
# Unless somebody chooses otherwise, what comes in numbers or can wait is gathered, what is ready within a
# minute is not mailed, and the rest is mailed at once.
UNCHOSEN = {
    NoticeKind.SEAT: MailMoment.DAILY,
    NoticeKind.STATUS: MailMoment.DAILY,
    NoticeKind.PACK: MailMoment.NEVER,
}


def unchosen(kind: NoticeKind) -> MailMoment:
    """When the kind is mailed to who never chose."""
    return UNCHOSEN.get(kind, MailMoment.AT_ONCE)


def waits_in(moment: MailMoment) -> str:
    """In which gathered mail something goes on waiting: at once means the next day, never means none."""
    if moment is MailMoment.NEVER:
        return ""
    return moment if moment in GATHERED else MailMoment.DAILY


class MailState(models.TextChoices):
    QUEUED = "queued", "in de wachtrij"
    SENDING = "sending", "wordt verzonden"
    SENT = "sent", "verzonden"
    FAILED = "failed", "mislukt"
    UNCERTAIN = "uncertain", "misschien verzonden"
    WITHDRAWN = "withdrawn", "vervallen"
