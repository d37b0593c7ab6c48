import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import izaportal.core.clock
import izaportal.core.fields
import izaportal.core.uuid7
import kpis.models.indicator
from izaportal.core.triggers import facts_fixed, insert_only

MAY_CHANGE = ("state", "decided_at", "decided_by_id", "superseded_at", "supersedes_id", "remark")


class Migration(migrations.Migration):

    replaces = [('kpis', '0001_initial'), ('kpis', '0002_guards'), ('kpis', '0003_targets_stand'), ('kpis', '0004_order_by_id'), ('kpis', '0005_confirmed_and_returned'), ('kpis', '0006_who_set_a_target'), ('kpis', '0007_words_of_things'), ('kpis', '0060_effects_measured'), ('kpis', '0090_headline_order')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('core', '0001_squashed_0110_goes_along'),
        ('pillars', '0001_squashed_0141_members_of_bodies'),
        ('projects', '0001_squashed_0140_replaced_decisions'),
        ('regions', '0001_squashed_0003_boundaries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('source_document', models.CharField(blank=True, max_length=120, verbose_name='brondocument')),
                ('source_place', models.CharField(blank=True, max_length=120, verbose_name='vindplaats')),
                ('illustrative', models.BooleanField(default=False, verbose_name='illustratief')),
                ('confidential', models.BooleanField(default=False, verbose_name='vertrouwelijk volgens de bron')),
                ('slug', models.SlugField(max_length=100)),
                ('code', models.CharField(blank=True, max_length=20, verbose_name='code')),
                ('name', models.CharField(max_length=300, verbose_name='naam')),
                ('short_name', models.CharField(blank=True, max_length=80, verbose_name='korte naam')),
                ('kind', models.CharField(blank=True, choices=[('outcome', 'resultaatindicator'), ('effort', 'inspanningsindicator'), ('process', 'procesindicator'), ('key_learning', 'kritieke leerindicator')], max_length=20, verbose_name='soort')),
                ('unit', models.CharField(blank=True, max_length=80, verbose_name='eenheid')),
                ('decimals', models.PositiveSmallIntegerField(default=0, verbose_name='decimalen')),
                ('direction', models.CharField(choices=[('up', 'hoger is beter'), ('down', 'lager is beter'), ('band', 'binnen de band')], max_length=10, verbose_name='richting')),
                ('accumulation', models.CharField(choices=[('level', 'stand aan het eind van het kwartaal'), ('cumulative', 'geteld vanaf de start'), ('per_year', 'geteld vanaf 1 januari')], max_length=12, verbose_name='telling')),
                ('frequency', models.CharField(choices=[('kwartaal', 'elk kwartaal'), ('halfjaar', 'elk half jaar'), ('jaar', 'elk jaar')], max_length=12, verbose_name='frequentie')),
                ('is_change', models.BooleanField(default=False, verbose_name='verandering ten opzichte van de nulmeting')),
                ('baseline', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='nulmeting')),
                ('baseline_on', models.CharField(blank=True, max_length=10, verbose_name='datum nulmeting')),
                ('baseline_source', models.CharField(blank=True, max_length=200, verbose_name='bron nulmeting')),
                ('second_unit', models.CharField(blank=True, max_length=40, verbose_name='tweede schaal')),
                ('condition', models.TextField(blank=True, verbose_name='voorwaarde')),
                ('growth_rule', models.CharField(blank=True, max_length=200, verbose_name='groeiregel')),
                ('phasing', django.contrib.postgres.fields.ArrayField(base_field=models.DecimalField(decimal_places=6, max_digits=9), default=kpis.models.indicator.default_phasing, size=4, verbose_name='fasering in procenten')),
                ('headline', models.BooleanField(default=False, verbose_name='kernindicator')),
                ('headline_order', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='plaats bij de kernindicatoren')),
                ('effect', models.CharField(blank=True, choices=[('zvw_reduction', 'lagere zorgkosten (ZVW)'), ('hours_freed', 'vrijgespeelde uren'), ('fte', 'vermeden personeelsbehoefte')], max_length=20, verbose_name='meet het effect')),
                ('counts', models.BooleanField(default=True, verbose_name='telt mee')),
                ('disaggregated', models.BooleanField(default=False, verbose_name='per gemeente')),
                ('is_weighted', models.BooleanField(default=False, verbose_name='gewogen gemiddelde')),
                ('notes', models.JSONField(blank=True, default=list, verbose_name='aantekeningen bij de bron')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='overige feiten')),
                ('pillar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='pillars.pillar')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='pillars.programme')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='projects.project')),
            ],
            options={
                'verbose_name_plural': 'indicatoren',
                'ordering': ('pillar__number', 'code', 'slug'),
                'constraints': [models.UniqueConstraint(fields=('programme', 'slug'), name='kpis_indicator_slug_unique'), models.CheckConstraint(condition=models.Q(('phasing__0__gte', 0), ('phasing__1__gte', models.F('phasing__0')), ('phasing__2__gte', models.F('phasing__1')), ('phasing__3', 100), ('phasing__3__gte', models.F('phasing__2')), ('phasing__len', 4)), name='kpis_indicator_phasing_valid'), models.CheckConstraint(condition=models.Q(('decimals__lte', 6)), name='kpis_indicator_decimals_valid'), models.CheckConstraint(condition=models.Q(('headline_order__isnull', True), ('headline_order__gte', 1), _connector='OR'), name='kpis_indicator_headline_order_from_one')],
            },
        ),
        migrations.CreateModel(
            name='IndicatorStatus',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('quarter', izaportal.core.fields.QuarterField()),
                ('status', models.CharField(choices=[('exceeded', 'overtroffen'), ('on_track', 'op koers'), ('at_risk', 'risico'), ('off_track', 'achter'), ('no_data', 'geen meting'), ('no_baseline', 'geen nulmeting'), ('not_due', 'nog niet aan de orde'), ('no_target', 'geen streefwaarde'), ('to_be_determined', 'n.t.b.')], max_length=20, verbose_name='status')),
                ('value', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('lower', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('upper', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('margin', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('projected', models.DecimalField(decimal_places=6, help_text='Verwachte waarde aan het eind van het jaar', max_digits=20, null=True)),
                ('early_warning', models.BooleanField(default=False)),
                ('sentence', models.TextField(verbose_name='uitleg')),
                ('explanation', models.JSONField()),
                ('rule_version', models.CharField(max_length=20)),
                ('fingerprint', models.CharField(max_length=64)),
                ('illustrative', models.BooleanField(default=False)),
                ('calculated_at', models.DateTimeField(default=izaportal.core.clock.now)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='statuses', to='kpis.indicator')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.run')),
            ],
            options={
                'verbose_name_plural': 'statussen',
                'ordering': ('indicator', 'quarter', '-id'),
                'indexes': [models.Index(fields=['indicator', 'quarter', '-id'], name='kpis_status_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quarter__regex', '^[12][0-9]{3}-Q[1-4]$')), name='kpis_status_quarter_valid'), models.CheckConstraint(condition=models.Q(('lower__isnull', True), ('upper__isnull', True), ('upper__gte', models.F('lower')), _connector='OR'), name='kpis_status_bounds_ordered'), models.CheckConstraint(condition=models.Q(('fingerprint__regex', '^[0-9a-f]{64}$')), name='kpis_status_fingerprint_whole')],
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('source_document', models.CharField(blank=True, max_length=120, verbose_name='brondocument')),
                ('source_place', models.CharField(blank=True, max_length=120, verbose_name='vindplaats')),
                ('illustrative', models.BooleanField(default=False, verbose_name='illustratief')),
                ('confidential', models.BooleanField(default=False, verbose_name='vertrouwelijk volgens de bron')),
                ('quarter', izaportal.core.fields.QuarterField()),
                ('value', models.DecimalField(decimal_places=6, max_digits=20, verbose_name='waarde')),
                ('numerator', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='teller')),
                ('denominator', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='noemer')),
                ('note', models.TextField(blank=True, verbose_name='toelichting')),
                ('confirmation', models.TextField(blank=True, verbose_name='bevestiging van een opvallende waarde')),
                ('remark', models.TextField(blank=True, verbose_name='opmerking bij het terugsturen')),
                ('state', models.CharField(choices=[('submitted', 'ingediend'), ('returned', 'teruggestuurd'), ('approved', 'goedgekeurd')], default='submitted', max_length=10)),
                ('submitted_at', models.DateTimeField(default=izaportal.core.clock.now)),
                ('decided_at', models.DateTimeField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='kpis.indicator')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='regions.municipality')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supersedes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='kpis.measurement')),
            ],
            options={
                'verbose_name': 'meting',
                'verbose_name_plural': 'metingen',
                'ordering': ('indicator', 'quarter', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('quarter__regex', '^[12][0-9]{3}-Q[1-4]$')), name='kpis_measurement_quarter_valid'), models.UniqueConstraint(condition=models.Q(('state', 'approved'), ('superseded_at__isnull', True)), fields=('indicator', 'quarter', 'municipality'), name='kpis_measurement_one_approved', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'submitted')), models.Q(models.Q(('state', 'submitted'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='kpis_measurement_decided_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='kpis_measurement_returned_has_remark'), models.CheckConstraint(condition=models.Q(models.Q(('denominator__isnull', True), ('numerator__isnull', True)), models.Q(('denominator__gt', 0), ('numerator__isnull', False)), _connector='OR'), name='kpis_measurement_fraction_whole')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.UUIDField(default=izaportal.core.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('source_document', models.CharField(blank=True, max_length=120, verbose_name='brondocument')),
                ('source_place', models.CharField(blank=True, max_length=120, verbose_name='vindplaats')),
                ('illustrative', models.BooleanField(default=False, verbose_name='illustratief')),
                ('confidential', models.BooleanField(default=False, verbose_name='vertrouwelijk volgens de bron')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jaar')),
                ('quarter', izaportal.core.fields.QuarterField(blank=True, null=True)),
                ('due', models.DateField(blank=True, null=True, verbose_name='uiterlijk')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='versie')),
                ('valid_from', models.DateField(verbose_name='geldig vanaf')),
                ('reason', models.TextField(blank=True, verbose_name='reden')),
                ('state', models.CharField(choices=[('given', 'bekend'), ('to_be_determined', 'n.t.b.'), ('none', 'geen streefwaarde')], default='given', max_length=20)),
                ('source_text', models.CharField(blank=True, max_length=200, verbose_name='in het plan')),
                ('lower', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='ondergrens')),
                ('upper', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='bovengrens')),
                ('second_lower', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True)),
                ('second_upper', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True)),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='toelichting')),
                ('set_at', models.DateTimeField(help_text='Leeg: zo gelezen in het plan', null=True, verbose_name='vastgelegd op')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='kpis.indicator')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'streefwaarde',
                'verbose_name_plural': 'streefwaarden',
                'ordering': ('indicator', 'year', 'quarter', 'due', 'version'),
                'constraints': [models.CheckConstraint(condition=models.Q(('quarter__regex', '^[12][0-9]{3}-Q[1-4]$')), name='kpis_target_quarter_valid'), models.CheckConstraint(condition=models.Q(('lower__isnull', True), ('upper__isnull', True), ('upper__gte', models.F('lower')), _connector='OR'), name='kpis_target_bounds_ordered'), models.CheckConstraint(condition=models.Q(models.Q(('lower__isnull', False), ('state', 'given')), models.Q(('state', 'given'), ('upper__isnull', False)), models.Q(models.Q(('state', 'given'), _negated=True), ('lower__isnull', True), ('upper__isnull', True)), _connector='OR'), name='kpis_target_bounds_iff_given'), models.CheckConstraint(condition=models.Q(models.Q(('due__isnull', True), ('quarter__isnull', True), ('year__isnull', True)), models.Q(('due__isnull', True), ('quarter__isnull', True), ('year__isnull', False)), models.Q(('due__isnull', True), ('quarter__isnull', False), ('year__isnull', True)), models.Q(('due__isnull', False), ('quarter__isnull', True), ('year__isnull', True)), _connector='OR'), name='kpis_target_at_most_one_moment'), models.CheckConstraint(condition=models.Q(('version', 1), ('set_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='kpis_target_new_version_has_reason'), models.UniqueConstraint(fields=('indicator', 'year', 'quarter', 'due', 'version'), name='kpis_target_version_unique', nulls_distinct=False)],
            },
        ),
        insert_only("kpis_target"),
        insert_only("kpis_indicatorstatus"),
        facts_fixed("kpis_measurement", may_change=MAY_CHANGE),
    ]
