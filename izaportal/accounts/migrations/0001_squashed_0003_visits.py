import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import izaportal.core.clock
import izaportal.core.uuid7
import izaportal.core.viewer


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_words_of_things'), ('accounts', '0003_visits')]

    initial = True

    dependencies = [
        ('core', '0001_squashed_0110_goes_along'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=60, verbose_name='gebruikersnaam')),
                ('name', models.CharField(max_length=150, verbose_name='naam')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=2)),
                ('is_active', models.BooleanField(default=True, verbose_name='actief')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demogebruiker')),
                ('date_joined', models.DateTimeField(default=izaportal.core.clock.now)),
            ],
            options={
                'verbose_name': 'gebruiker',
                'verbose_name_plural': 'gebruikers',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='accounts_user_username_unique')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, verbose_name='naam')),
                ('municipality_code', models.CharField(max_length=6, verbose_name='gemeente')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=izaportal.core.clock.now)),
                ('expires_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('last_used_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'API-token',
                'verbose_name_plural': 'API-tokens',
                'constraints': [models.CheckConstraint(condition=models.Q(('municipality_code__regex', '^GM[0-9]{4}$')), name='accounts_token_municipality_valid')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('administrator', 'beheerder'), ('programme_manager', 'programmamanager'), ('project_lead', 'projectleider'), ('controller', 'controller'), ('board_member', 'bestuurder'), ('secretary', 'secretaris'), ('municipality', 'gemeente'), ('reader', 'lezer')], max_length=20)),
                ('scope_kind', models.CharField(choices=[('installation', 'portaal'), ('programme', 'programma'), ('pillar', 'pijler'), ('project', 'project'), ('body', 'overleg'), ('municipality', 'gemeente')], max_length=20)),
                ('scope_key', models.CharField(blank=True, max_length=120)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'role', 'scope_kind', 'scope_key'), name='accounts_membership_unique'), models.CheckConstraint(condition=models.Q(models.Q(('scope_key', ''), ('scope_kind', izaportal.core.viewer.ScopeKind['INSTALLATION'])), models.Q(models.Q(('scope_kind', izaportal.core.viewer.ScopeKind['INSTALLATION']), _negated=True), models.Q(('scope_key', ''), _negated=True)), _connector='OR'), name='accounts_membership_key_present')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('began_at', models.DateTimeField(default=izaportal.core.clock.machine, verbose_name='begonnen op')),
                ('last_seen_at', models.DateTimeField(default=izaportal.core.clock.machine, verbose_name='laatst gezien op')),
                ('before', models.DateTimeField(null=True, verbose_name='vorig bezoek tot')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='visit', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bezoek',
                'verbose_name_plural': 'bezoeken',
                'constraints': [models.CheckConstraint(condition=models.Q(('last_seen_at__gte', models.F('began_at')), models.Q(('before__isnull', True), ('before__lte', models.F('began_at')), _connector='OR')), name='accounts_visit_times_ordered')],
            },
        ),
    ]
