
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0004_words_of_all_things'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='advance',
            options={'ordering': ('grant', 'received_on', 'id'), 'verbose_name': 'voorschot', 'verbose_name_plural': 'voorschotten'},
        ),
        migrations.AlterModelOptions(
            name='budgetline',
            options={'ordering': ('project', 'source', 'year'), 'verbose_name': 'begrotingsregel', 'verbose_name_plural': 'begrotingsregels'},
        ),
        migrations.AlterModelOptions(
            name='commitment',
            options={'ordering': ('grant', 'committed_on'), 'verbose_name': 'verplichting', 'verbose_name_plural': 'verplichtingen'},
        ),
        migrations.AlterModelOptions(
            name='expenditure',
            options={'ordering': ('grant', 'performed_on', 'id'), 'verbose_name': 'boeking', 'verbose_name_plural': 'boekingen'},
        ),
        migrations.AddField(
            model_name='advance',
            name='note',
            field=models.CharField(blank=True, max_length=200, verbose_name='toelichting'),
        ),
        migrations.AddField(
            model_name='advance',
            name='reverses',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='funding.advance'),
        ),
        migrations.AddField(
            model_name='expenditure',
            name='concerns_on',
            field=models.DateField(blank=True, null=True, verbose_name='correctie over'),
        ),
        migrations.AddConstraint(
            model_name='expenditure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concerns_on__isnull', True), ('kind__in', ('booking', 'reversal'))), models.Q(('concerns_on__lt', models.F('performed_on')), ('kind__in', ('correction', 'reversal'))), _connector='OR'), name='funding_expenditure_correction_concerns_earlier'),
        ),
    ]
