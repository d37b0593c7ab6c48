from django.db import migrations, models

STATES = [('planned', 'gepland'), ('claimed', 'ingediend'), ('approved', 'goedgekeurd'), ('paid', 'betaald'), ('refused', 'afgewezen')]


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0100_late_advances'),
    ]

    operations = [
        migrations.AddField(
            model_name='paymentstep',
            name='came_from',
            field=models.CharField(choices=STATES, default='planned', max_length=10, verbose_name='was'),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name='paymentstep', name='funding_payment_step_state_valid'),
        migrations.AddConstraint(
            model_name='paymentstep',
            constraint=models.CheckConstraint(condition=models.Q(('came_from__in', [state for state, _ in STATES]), ('state__in', [state for state, _ in STATES])), name='funding_payment_step_state_valid'),
        ),
    ]
