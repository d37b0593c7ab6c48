import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import izaportal.core.clock
import izaportal.core.fields
import izaportal.core.uuid7
import izaportal.reporting.choices
from izaportal.core.triggers import facts_fixed, insert_only
from izaportal.reporting.migrations._guards import RULED_ONCE

INSERT_ONLY = ("projectstanding", "freeze", "reportremark", "aspectjudgement", "milestoneoutlook", "riskassessment", "decisionrequest", "reminderround", "quarterverdict", "packfile", "publication")


class Migration(migrations.Migration):

    replaces = [('reporting', '0001_project_standing'), ('reporting', '0002_guards'), ('reporting', '0003_frozen_quarters'), ('reporting', '0004_freeze_guards'), ('reporting', '0005_saved_view'), ('reporting', '0010_quarter_reports'), ('reporting', '0011_report_guards'), ('reporting', '0012_reminder_rounds'), ('reporting', '0060_quarter_verdict'), ('reporting', '0065_pack_files'), ('reporting', '0066_pack_guards'), ('reporting', '0070_kinds_of_decisions'), ('reporting', '0080_publications')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('core', '0001_squashed_0110_goes_along'),
        ('kpis', '0001_squashed_0090_headline_order'),
        ('pillars', '0001_squashed_0141_members_of_bodies'),
        ('projects', '0001_squashed_0140_replaced_decisions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Freeze',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('quarter', izaportal.core.fields.QuarterField()),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='versie')),
                ('frozen_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='vastgesteld op')),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_name', models.CharField(max_length=150, verbose_name='vastgesteld door')),
                ('reason', models.TextField(blank=True, verbose_name='reden')),
                ('content', models.TextField(verbose_name='inhoud')),
                ('sha256', models.CharField(max_length=64)),
                ('previous', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.freeze')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pillars.programme')),
            ],
            options={
                'ordering': ('programme', 'quarter', 'version'),
                'constraints': [models.CheckConstraint(condition=models.Q(('quarter__regex', '^[12][0-9]{3}-Q[1-4]$')), name='reporting_freeze_quarter_valid'), models.UniqueConstraint(fields=('programme', 'quarter', 'version'), name='reporting_freeze_version_unique'), models.CheckConstraint(condition=models.Q(models.Q(('previous__isnull', True), ('version', 1)), models.Q(('previous__isnull', False), ('version__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='reporting_freeze_later_version_has_reason'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='reporting_freeze_hash_whole'), models.CheckConstraint(condition=models.Q(models.Q(('actor_name', ''), _negated=True), models.Q(('content', ''), _negated=True)), name='reporting_freeze_actor_named')],
            },
        ),
        migrations.CreateModel(
            name='PackFile',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('pdf', 'bestuursstuk'), ('pptx', 'presentatie'), ('xlsx', 'werkboek'), ('zip', 'dossier')], max_length=10, verbose_name='soort')),
                ('builder', models.CharField(max_length=20, verbose_name='versie van de maker')),
                ('file', models.FileField(max_length=200, upload_to='bestuursstukken/%Y/', verbose_name='bestand')),
                ('size', models.PositiveBigIntegerField(verbose_name='omvang in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('made_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='gemaakt op')),
                ('freeze', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.freeze')),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.project')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.run')),
            ],
            options={
                'verbose_name': 'stuk van een vastgesteld kwartaal',
                'verbose_name_plural': 'stukken van vastgestelde kwartalen',
                'ordering': ('freeze', 'kind', '-id'),
                'indexes': [models.Index(fields=['freeze', 'project', 'kind', '-id'], name='reporting_pack_latest')],
                'constraints': [models.UniqueConstraint(fields=('run', 'kind'), name='reporting_pack_once_a_run'), models.CheckConstraint(condition=models.Q(models.Q(('kind', izaportal.reporting.choices.PackKind['DOSSIER']), ('project__isnull', False)), models.Q(models.Q(('kind', izaportal.reporting.choices.PackKind['DOSSIER']), _negated=True), ('project__isnull', True)), _connector='OR'), name='reporting_pack_dossier_has_project'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='reporting_pack_hash_whole'), models.CheckConstraint(condition=models.Q(models.Q(('file', ''), _negated=True), models.Q(('builder', ''), _negated=True), ('size__gt', 0)), name='reporting_pack_kept')],
            },
        ),
        migrations.CreateModel(
            name='ProjectStanding',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('quarter', izaportal.core.fields.QuarterField()),
                ('result_status', models.CharField(choices=[('exceeded', 'overtroffen'), ('on_track', 'op koers'), ('at_risk', 'risico'), ('off_track', 'achter'), ('no_data', 'geen gegevens'), ('not_due', 'nog niet aan de orde'), ('not_applicable', 'n.v.t.')], max_length=20, verbose_name='resultaat')),
                ('time_status', models.CharField(choices=[('exceeded', 'overtroffen'), ('on_track', 'op koers'), ('at_risk', 'risico'), ('off_track', 'achter'), ('no_data', 'geen gegevens'), ('not_due', 'nog niet aan de orde'), ('not_applicable', 'n.v.t.')], max_length=20, verbose_name='tijd')),
                ('money_status', models.CharField(choices=[('exceeded', 'overtroffen'), ('on_track', 'op koers'), ('at_risk', 'risico'), ('off_track', 'achter'), ('no_data', 'geen gegevens'), ('not_due', 'nog niet aan de orde'), ('not_applicable', 'n.v.t.')], max_length=20, verbose_name='geld')),
                ('indicator_counts', models.JSONField(default=dict, verbose_name='indicatoren per status')),
                ('milestone_counts', models.JSONField(default=dict, verbose_name='mijlpalen naar stand')),
                ('risk_level', models.CharField(blank=True, choices=[('laag', 'laag'), ('midden', 'midden'), ('hoog', 'hoog')], max_length=10, verbose_name='risiconiveau')),
                ('expected', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='verwacht terug')),
                ('expected_low', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('spent', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='besteed')),
                ('explanation', models.JSONField(verbose_name='uitleg per aspect')),
                ('rule_version', models.CharField(max_length=20)),
                ('fingerprint', models.CharField(max_length=64)),
                ('illustrative', models.BooleanField(default=False)),
                ('calculated_at', models.DateTimeField(default=izaportal.core.clock.now)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='standings', to='projects.project')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.run')),
            ],
            options={
                'verbose_name': 'stand van een project',
                'verbose_name_plural': 'standen van projecten',
                'ordering': ('project', 'quarter', '-id'),
                'indexes': [models.Index(fields=['project', 'quarter', '-id'], name='reporting_standing_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quarter__regex', '^[12][0-9]{3}-Q[1-4]$')), name='reporting_standing_quarter_valid'), models.CheckConstraint(condition=models.Q(models.Q(('expected__isnull', True), ('expected_low__isnull', True)), ('expected_low__lte', models.F('expected')), _connector='OR'), name='reporting_standing_expected_is_range'), models.CheckConstraint(condition=models.Q(('fingerprint__regex', '^[0-9a-f]{64}$')), name='reporting_standing_fingerprint_whole')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('quarter', izaportal.core.fields.QuarterField()),
                ('withheld', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, size=None, verbose_name='niet getoond')),
                ('reason', models.TextField(verbose_name='reden')),
                ('decided_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='besloten op')),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_name', models.CharField(max_length=150, verbose_name='besloten door')),
                ('freeze', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.freeze')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pillars.programme')),
            ],
            options={
                'verbose_name': 'openbaarmaking',
                'verbose_name_plural': 'openbaarmakingen',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['programme', 'quarter', '-id'], name='reporting_publication_last')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quarter__regex', '^[12][0-9]{3}-Q[1-4]$')), name='reporting_publication_quarter_valid'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('actor_name', ''), _negated=True)), name='reporting_publication_reason_given'), models.CheckConstraint(condition=models.Q(('freeze__isnull', False), ('withheld', []), _connector='OR'), name='reporting_publication_withdrawal_shows_nothing')],
            },
        ),
        migrations.CreateModel(
            name='QuarterReport',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('quarter', izaportal.core.fields.QuarterField()),
                ('state', models.CharField(choices=[('concept', 'concept'), ('submitted', 'ingediend'), ('returned', 'teruggestuurd'), ('approved', 'goedgekeurd')], default='concept', max_length=10, verbose_name='status')),
                ('typed', models.JSONField(default=dict, help_text='{"veld": "zoals getypt"}', verbose_name='concept')),
                ('begun_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='begonnen op')),
                ('saved_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='bewaard op')),
                ('open_until', models.DateField(blank=True, null=True, verbose_name='heropend tot en met')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='projects.project')),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kwartaalrapportage',
                'verbose_name_plural': 'kwartaalrapportages',
                'ordering': ('project', 'quarter'),
                'constraints': [models.UniqueConstraint(fields=('project', 'quarter'), name='reporting_report_quarter_unique'), models.CheckConstraint(condition=models.Q(('quarter__regex', '^[12][0-9]{3}-Q[1-4]$')), name='reporting_report_quarter_valid'), models.CheckConstraint(condition=models.Q(('state__in', ['concept', 'submitted', 'returned', 'approved'])), name='reporting_report_state_known')],
            },
        ),
        migrations.CreateModel(
            name='QuarterVerdict',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('quarter', izaportal.core.fields.QuarterField()),
                ('line', models.CharField(blank=True, max_length=300, verbose_name='oordeel')),
                ('reason', models.TextField(verbose_name='reden')),
                ('computed', models.TextField(verbose_name='berekend oordeel')),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_name', models.CharField(max_length=150, verbose_name='gegeven door')),
                ('given_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='gegeven op')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pillars.programme')),
            ],
            options={
                'verbose_name': 'oordeel over het kwartaal',
                'verbose_name_plural': 'oordelen over het kwartaal',
                'ordering': ('programme', 'quarter', '-id'),
                'indexes': [models.Index(fields=['programme', 'quarter', '-id'], name='reporting_verdict_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quarter__regex', '^[12][0-9]{3}-Q[1-4]$')), name='reporting_verdict_quarter_valid'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('computed', ''), _negated=True)), name='reporting_verdict_reason_given')],
            },
        ),
        migrations.CreateModel(
            name='ReminderRound',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('moment', models.DateField(verbose_name='dag')),
                ('people', models.PositiveSmallIntegerField(verbose_name='herinnerd')),
                ('carried_out_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='uitgevoerd op')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminder_rounds', to='pillars.reportingperiod')),
            ],
            options={
                'verbose_name': 'herinneringsronde',
                'verbose_name_plural': 'herinneringsrondes',
                'ordering': ('period', 'moment'),
                'constraints': [models.UniqueConstraint(fields=('period', 'moment'), name='reporting_round_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ReportSubmission',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                ('content', models.JSONField(help_text='{"veld": {"section": …, "label": …, "value": …, "shown": …}}', verbose_name='inhoud')),
                ('fingerprint', models.CharField(max_length=64)),
                ('submitted_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='ingediend op')),
                ('ruling', models.CharField(blank=True, choices=[('approved', 'goedgekeurd'), ('returned', 'teruggestuurd'), ('withdrawn', 'ingetrokken')], max_length=10, verbose_name='uitkomst')),
                ('ruled_at', models.DateTimeField(null=True, verbose_name='beoordeeld op')),
                ('measurements', models.ManyToManyField(blank=True, related_name='+', to='kpis.measurement')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='reporting.quarterreport')),
                ('ruled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'ingediende rapportage',
                'verbose_name_plural': 'ingediende rapportages',
                'ordering': ('report', 'number'),
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='reporting_submission_number_unique'), models.UniqueConstraint(condition=models.Q(('ruling', '')), fields=('report',), name='reporting_submission_one_waits'), models.UniqueConstraint(condition=models.Q(('ruling', 'approved')), fields=('report',), name='reporting_submission_one_approved'), models.CheckConstraint(condition=models.Q(models.Q(('ruled_at__isnull', True), ('ruling', '')), models.Q(('ruled_at__isnull', False), ('ruling__in', ['approved', 'returned', 'withdrawn'])), _connector='OR'), name='reporting_submission_ruling_has_time'), models.CheckConstraint(condition=models.Q(('fingerprint__regex', '^[0-9a-f]{64}$')), name='reporting_submission_fingerprint_whole'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='reporting_submission_number_from_one')],
            },
        ),
        migrations.CreateModel(
            name='ReportRemark',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('section', models.CharField(choices=[('metingen', 'Metingen'), ('besteding', 'Besteding'), ('mijlpalen', 'Mijlpalen'), ('risicos', 'Risico’s'), ('oordeel', 'Oordeel'), ('voortgang', 'Voortgang in woorden'), ('besluit', 'Gevraagd besluit'), ('bewijs', 'Bewijs')], max_length=20, verbose_name='onderdeel')),
                ('text', models.TextField(verbose_name='opmerking')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='reporting.reportsubmission')),
            ],
            options={
                'verbose_name': 'opmerking',
                'verbose_name_plural': 'opmerkingen',
                'ordering': ('submission', 'id'),
                'constraints': [models.UniqueConstraint(fields=('submission', 'section'), name='reporting_remark_section_unique'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reporting_remark_says_something')],
            },
        ),
        migrations.CreateModel(
            name='MilestoneOutlook',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('reached', 'gehaald'), ('late', 'te laat'), ('dropped', 'vervallen'), ('unknown', 'niet vermeld')], max_length=10, verbose_name='stand')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='verwacht op')),
                ('reached_on', models.DateField(blank=True, null=True, verbose_name='gehaald op')),
                ('note', models.TextField(blank=True, verbose_name='toelichting')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outlooks', to='projects.milestone')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestone_outlooks', to='reporting.reportsubmission')),
            ],
            options={
                'verbose_name': 'stand van een mijlpaal',
                'verbose_name_plural': 'standen van mijlpalen',
                'ordering': ('submission', 'id'),
                'constraints': [models.UniqueConstraint(fields=('submission', 'milestone'), name='reporting_outlook_once'), models.CheckConstraint(condition=models.Q(models.Q(('reached_on__isnull', False), ('state', 'reached')), models.Q(models.Q(('state', 'reached'), _negated=True), ('reached_on__isnull', True)), _connector='OR'), name='reporting_outlook_reached_has_day')],
            },
        ),
        migrations.CreateModel(
            name='DecisionRequest',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('continue', 'doorgaan'), ('adjust', 'bijsturen'), ('scale_up', 'opschalen'), ('merge', 'samenvoegen'), ('stop', 'stoppen'), ('adopt', 'instemmen'), ('hold', 'aanhouden'), ('submit', 'mee indienen'), ('point', 'beslismoment')], max_length=20, verbose_name='besluit')),
                ('question', models.CharField(max_length=300, verbose_name='vraag')),
                ('why', models.TextField(verbose_name='waarom')),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision_request', to='reporting.reportsubmission')),
            ],
            options={
                'verbose_name': 'gevraagd besluit',
                'verbose_name_plural': 'gevraagde besluiten',
                'ordering': ('submission',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('question', ''), _negated=True), models.Q(('why', ''), _negated=True)), name='reporting_request_asks_something')],
            },
        ),
        migrations.CreateModel(
            name='AspectJudgement',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aspect', models.CharField(choices=[('result', 'resultaat'), ('time', 'tijd'), ('money', 'geld')], max_length=10, verbose_name='aspect')),
                ('judged_as', models.CharField(choices=[('proposed', 'voorgesteld'), ('settled', 'vastgesteld')], max_length=10, verbose_name='soort oordeel')),
                ('computed', models.CharField(blank=True, choices=[('exceeded', 'overtroffen'), ('on_track', 'op koers'), ('at_risk', 'risico'), ('off_track', 'achter'), ('no_data', 'geen gegevens'), ('not_due', 'nog niet aan de orde'), ('not_applicable', 'n.v.t.')], max_length=20, verbose_name='berekend')),
                ('sentence', models.TextField(blank=True, verbose_name='uitleg bij de berekening')),
                ('colour', models.CharField(choices=[('exceeded', 'overtroffen'), ('on_track', 'op koers'), ('at_risk', 'risico'), ('off_track', 'achter'), ('no_data', 'geen gegevens'), ('not_due', 'nog niet aan de orde'), ('not_applicable', 'n.v.t.')], max_length=20, verbose_name='oordeel')),
                ('reason', models.TextField(blank=True, verbose_name='reden')),
                ('cause', models.TextField(blank=True, verbose_name='oorzaak')),
                ('consequence', models.TextField(blank=True, verbose_name='gevolg')),
                ('steering', models.TextField(blank=True, verbose_name='bijsturing')),
                ('judged_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='beoordeeld op')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='reporting.reportsubmission')),
            ],
            options={
                'verbose_name': 'oordeel over een aspect',
                'verbose_name_plural': 'oordelen over aspecten',
                'ordering': ('submission', 'id'),
                'constraints': [models.UniqueConstraint(fields=('submission', 'aspect', 'judged_as'), name='reporting_judgement_once'), models.CheckConstraint(condition=models.Q(models.Q(('colour__in', ['at_risk', 'off_track']), _negated=True), models.Q(models.Q(('cause', ''), _negated=True), models.Q(('consequence', ''), _negated=True), models.Q(('steering', ''), _negated=True)), _connector='OR'), name='reporting_judgement_steering_given')],
            },
        ),
        migrations.CreateModel(
            name='RiskAssessment',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('likelihood', models.PositiveSmallIntegerField(verbose_name='kans')),
                ('impact', models.PositiveSmallIntegerField(verbose_name='gevolg')),
                ('note', models.TextField(blank=True, verbose_name='toelichting')),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='projects.risk')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risk_assessments', to='reporting.reportsubmission')),
            ],
            options={
                'verbose_name': 'inschatting van een risico',
                'verbose_name_plural': 'inschattingen van risico’s',
                'ordering': ('submission', 'id'),
                'constraints': [models.UniqueConstraint(fields=('submission', 'risk'), name='reporting_assessment_once'), models.CheckConstraint(condition=models.Q(('impact__range', (1, 5)), ('likelihood__range', (1, 5))), name='reporting_assessment_scores_valid')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='naam')),
                ('query', models.TextField(blank=True, verbose_name='filter, volgorde en kolommen')),
                ('shared', models.BooleanField(default=False, verbose_name='gedeeld')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pillars.programme')),
            ],
            options={
                'verbose_name': 'weergave',
                'verbose_name_plural': 'weergaven',
                'ordering': ('name', 'id'),
                'constraints': [models.UniqueConstraint(fields=('owner', 'programme', 'name'), name='reporting_saved_view_name_unique'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='reporting_saved_view_named')],
            },
        ),
        *(insert_only(f"reporting_{table}") for table in INSERT_ONLY),
        facts_fixed("reporting_reportsubmission", may_change=("ruling", "ruled_at", "ruled_by_id")),
        RULED_ONCE,
    ]
