import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import izaportal.core.clock
import izaportal.core.uuid7


class Migration(migrations.Migration):

    replaces = [('notices', '0001_initial'), ('notices', '0080_digests'), ('notices', '0081_mail_gathers'), ('notices', '0130_pack_notices'), ('notices', '0150_scopes'), ('notices', '0160_kinds_that_are_told'), ('notices', '0170_mail_privy'), ('notices', '0180_what_mail_tells')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('core', '0001_squashed_0110_goes_along'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('report_submitted', 'Een rapportage is ingediend'), ('report_decided', 'Uw rapportage is goedgekeurd of teruggestuurd'), ('reminder', 'Herinnering aan wat u nog moet doen'), ('period', 'Een kwartaal is geopend, gesloten, vastgesteld of herzien'), ('duty', 'Een meldplicht is ontstaan of loopt af'), ('decision', 'Een vergadering of een besluit'), ('status', 'Een indicator raakt achter'), ('pack', 'Een bestuursstuk of dossier dat u liet maken, staat klaar')], max_length=30, verbose_name='soort')),
                ('moment', models.CharField(choices=[('at_once', 'Meteen'), ('daily', 'Dagoverzicht'), ('weekly', 'Weekoverzicht'), ('never', 'Niet')], max_length=10, verbose_name='wanneer')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'voorkeur voor mail',
                'verbose_name_plural': 'voorkeuren voor mail',
                'constraints': [models.UniqueConstraint(fields=('user', 'kind'), name='notices_choice_unique')],
            },
        ),
        migrations.CreateModel(
            name='MailMessage',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('address', models.EmailField(max_length=254, verbose_name='aan')),
                ('kind', models.CharField(blank=True, choices=[('report_submitted', 'Een rapportage is ingediend'), ('report_decided', 'Uw rapportage is goedgekeurd of teruggestuurd'), ('reminder', 'Herinnering aan wat u nog moet doen'), ('period', 'Een kwartaal is geopend, gesloten, vastgesteld of herzien'), ('duty', 'Een meldplicht is ontstaan of loopt af'), ('decision', 'Een vergadering of een besluit'), ('status', 'Een indicator raakt achter'), ('pack', 'Een bestuursstuk of dossier dat u liet maken, staat klaar')], max_length=30, verbose_name='soort')),
                ('programme', models.CharField(blank=True, max_length=60, verbose_name='programma')),
                ('scope', models.CharField(blank=True, max_length=200, verbose_name='project')),
                ('gathers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='verzamelt van')),
                ('privy', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='besloten')),
                ('tells', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None, verbose_name='meldingen')),
                ('subject', models.CharField(max_length=200, verbose_name='onderwerp')),
                ('text', models.TextField(verbose_name='tekst')),
                ('html', models.TextField(blank=True, verbose_name='opgemaakte tekst')),
                ('created_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='gemaakt op')),
                ('state', models.CharField(choices=[('queued', 'in de wachtrij'), ('sending', 'wordt verzonden'), ('sent', 'verzonden'), ('failed', 'mislukt'), ('uncertain', 'misschien verzonden'), ('withdrawn', 'vervallen')], default='queued', max_length=10, verbose_name='status')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='pogingen')),
                ('next_attempt_at', models.DateTimeField(default=izaportal.core.clock.machine, verbose_name='volgende poging')),
                ('handed_over_at', models.DateTimeField(null=True, verbose_name='overgedragen op')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='verzonden op')),
                ('error', models.TextField(blank=True, verbose_name='wat er misging')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bericht',
                'verbose_name_plural': 'berichten',
                'ordering': ('-id',),
                'indexes': [models.Index(condition=models.Q(('state__in', ('queued', 'sending'))), fields=['next_attempt_at'], name='notices_mail_due'), models.Index(fields=['user', '-id'], name='notices_mail_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='notices_mail_sent_has_time'), models.CheckConstraint(condition=models.Q(('handed_over_at__isnull', True), ('state__in', ('sending', 'sent', 'uncertain')), _connector='OR'), name='notices_mail_handed_over_is_final'), models.CheckConstraint(condition=models.Q(models.Q(('subject', ''), _negated=True), models.Q(('subject__regex', '[\\r\\n]'), _negated=True)), name='notices_mail_subject_on_one_line')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('report_submitted', 'Een rapportage is ingediend'), ('report_decided', 'Uw rapportage is goedgekeurd of teruggestuurd'), ('reminder', 'Herinnering aan wat u nog moet doen'), ('period', 'Een kwartaal is geopend, gesloten, vastgesteld of herzien'), ('duty', 'Een meldplicht is ontstaan of loopt af'), ('decision', 'Een vergadering of een besluit'), ('status', 'Een indicator raakt achter'), ('pack', 'Een bestuursstuk of dossier dat u liet maken, staat klaar')], max_length=30, verbose_name='soort')),
                ('subject', models.CharField(max_length=200, verbose_name='onderwerp')),
                ('text', models.TextField(blank=True, verbose_name='tekst')),
                ('url', models.CharField(max_length=500, verbose_name='pagina')),
                ('programme', models.CharField(blank=True, max_length=60, verbose_name='programma')),
                ('scope', models.CharField(blank=True, max_length=200, verbose_name='project')),
                ('once', models.CharField(blank=True, max_length=160, verbose_name='gelegenheid')),
                ('created_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='gemaakt op')),
                ('read_at', models.DateTimeField(null=True, verbose_name='gelezen op')),
                ('waits_for', models.CharField(blank=True, choices=[('at_once', 'Meteen'), ('daily', 'Dagoverzicht'), ('weekly', 'Weekoverzicht'), ('never', 'Niet')], max_length=10, verbose_name='wacht op')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'melding',
                'verbose_name_plural': 'meldingen',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['user', '-id'], name='notices_notice_newest'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['user', 'programme'], name='notices_notice_unread'), models.Index(condition=models.Q(('waits_for', ''), _negated=True), fields=['user', 'id'], name='notices_notice_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('once', ''), _negated=True), fields=('user', 'once'), name='notices_notice_told_once'), models.CheckConstraint(condition=models.Q(('subject', ''), _negated=True), name='notices_notice_subject_given'), models.CheckConstraint(condition=models.Q(('url__regex', '^/([^/\\\\]|$)')), name='notices_notice_leads_into_portal'), models.CheckConstraint(condition=models.Q(('waits_for__in', ('', 'daily', 'weekly'))), name='notices_notice_waits_for_digest')],
            },
        ),
    ]
