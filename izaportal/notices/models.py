"""What people are told: notices in the portal, and the outbox of mail."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.models import Entity
from izaportal.notices.choices import GATHERED, MailMoment, MailState, NoticeKind


class Notice(Entity):
    """Something one person is told. `programme` (a slug) decides whether they may still see it, and `scope`,
    such as `nml-o/mgn`, whether they are still privy to what is not approved yet of that project.

    `once` names the occasion where the same thing must not be told twice, such as a reminder of a job that
    is run again. `waits_for` says in which gathered mail it is to be; empty when in none, or no more.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField("soort", max_length=30, choices=NoticeKind.choices)
    subject = models.CharField("onderwerp", max_length=200)
    text = models.TextField("tekst", blank=True)
    url = models.CharField("pagina", max_length=500)
    programme = models.CharField("programma", max_length=60, blank=True)
    scope = models.CharField("project", max_length=200, blank=True)
    once = models.CharField("gelegenheid", max_length=160, blank=True)
    created_at = models.DateTimeField("gemaakt op", default=clock.now)
    read_at = models.DateTimeField("gelezen op", null=True)
    waits_for = models.CharField("wacht op", max_length=10, choices=MailMoment.choices, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        indexes = (
            models.Index(fields=("user", "-id"), name="notices_notice_newest"),
            models.Index(
                fields=("user", "programme"), condition=Q(read_at__isnull=True), name="notices_notice_unread"
            ),
            models.Index(fields=("user", "id"), condition=~Q(waits_for=""), name="notices_notice_waiting"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("user", "once"), condition=~Q(once=""), name="notices_notice_told_once"
            ),
            models.CheckConstraint(name="notices_notice_subject_given", condition=~Q(subject="")),
            models.CheckConstraint(
                name="notices_notice_leads_into_portal", condition=Q(url__regex=r"^/([^/\\]|$)")
            ),
            models.CheckConstraint(
                name="notices_notice_waits_for_digest", condition=Q(waits_for__in=("", *GATHERED))
            ),
        )

    def __str__(self) -> str:
        return self.subject


class MailMessage(Entity):
    """A row of the outbox: written with the change, sent after it, never handed over twice.

    `next_attempt_at` and `handed_over_at` are the machine's own time. A row with `handed_over_at` whose
    sender is gone may have been delivered, so that it is not tried again. `kind` is empty of a mail that
    gathers several: then `gathers` has the programmes (slugs) of them all, `privy` what its reader was privy
    to for what is not approved yet, and who may see less than that may not see the mail. `tells` has the
    notices (ids) in it: what the person may still see of them is gathered again. `text` and `html` say the
    same; a mail without `html` is text alone.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail")
    address = models.EmailField("aan")
    kind = models.CharField("soort", max_length=30, choices=NoticeKind.choices, blank=True)
    programme = models.CharField("programma", max_length=60, blank=True)
    scope = models.CharField("project", max_length=200, blank=True)
    gathers = ArrayField(
        models.CharField(max_length=60), verbose_name="verzamelt van", default=list, blank=True
    )
    privy = ArrayField(models.CharField(max_length=200), verbose_name="besloten", default=list, blank=True)
    tells = ArrayField(models.UUIDField(), verbose_name="meldingen", default=list, blank=True)
    subject = models.CharField("onderwerp", max_length=200)
    text = models.TextField("tekst")
    html = models.TextField("opgemaakte tekst", blank=True)
    created_at = models.DateTimeField("gemaakt op", default=clock.now)
    state = models.CharField("status", max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    next_attempt_at = models.DateTimeField("volgende poging", default=clock.machine)
    handed_over_at = models.DateTimeField("overgedragen op", null=True)
    sent_at = models.DateTimeField("verzonden op", null=True)
    error = models.TextField("wat er misging", blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        indexes = (
            models.Index(
                fields=("next_attempt_at",),
                condition=Q(state__in=(MailState.QUEUED, MailState.SENDING)),
                name="notices_mail_due",
            ),
            models.Index(fields=("user", "-id"), name="notices_mail_newest"),
        )
        constraints = (
            models.CheckConstraint(
                name="notices_mail_sent_has_time",
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="notices_mail_handed_over_is_final",
                condition=Q(handed_over_at__isnull=True)
                | Q(state__in=(MailState.SENDING, MailState.SENT, MailState.UNCERTAIN)),
            ),
            models.CheckConstraint(
                name="notices_mail_subject_on_one_line",
                condition=~Q(subject="") & ~Q(subject__regex=r"[\r\n]"),
            ),
        )

    def __str__(self) -> str:
        return self.subject


class MailChoice(Entity):
    """When a person wants mail of a kind; without a row as `unchosen` says."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choices")
    kind = models.CharField("soort", max_length=30, choices=NoticeKind.choices)
    moment = models.CharField("wanneer", max_length=10, choices=MailMoment.choices)

    class Meta:
        verbose_name = "voorkeur voor mail"
        verbose_name_plural = "voorkeuren voor mail"
        constraints = (models.UniqueConstraint(fields=("user", "kind"), name="notices_choice_unique"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.moment}"
