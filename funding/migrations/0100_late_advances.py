from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0051_duties_that_end'),
    ]

    operations = [
        migrations.AddField(
            model_name='advance',
            name='concerns_on',
            field=models.DateField(blank=True, null=True, verbose_name='betaald op'),
        ),
        migrations.AddConstraint(
            model_name='advance',
            constraint=models.CheckConstraint(condition=models.Q(('concerns_on__isnull', True), ('concerns_on__lt', models.F('received_on')), _connector='OR'), name='funding_advance_concerns_earlier'),
        ),
    ]
