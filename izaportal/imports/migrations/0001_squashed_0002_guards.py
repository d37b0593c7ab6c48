import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import izaportal.core.clock
import izaportal.core.uuid7
from izaportal.core.triggers import facts_fixed, insert_only

WHAT_BECAME_OF_IT = ("book", "state", "run_id", "report", "reason", "undo_reason", "applied_at", "undone_at", "batch")


class Migration(migrations.Migration):

    replaces = [('imports', '0001_imports'), ('imports', '0002_guards')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('core', '0001_squashed_0110_goes_along'),
        ('pillars', '0001_squashed_0141_members_of_bodies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('uploaded_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='ingelezen op')),
                ('file', models.FileField(max_length=200, upload_to='importen/%Y/', verbose_name='bestand')),
                ('file_name', models.CharField(max_length=200, verbose_name='bestandsnaam')),
                ('size', models.PositiveIntegerField(verbose_name='grootte in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('book', models.CharField(blank=True, max_length=30, verbose_name='soort')),
                ('state', models.CharField(choices=[('checking', 'wordt gecontroleerd'), ('wrong', 'met fouten'), ('unchanged', 'niets gewijzigd'), ('ready', 'klaar om toe te passen'), ('applying', 'wordt toegepast'), ('applied', 'toegepast'), ('undoing', 'wordt teruggedraaid'), ('undone', 'teruggedraaid'), ('failed', 'mislukt')], default='checking', max_length=10, verbose_name='stand')),
                ('report', models.JSONField(default=dict, verbose_name='verslag')),
                ('reason', models.TextField(blank=True, verbose_name='reden')),
                ('undo_reason', models.TextField(blank=True, verbose_name='reden van terugdraaien')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='toegepast op')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='teruggedraaid op')),
                ('batch', models.UUIDField(null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pillars.programme')),
                ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.run')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ('-id',),
                'constraints': [models.UniqueConstraint(fields=('programme', 'sha256'), name='imports_import_file_once'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='imports_import_hash_whole'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='imports_import_size_positive'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'applied'), _negated=True), models.Q(('applied_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='imports_import_applied_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), _negated=True), models.Q(('undone_at__isnull', False), models.Q(('undo_reason', ''), _negated=True)), _connector='OR'), name='imports_import_undone_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('batch', models.UUIDField()),
                ('tab', models.CharField(max_length=30, verbose_name='tabblad')),
                ('row_id', models.CharField(max_length=200, verbose_name='kenmerk')),
                ('is_new', models.BooleanField(verbose_name='toegevoegd')),
                ('entry', models.UUIDField(null=True, verbose_name='regel in het spoor')),
                ('before', models.TextField(blank=True, verbose_name='was')),
                ('after', models.TextField(blank=True, verbose_name='werd')),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='imports.import')),
            ],
            options={
                'verbose_name': 'ingelezen regel',
                'verbose_name_plural': 'ingelezen regels',
                'ordering': ('id',),
                'indexes': [models.Index(fields=['origin', 'batch', 'tab'], name='imports_row_batch')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('row_id', ''), _negated=True), models.Q(('tab', ''), _negated=True)), name='imports_row_named')],
            },
        ),
        insert_only("imports_importedrow"),
        facts_fixed("imports_import", may_change=WHAT_BECAME_OF_IT),
    ]
