import django.db.models.deletion
import izaportal.core.clock
import izaportal.core.uuid7
from django.conf import settings
from django.db import migrations, models

from izaportal.core.triggers import insert_only


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_guards'),
        ('funding', '0101_steps_tell_what_was'),
        ('pillars', '0012_words_of_all_things'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HandedInAccount',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='jaar')),
                ('handed_in_on', models.DateField(verbose_name='ingeleverd op')),
                ('reference', models.CharField(max_length=200, verbose_name='kenmerk')),
                ('note', models.TextField(blank=True, verbose_name='toelichting')),
                ('figures', models.JSONField(default=list, verbose_name='cijfers')),
                ('recorded_at', models.DateTimeField(default=izaportal.core.clock.now, verbose_name='vastgelegd op')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pillars.programme')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vastgelegd door')),
            ],
            options={
                'verbose_name': 'ingeleverde verantwoording',
                'verbose_name_plural': 'ingeleverde verantwoordingen',
                'ordering': ('-handed_in_on', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('handed_in_on__year__gt', models.F('year'))), name='funding_handed_in_year_over'), models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='funding_handed_in_named')],
            },
        ),
        insert_only("funding_handedinaccount"),
    ]
