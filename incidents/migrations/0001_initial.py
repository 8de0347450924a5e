import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import incidents.fields
import incidents.models.incident
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('alias_kind', models.CharField(choices=[('native', "in the bearer's own language or script"), ('abbreviation', 'Abbreviation'), ('vendor', "a namer's own name; no statement that both are the same"), ('former', 'former name'), ('file-name', 'file name'), ('slogan', 'Slogan'), ('other', 'Other')], max_length=12)),
                ('lang', models.CharField(blank=True, max_length=12)),
                ('remark', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name_plural': 'aliases',
                'ordering': ['record', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('alias_kind__in', ['native', 'abbreviation', 'vendor', 'former', 'file-name', 'slogan', 'other'])), name='alias_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.CharField(help_text='A readable name for life, used in case files and addresses.', max_length=120, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Write small letters, digits and single hyphens, like claim-us-nsc-2022-09-07.')])),
                ('kind', models.CharField(choices=[('case', 'Case'), ('source', 'Source'), ('identity', 'Identity'), ('location', 'Location'), ('incident', 'Incident'), ('event', 'Event'), ('impact', 'Impact'), ('campaign', 'Campaign'), ('threat-actor', 'Threat Actor'), ('intrusion-set', 'Intrusion Set'), ('malware', 'Malware'), ('tool', 'Tool'), ('vulnerability', 'Vulnerability'), ('attack-pattern', 'Attack Pattern'), ('infrastructure', 'Infrastructure'), ('indicator', 'Indicator'), ('relationship', 'Relationship'), ('checked-fact', 'Checked Fact'), ('statement', 'Statement'), ('claim', 'Claim'), ('evidence', 'Evidence'), ('question', 'Question'), ('assessment', 'Assessment'), ('diplomatic-response', 'Response')], editable=False, max_length=20)),
                ('name', models.CharField(max_length=400)),
                ('description', models.TextField(blank=True)),
                ('note', models.TextField(blank=True, help_text='Our remark for readers of the record.')),
                ('marking', models.CharField(blank=True, choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER_STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], help_text='How far it may travel (TLP 2.0). Unmarked is not published.', max_length=12)),
                ('lang', models.CharField(default='en', help_text='RFC 5646.', max_length=12)),
                ('external_ids', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9._-]+:\\S+$', 'Write the catalogue and the id, like mitre-attack:T1190 or cve:CVE-2019-0604.')]), blank=True, default=list, help_text='Catalogue and id, like mitre-attack:T1190.', size=None)),
                ('state', models.CharField(choices=[('in-use', 'in use'), ('superseded', "superseded by its claimant's own revision"), ('withdrawn', 'withdrawn by its claimant'), ('retracted', 'retracted by us: our recording error'), ('rejected', 'rejected: found not to be one')], default='in-use', max_length=12)),
                ('state_reason', models.TextField(blank=True)),
                ('state_by', models.CharField(blank=True, max_length=150)),
                ('state_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ['key'],
                'constraints': [models.UniqueConstraint(fields=('id', 'kind'), name='record_id_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['case', 'source', 'identity', 'location', 'incident', 'event', 'impact', 'campaign', 'threat-actor', 'intrusion-set', 'malware', 'tool', 'vulnerability', 'attack-pattern', 'infrastructure', 'indicator', 'relationship', 'checked-fact', 'statement', 'claim', 'evidence', 'question', 'assessment', 'diplomatic-response'])), name='record_kind_known'), models.CheckConstraint(condition=models.Q(('marking__in', ['', 'CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'])), name='record_marking_known'), models.CheckConstraint(condition=models.Q(('state__in', ['in-use', 'superseded', 'withdrawn', 'retracted', 'rejected'])), name='record_state_known'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='record_has_a_name'), models.CheckConstraint(condition=models.Q(('state', 'in-use'), models.Q(models.Q(('state_reason', ''), _negated=True), models.Q(('state_by', ''), _negated=True), ('state_at__isnull', False)), _connector='OR'), name='record_taken_back_says_why_who_when', violation_error_message='Give the reason, the person and the time.')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('door', models.CharField(choices=[('desk', 'the desk'), ('case-files', 'case files'), ('import', 'an import'), ('service', 'a service')], max_length=12)),
                ('reason', models.TextField(blank=True)),
                ('snapshot', models.JSONField()),
                ('vocab_version', models.CharField(default='2026.1', max_length=12)),
            ],
            options={
                'ordering': ['record', 'version'],
                'constraints': [models.CheckConstraint(condition=models.Q(('version__gt', 0)), name='change_counts_from_1'), models.CheckConstraint(condition=models.Q(('door__in', ['desk', 'case-files', 'import', 'service'])), name='change_door_known')],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(blank=True, max_length=40)),
                ('locator', models.CharField(blank=True, help_text='Page, paragraph.', max_length=200)),
                ('stated_value', models.CharField(blank=True, max_length=1000)),
                ('stated_by', models.CharField(blank=True, help_text='Whom the source quotes for the value.', max_length=200)),
                ('quote', models.TextField(blank=True, help_text='Verbatim, only if we saw the words.')),
                ('quote_lang', models.CharField(blank=True, max_length=12)),
                ('translation', models.TextField(blank=True)),
                ('credibility', models.CharField(blank=True, choices=[('1', '1: confirmed by other sources'), ('2', '2: probably true'), ('3', '3: possibly true'), ('4', '4: doubtful'), ('5', '5: improbable'), ('6', '6: cannot be judged')], max_length=1)),
            ],
            options={
                'ordering': ['record', 'field', 'source', 'stated_value', 'locator'],
                'constraints': [models.CheckConstraint(condition=models.Q(('credibility__in', ['', '1', '2', '3', '4', '5', '6'])), name='citation_credibility_known'), models.CheckConstraint(condition=models.Q(('quote', ''), models.Q(('quote_lang', ''), _negated=True), _connector='OR'), name='citation_quote_has_a_language')],
            },
        ),
        migrations.CreateModel(
            name='StixName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=160)),
                ('type', models.CharField(max_length=40)),
                ('uuid', models.UUIDField(unique=True)),
                ('created', models.DateTimeField()),
            ],
            options={
                'ordering': ['record', 'part'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('type', 'opinion')), fields=('created',), name='opinion_created_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='AttackPattern',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('kill_chain_phases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='ATT&CK tactics, like initial-access.', size=None)),
            ],
            options={
                'abstract': False,
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('first_seen', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('first_seen_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('first_seen_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('last_seen', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('last_seen_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('last_seen_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('objective', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
            ],
            options={
                'abstract': False,
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='CheckedFact',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('status', models.CharField(choices=[('confirmed', 'Confirmed'), ('partly-confirmed', 'partly confirmed'), ('corrected', 'Corrected'), ('contradicted', 'Contradicted'), ('unverified', 'Unverified'), ('opinion', 'Opinion')], max_length=20)),
                ('is_flagged', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['confirmed', 'partly-confirmed', 'corrected', 'contradicted', 'unverified', 'opinion'])), name='fact_status_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('event_kind', models.CharField(choices=[('intrusion-phase', 'phase of the intrusion'), ('leak', 'Leak'), ('public-event', 'public event'), ('diplomatic', 'Diplomatic'), ('legal', 'Legal'), ('political', 'Political'), ('technical-publication', 'technical publication'), ('assistance', 'Assistance'), ('background', 'Background')], max_length=24)),
                ('event_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80, validators=[incidents.models.incident.names_no_author]), blank=True, default=list, help_text='OASIS event-type-ov, for phases of an intrusion.', size=None)),
                ('status', models.CharField(choices=[('ongoing', 'Ongoing'), ('occurred', 'Occurred'), ('not-occurred', 'did not occur'), ('pending', 'Pending'), ('undetermined', 'Undetermined')], default='occurred', max_length=12)),
                ('occurred', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('occurred_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('occurred_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('time_note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('event_kind__in', ['intrusion-phase', 'leak', 'public-event', 'diplomatic', 'legal', 'political', 'technical-publication', 'assistance', 'background'])), name='event_kind_known'), models.CheckConstraint(condition=models.Q(('status__in', ['ongoing', 'occurred', 'not-occurred', 'pending', 'undetermined'])), name='event_status_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('identity_class', models.CharField(choices=[('individual', 'Individual'), ('group', 'Group'), ('system', 'System'), ('organization', 'Organization'), ('class', 'Class'), ('unknown', 'Unknown')], max_length=12)),
                ('body_kind', models.CharField(choices=[('state', 'State'), ('government-body', 'government body'), ('international-organisation', 'international organisation'), ('company', 'Company'), ('organisation', 'Organisation'), ('political-organisation', 'political organisation'), ('association', 'Association'), ('media', 'Media'), ('person', 'Person'), ('persona', 'Persona'), ('group', 'Group'), ('service', 'Service'), ('facility', 'Facility')], max_length=28)),
                ('sectors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, help_text='As given.', size=None)),
                ('role', models.CharField(blank=True, help_text='In what it is known for.', max_length=300)),
                ('contact_information', models.TextField(blank=True)),
            ],
            options={
                'verbose_name_plural': 'identities',
                'constraints': [models.CheckConstraint(condition=models.Q(('identity_class__in', ['individual', 'group', 'system', 'organization', 'class', 'unknown'])), name='identity_class_known'), models.CheckConstraint(condition=models.Q(('body_kind__in', ['state', 'government-body', 'international-organisation', 'company', 'organisation', 'political-organisation', 'association', 'media', 'person', 'persona', 'group', 'service', 'facility'])), name='identity_kind_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Impact',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('impact_category', models.CharField(choices=[('availability', 'Availability'), ('confidentiality', 'Confidentiality'), ('external', 'External'), ('integrity', 'Integrity'), ('economic', 'Economic'), ('physical', 'Physical'), ('traceability', 'Traceability')], max_length=16)),
                ('occurred', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('occurred_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('occurred_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('recoverability', models.CharField(blank=True, choices=[('extended', 'Extended'), ('not-applicable', 'not applicable'), ('not-recoverable', 'not recoverable'), ('regular', 'Regular'), ('supplemented', 'Supplemented')], max_length=16)),
                ('availability_impact', models.PositiveSmallIntegerField(blank=True, help_text='0 to 100, OASIS incident suite appendix A.', null=True, validators=[django.core.validators.MaxValueValidator(100)])),
                ('loss_type', models.CharField(blank=True, choices=[('confirmed-loss', 'confirmed loss'), ('contained', 'Contained'), ('exploited-loss', 'loss that was exploited'), ('none', 'None'), ('suspected-loss', 'suspected loss')], max_length=16)),
                ('information_type', models.CharField(blank=True, max_length=24)),
                ('record_count', models.PositiveBigIntegerField(blank=True, null=True)),
                ('record_size', models.PositiveBigIntegerField(blank=True, help_text='Bytes.', null=True)),
                ('alteration', models.CharField(blank=True, choices=[('potential-destruction', 'potential destruction'), ('potential-modification', 'potential modification'), ('partial-destruction', 'partial destruction'), ('partial-modification', 'partial modification'), ('full-destruction', 'full destruction'), ('full-modification', 'full modification'), ('none', 'None')], max_length=24)),
                ('impact_type', models.CharField(blank=True, max_length=24)),
                ('variety', models.CharField(blank=True, max_length=24)),
                ('currency', models.CharField(blank=True, help_text='ISO 4217.', max_length=3)),
                ('min_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                ('max_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                ('physical_impact', models.CharField(blank=True, choices=[('damaged-functional', 'damaged, works'), ('damaged-nonfunctional', 'damaged, does not work'), ('destruction', 'Destruction'), ('none', 'None')], max_length=24)),
                ('asset_type', models.CharField(blank=True, max_length=40)),
                ('traceability_impact', models.CharField(blank=True, choices=[('accountability-lost', 'accountability lost'), ('partial-accountability', 'partial accountability'), ('provable-accountability', 'provable accountability')], max_length=24)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('impact_category__in', ['availability', 'confidentiality', 'external', 'integrity', 'economic', 'physical', 'traceability'])), name='impact_category_known'), models.CheckConstraint(condition=models.Q(('recoverability__in', ['', 'extended', 'not-applicable', 'not-recoverable', 'regular', 'supplemented'])), name='impact_recoverability_known'), models.CheckConstraint(condition=models.Q(models.Q(('availability_impact__isnull', False), ('availability_impact__lte', 100), ('impact_category', 'availability')), models.Q(('impact_category', 'confidentiality'), ('loss_type__in', ['confirmed-loss', 'contained', 'exploited-loss', 'none', 'suspected-loss'])), models.Q(('impact_category', 'external'), models.Q(('impact_type', ''), _negated=True)), models.Q(('alteration__in', ['potential-destruction', 'potential-modification', 'partial-destruction', 'partial-modification', 'full-destruction', 'full-modification', 'none']), ('impact_category', 'integrity')), models.Q(('impact_category', 'economic'), models.Q(('variety', ''), _negated=True)), models.Q(('impact_category', 'physical'), ('physical_impact__in', ['damaged-functional', 'damaged-nonfunctional', 'destruction', 'none'])), models.Q(('impact_category', 'traceability'), ('traceability_impact__in', ['accountability-lost', 'partial-accountability', 'provable-accountability'])), _connector='OR'), name='impact_says_what_its_category_requires', violation_error_message='Fill the value that the category requires: availability_impact, loss_type, impact_type, alteration, variety, physical_impact or traceability_impact.')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('occurred', incidents.fields.EDTFField(blank=True, help_text='When it took place.', max_length=80)),
                ('occurred_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('occurred_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('discovered', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('discovered_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('discovered_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('disclosed', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('disclosed_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('disclosed_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('time_note', models.CharField(blank=True, max_length=300)),
                ('incident_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80, validators=[incidents.models.incident.names_no_author]), blank=True, default=list, help_text='OASIS event-type-ov.', size=None)),
                ('determination', models.CharField(choices=[('blocked', 'Blocked'), ('confirmed', 'Confirmed'), ('failed-attempt', 'failed attempt'), ('false-positive', 'false positive'), ('suspected', 'Suspected')], max_length=16)),
                ('investigation_status', models.CharField(choices=[('closed', 'Closed'), ('new', 'New'), ('open', 'Open')], max_length=8)),
                ('detection_methods', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80, validators=[incidents.models.incident.names_no_author]), blank=True, default=list, help_text='OASIS detection-methods-ov.', size=None)),
                ('detection', models.TextField(blank=True)),
                ('recoverability', models.CharField(blank=True, choices=[('extended', 'Extended'), ('not-applicable', 'not applicable'), ('not-recoverable', 'not recoverable'), ('regular', 'Regular'), ('supplemented', 'Supplemented')], max_length=16)),
                ('outcome', models.CharField(blank=True, help_text='How it ended.', max_length=300)),
                ('dwell', models.CharField(blank=True, help_text='Time inside before it.', max_length=200)),
                ('restoration', models.TextField(blank=True)),
                ('sectors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80, validators=[incidents.models.incident.names_no_author]), blank=True, default=list, help_text='Sectors hit, as given.', size=None)),
                ('systems', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80, validators=[incidents.models.incident.names_no_author]), blank=True, default=list, help_text='Systems named in reports.', size=None)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('determination__in', ['blocked', 'confirmed', 'failed-attempt', 'false-positive', 'suspected'])), name='incident_determination_known'), models.CheckConstraint(condition=models.Q(('investigation_status__in', ['closed', 'new', 'open'])), name='incident_investigation_status_known'), models.CheckConstraint(condition=models.Q(('recoverability__in', ['', 'extended', 'not-applicable', 'not-recoverable', 'regular', 'supplemented'])), name='incident_recoverability_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('indicator_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='STIX indicator-type-ov.', size=None)),
                ('value', models.CharField(max_length=500)),
                ('pattern', models.TextField(help_text='STIX patterning.')),
                ('role', models.CharField(blank=True, max_length=200)),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('valid_from', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('valid_from_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('valid_from_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('valid_until', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('valid_until_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('valid_until_latest', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'abstract': False,
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Infrastructure',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('infrastructure_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='STIX infrastructure-type-ov.', size=None)),
                ('value', models.CharField(help_text='Address, host name or handle.', max_length=500)),
                ('role', models.CharField(blank=True, max_length=200)),
                ('first_seen', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('first_seen_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('first_seen_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('last_seen', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('last_seen_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('last_seen_latest', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name_plural': 'infrastructure',
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='IntrusionSet',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('entity_level', models.CharField(choices=[('activity-cluster', 'activity cluster'), ('intrusion-set', 'named group'), ('persona', 'Persona'), ('individual', 'Individual'), ('unit', 'Unit'), ('organisation', 'Organisation'), ('state', 'State'), ('unknown', 'not stated how deep')], max_length=20)),
                ('role_in_case', models.CharField(blank=True, max_length=300)),
                ('first_seen', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('first_seen_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('first_seen_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('last_seen', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('last_seen_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('last_seen_latest', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('entity_level__in', ['activity-cluster', 'intrusion-set'])), name='intrusion_set_level_is_cluster_or_group')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('country', models.CharField(blank=True, help_text='ISO 3166-1 alpha-2.', max_length=2)),
                ('region', models.CharField(blank=True, help_text='STIX region-ov.', max_length=40)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('country', ''), ('country__regex', '^[A-Z]{2}$'), _connector='OR'), name='location_country_is_iso_alpha_2'), models.CheckConstraint(condition=models.Q(models.Q(('country', ''), _negated=True), models.Q(('region', ''), _negated=True), _connector='OR'), name='location_is_somewhere')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Malware',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('malware_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='STIX malware-type-ov.', size=None)),
                ('is_family', models.BooleanField(default=True)),
                ('capabilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='STIX malware-capabilities-ov.', size=None)),
                ('signing', models.TextField(blank=True)),
            ],
            options={
                'verbose_name_plural': 'malware',
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Relationship',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('relationship_type', models.CharField(help_text='STIX 2.1, like uses or targets.', max_length=40, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Write small letters, digits and single hyphens, like claim-us-nsc-2022-09-07.')])),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('relationship_type__in', ('attributed-to', 'same-as', 'duplicate-of', 'overlaps', 'subset-of', 'superset-of', 'successor-of', 'formerly-tracked-as', 'merged-into', 'split-from', 'distinct-from', 'shares-tooling-with')), _negated=True), name='relationship_is_not_a_claim', violation_error_message='Who is behind something, or which actors are one, is a claim: record who says so.')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('source_kind', models.CharField(choices=[('news', 'news report'), ('government-statement', 'government statement'), ('sanction-notice', 'sanctions notice'), ('advisory', 'technical advisory'), ('vendor-report', 'report of a security company'), ('academic', 'academic text'), ('treaty-body-statement', 'statement of an alliance or union'), ('court-document', 'court document'), ('wiki', 'compilation or public repository')], max_length=24)),
                ('publisher', models.CharField(max_length=300)),
                ('author', models.CharField(blank=True, max_length=300)),
                ('published', incidents.fields.EDTFField(blank=True, help_text='As the source dates itself (EDTF).', max_length=80)),
                ('published_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('published_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('url', models.URLField(blank=True, max_length=1000)),
                ('archived_sha256', models.CharField(blank=True, max_length=64)),
                ('archived_on', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('archived_on_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('archived_on_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('reliability', models.CharField(blank=True, choices=[('A', 'A: completely reliable'), ('B', 'B: usually reliable'), ('C', 'C: fairly reliable'), ('D', 'D: not usually reliable'), ('E', 'E: unreliable'), ('F', 'F: cannot be judged')], max_length=1)),
                ('reliability_reason', models.TextField(blank=True)),
                ('lineage_group', models.CharField(blank=True, max_length=120, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Write small letters, digits and single hyphens, like claim-us-nsc-2022-09-07.')])),
                ('seen_extent', models.CharField(choices=[('full', 'the full text'), ('excerpt', 'an excerpt'), ('not-seen', 'not seen, known by citation')], max_length=8)),
                ('is_relied_on', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('source_kind__in', ['news', 'government-statement', 'sanction-notice', 'advisory', 'vendor-report', 'academic', 'treaty-body-statement', 'court-document', 'wiki'])), name='source_kind_known'), models.CheckConstraint(condition=models.Q(('reliability__in', ['', 'A', 'B', 'C', 'D', 'E', 'F'])), name='source_reliability_known'), models.CheckConstraint(condition=models.Q(('seen_extent__in', ['full', 'excerpt', 'not-seen'])), name='source_seen_extent_known'), models.CheckConstraint(condition=models.Q(('archived_sha256', ''), ('archived_sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='source_hash_is_sha256')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='ThreatActor',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('entity_level', models.CharField(choices=[('activity-cluster', 'activity cluster'), ('intrusion-set', 'named group'), ('persona', 'Persona'), ('individual', 'Individual'), ('unit', 'Unit'), ('organisation', 'Organisation'), ('state', 'State'), ('unknown', 'not stated how deep')], max_length=20)),
                ('threat_actor_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, help_text='STIX threat-actor-type-ov.', size=None)),
                ('is_state_level', models.BooleanField(default=False, help_text='Stands for a state, so its government by definition.')),
                ('self_description', models.TextField(blank=True)),
                ('first_seen', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('first_seen_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('first_seen_latest', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('entity_level__in', ['activity-cluster', 'intrusion-set', 'persona', 'individual', 'unit', 'organisation', 'state', 'unknown'])), name='threat_actor_level_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Tool',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('tool_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='STIX tool-type-ov.', size=None)),
            ],
            options={
                'abstract': False,
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Vulnerability',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('product', models.CharField(blank=True, max_length=200)),
                ('patched', incidents.fields.EDTFField(blank=True, help_text='When a fix came out.', max_length=80)),
                ('patched_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('patched_latest', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name_plural': 'vulnerabilities',
            },
            bases=('incidents.record',),
        ),
        migrations.AddField(
            model_name='alias',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='incidents.record'),
        ),
        migrations.AddField(
            model_name='change',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='change',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='incidents.record'),
        ),
        migrations.AddField(
            model_name='citation',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='incidents.record'),
        ),
        migrations.AddField(
            model_name='stixname',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stix_names', to='incidents.record'),
        ),
        migrations.AddField(
            model_name='checkedfact',
            name='about',
            field=models.ManyToManyField(blank=True, related_name='facts_about', to='incidents.record'),
        ),
        migrations.AddField(
            model_name='event',
            name='about',
            field=models.ManyToManyField(blank=True, related_name='events_about', to='incidents.record'),
        ),
        migrations.AddField(
            model_name='identity',
            name='state_of',
            field=models.ForeignKey(blank=True, help_text='The state whose organ or official it is.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organs', to='incidents.identity'),
        ),
        migrations.AddField(
            model_name='case',
            name='keeper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases_kept', to='incidents.identity'),
        ),
        migrations.AddField(
            model_name='alias',
            name='namer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='names_given', to='incidents.identity'),
        ),
        migrations.AddField(
            model_name='impact',
            name='impacted',
            field=models.ManyToManyField(blank=True, related_name='impacts_suffered', to='incidents.identity'),
        ),
        migrations.AddField(
            model_name='incident',
            name='campaign',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='incidents.campaign'),
        ),
        migrations.AddField(
            model_name='incident',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='incident',
            name='phase_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='phases', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='incident',
            name='victims',
            field=models.ManyToManyField(blank=True, related_name='incidents_suffered', to='incidents.identity'),
        ),
        migrations.AddField(
            model_name='impact',
            name='incident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='impacts', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='event',
            name='incident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='case',
            name='incidents',
            field=models.ManyToManyField(related_name='cases', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='identity',
            name='located_at',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='identities', to='incidents.location'),
        ),
        migrations.AddField(
            model_name='relationship',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relations_out', to='incidents.record'),
        ),
        migrations.AddField(
            model_name='relationship',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relations_in', to='incidents.record'),
        ),
        migrations.AddField(
            model_name='source',
            name='cited_via',
            field=models.ManyToManyField(blank=True, to='incidents.source'),
        ),
        migrations.AddField(
            model_name='citation',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cited_in', to='incidents.source'),
        ),
        migrations.AddField(
            model_name='checkedfact',
            name='stated_in',
            field=models.ManyToManyField(related_name='facts_checked', to='incidents.source'),
        ),
        migrations.AddField(
            model_name='threatactor',
            name='identity',
            field=models.ForeignKey(blank=True, help_text='The body or persona of the same name, as a party.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actors', to='incidents.identity'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(fields=('record', 'version'), name='change_once_per_version'),
        ),
        migrations.AddConstraint(
            model_name='stixname',
            constraint=models.UniqueConstraint(fields=('record', 'part'), name='stix_name_once_per_part'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.UniqueConstraint(fields=('record', 'name', 'namer'), name='alias_once_per_namer', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('phase_of', models.F('pk')), _negated=True), models.Q(('follows', models.F('pk')), _negated=True)), name='incident_is_not_its_own_phase'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.UniqueConstraint(fields=('source', 'relationship_type', 'target'), name='relationship_once'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='relationship_joins_two'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.UniqueConstraint(fields=('record', 'field', 'source', 'stated_value', 'locator'), name='citation_once'),
        ),
        migrations.AddConstraint(
            model_name='threatactor',
            constraint=models.CheckConstraint(condition=models.Q(('is_state_level', False), models.Q(('entity_level', 'state'), ('identity__isnull', False)), _connector='OR'), name='state_level_actor_has_a_government'),
        ),
    ]
