import django.db.models.deletion
import izaportal.core.clock
import izaportal.core.uuid7
import izaportal.reporting.choices
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_scope_of_a_grant'),
        ('projects', '0006_words_of_all_things'),
        ('reporting', '0060_quarter_verdict'),
    ]

    operations = [
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
    ]
