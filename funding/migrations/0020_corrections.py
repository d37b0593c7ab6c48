
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0011_agreement_guards'),
    ]

    operations = [
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
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concerns_on__isnull', True), models.Q(('kind', 'correction'), _negated=True)), models.Q(('concerns_on__isnull', False), ('concerns_on__lt', models.F('performed_on')), models.Q(('kind', 'booking'), _negated=True)), _connector='OR'), name='funding_expenditure_correction_concerns_earlier'),
        ),
    ]
