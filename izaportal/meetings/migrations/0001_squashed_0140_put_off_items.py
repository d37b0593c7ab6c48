import django.db.models.deletion
from django.db import migrations, models

import izaportal.core.clock
import izaportal.core.uuid7
from izaportal.core.triggers import insert_only
from izaportal.meetings.migrations._guards import FIXED

INSERT_ONLY = ("itemminute", "itemdecision", "followupstep", "collegeposition")


class Migration(migrations.Migration):

    replaces = [('meetings', '0001_meetings'), ('meetings', '0002_guards'), ('meetings', '0140_put_off_items')]

    initial = True

    dependencies = [
        ('core', '0001_squashed_0110_goes_along'),
        ('pillars', '0001_squashed_0141_members_of_bodies'),
        ('projects', '0001_squashed_0140_replaced_decisions'),
        ('regions', '0001_squashed_0003_boundaries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agenda',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('fixed_at', models.DateTimeField(blank=True, null=True, verbose_name='vastgesteld op')),
                ('fixed_by', models.CharField(blank=True, max_length=150, verbose_name='vastgesteld door')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pillars.meeting')),
            ],
            options={
                'verbose_name': 'agenda',
                'verbose_name_plural': 'agenda’s',
                'ordering': ('meeting', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('fixed_at__isnull', True), ('fixed_by', '')), models.Q(('fixed_at__isnull', False), models.Q(('fixed_by', ''), _negated=True)), _connector='OR'), name='meetings_agenda_fixed_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('go_no_go', 'go/no-go'), ('request', 'gevraagd besluit'), ('restatement', 'herziening'), ('duty', 'meldplicht'), ('held_over', 'aangehouden'), ('put_off', 'doorgeschoven'), ('own', 'ingebracht')], max_length=20, verbose_name='soort')),
                ('cause', models.CharField(blank=True, max_length=120, verbose_name='aanleiding')),
                ('title', models.CharField(max_length=300, verbose_name='onderwerp')),
                ('why', models.TextField(blank=True, verbose_name='toelichting')),
                ('url', models.CharField(blank=True, max_length=300, verbose_name='adres')),
                ('position', models.PositiveSmallIntegerField(verbose_name='plaats op de agenda')),
                ('note', models.TextField(blank=True, verbose_name='notitie van de secretaris')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='van de agenda op')),
                ('withdrawn_by', models.CharField(blank=True, max_length=150, verbose_name='van de agenda door')),
                ('withdrawn_reason', models.TextField(blank=True, verbose_name='reden')),
                ('illustrative', models.BooleanField(default=False, verbose_name='illustratief')),
                ('agenda', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.agenda')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.project', verbose_name='project')),
            ],
            options={
                'verbose_name': 'agendapunt',
                'verbose_name_plural': 'agendapunten',
                'ordering': ('agenda', 'position', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('cause', ''), _negated=True), fields=('agenda', 'cause'), name='meetings_item_cause_once'), models.CheckConstraint(condition=models.Q(models.Q(('cause', ''), ('kind', 'own')), models.Q(models.Q(('kind', 'own'), _negated=True), models.Q(('cause', ''), _negated=True)), _connector='OR'), name='meetings_item_own_has_no_cause'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='meetings_item_named'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by', ''), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='meetings_item_withdrawn_has_reason'), models.CheckConstraint(condition=models.Q(('url', ''), ('url__startswith', '/'), _connector='OR'), name='meetings_item_url_is_path')],
            },
        ),
        migrations.CreateModel(
            name='CollegePosition',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='versie')),
                ('stance', models.CharField(choices=[('unknown', 'onbekend'), ('agreed', 'akkoord'), ('reserved', 'akkoord met voorbehoud'), ('refused', 'niet akkoord')], max_length=10, verbose_name='standpunt')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='besloten op')),
                ('reservation', models.TextField(blank=True, verbose_name='voorbehoud')),
                ('recorded_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='vastgelegd op')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='vastgelegd door')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.decision')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.municipality')),
            ],
            options={
                'verbose_name': 'besluit van een college',
                'verbose_name_plural': 'besluiten van colleges',
                'ordering': ('decision', 'municipality', 'number'),
                'constraints': [models.UniqueConstraint(fields=('decision', 'municipality', 'number'), name='meetings_position_number_unique'), models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', True), ('stance', 'unknown')), models.Q(models.Q(('stance', 'unknown'), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='meetings_position_decided_has_day'), models.CheckConstraint(condition=models.Q(models.Q(('stance', 'reserved'), _negated=True), models.Q(('reservation', ''), _negated=True), _connector='OR'), name='meetings_position_reserved_says_what')],
            },
        ),
        migrations.CreateModel(
            name='FollowUpStep',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='stap')),
                ('state', models.CharField(choices=[('open', 'open'), ('busy', 'mee bezig'), ('done', 'afgerond'), ('lapsed', 'vervallen')], max_length=10, verbose_name='stand')),
                ('proof', models.CharField(blank=True, max_length=200, verbose_name='kenmerk van het bewijs')),
                ('note', models.TextField(blank=True, verbose_name='toelichting')),
                ('taken_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='vastgelegd op')),
                ('taken_by', models.CharField(max_length=150, verbose_name='vastgelegd door')),
                ('condition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.decisioncondition')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.decision')),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.evidence', verbose_name='bewijsstuk')),
            ],
            options={
                'verbose_name': 'stap in de opvolging',
                'verbose_name_plural': 'stappen in de opvolging',
                'ordering': ('decision', 'condition', 'number'),
                'constraints': [models.UniqueConstraint(fields=('decision', 'condition', 'number'), name='meetings_step_number_unique', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('evidence__isnull', False), models.Q(('proof', ''), _negated=True), _connector='OR'), name='meetings_step_done_is_proven'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'lapsed'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='meetings_step_lapsed_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='ItemDecision',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.decision')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decided', to='meetings.agendaitem')),
            ],
            options={
                'verbose_name': 'besluit op een agendapunt',
                'verbose_name_plural': 'besluiten op agendapunten',
                'ordering': ('item', 'id'),
            },
        ),
        migrations.CreateModel(
            name='ItemMinute',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='versie')),
                ('text', models.TextField(blank=True, verbose_name='verslag')),
                ('written_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='geschreven op')),
                ('written_by', models.CharField(max_length=150, verbose_name='geschreven door')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='meetings.agendaitem')),
            ],
            options={
                'verbose_name': 'verslag bij een agendapunt',
                'verbose_name_plural': 'verslagen bij agendapunten',
                'ordering': ('item', 'number'),
                'constraints': [models.UniqueConstraint(fields=('item', 'number'), name='meetings_minute_number_unique')],
            },
        ),
        FIXED,
        *(insert_only(f"meetings_{table}") for table in INSERT_ONLY),
    ]
