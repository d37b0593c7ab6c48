from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import izaportal.core.clock
import izaportal.core.fields
import izaportal.core.uuid7
from izaportal.core.triggers import INSTALL_GOES_ALONG, INSTALL_INSERT_ONLY, insert_only


class Migration(migrations.Migration):

    replaces = [('core', '0001_initial'), ('core', '0002_guards'), ('core', '0003_who_asked'), ('core', '0004_machine_time'), ('core', '0005_edits_and_drafts'), ('core', '0006_ways_into_the_trail'), ('core', '0007_scope_of_a_grant'), ('core', '0110_goes_along')]

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        INSTALL_INSERT_ONLY,
        INSTALL_GOES_ALONG,
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=izaportal.core.clock.now)),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_name', models.CharField(max_length=150)),
                ('request_id', models.UUIDField(help_text='Zelfde waarde voor alles wat in één handeling gebeurde')),
                ('action', models.CharField(max_length=60)),
                ('object_type', models.CharField(max_length=60)),
                ('object_id', models.CharField(blank=True, max_length=60)),
                ('object_label', models.CharField(blank=True, max_length=300)),
                ('programme', models.CharField(blank=True, help_text='Slug; leeg voor wat geen programma heeft', max_length=60)),
                ('scope', models.CharField(blank=True, help_text='Waar het deel van is: nml-o/mgn, of nml-o/mgn/spuk-mgn', max_length=250)),
                ('changes', models.JSONField(default=dict, help_text='{"veld": [oud, nieuw]}')),
                ('reason', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['object_type', 'object_id'], name='core_audit_object'), models.Index(fields=['programme', '-at'], name='core_audit_programme'), models.Index(fields=['-at', '-id'], name='core_audit_newest'), models.Index(fields=['request_id', 'id'], name='core_audit_batch'), models.Index(fields=['programme', 'actor_name', 'actor_id'], name='core_audit_people'), models.Index(fields=['programme', 'object_type'], name='core_audit_kinds'), models.Index(fields=['scope', '-id'], name='core_audit_scope')],
                'constraints': [models.CheckConstraint(condition=models.Q(('action', ''), _negated=True), name='core_audit_action_named')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user_id', models.UUIDField()),
                ('place', models.CharField(max_length=300, verbose_name='plaats')),
                ('typed', models.JSONField(default=dict, help_text='{"veld": ["waarde", …]}, zoals getypt')),
                ('saved_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='bewaard op')),
            ],
            options={
                'verbose_name': 'concept',
                'verbose_name_plural': 'concepten',
                'constraints': [models.UniqueConstraint(fields=('user_id', 'place'), name='core_draft_place_unique'), models.CheckConstraint(condition=models.Q(('place__startswith', '/')), name='core_draft_place_is_path')],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('programme', models.CharField(help_text='Slug van het programma', max_length=60)),
                ('quarter', izaportal.core.fields.QuarterField(null=True)),
                ('payload', models.JSONField(default=dict, help_text='Waartoe de opdracht zich beperkt; leeg is alles')),
                ('state', models.CharField(choices=[('queued', 'in de wachtrij'), ('running', 'bezig'), ('done', 'klaar'), ('failed', 'mislukt')], default='queued', max_length=10)),
                ('asked_by', models.TextField(help_text="Wie of wat vroeg; meer met puntkomma's")),
                ('asked_for', models.TextField(blank=True, help_text="Aanleiding; meer met puntkomma's")),
                ('asked_at', models.DateTimeField(default=izaportal.core.clock.machine)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('looked_at', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('failures', models.JSONField(default=list, help_text='[{"what": …, "why": …}]')),
            ],
            options={
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['state', 'asked_at'], name='core_run_state'), models.Index(fields=['programme', 'quarter', '-asked_at'], name='core_run_programme')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quarter__regex', '^[12][0-9]{3}-Q[1-4]$')), name='core_run_quarter_valid'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('state', 'queued')), models.Q(('finished_at__isnull', True), ('started_at__isnull', False), ('state', 'running')), models.Q(('finished_at__isnull', False), ('state__in', ('done', 'failed'))), _connector='OR'), name='core_run_times_match_state')],
            },
        ),
        insert_only("core_auditentry"),
    ]
