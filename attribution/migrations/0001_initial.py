import django.contrib.postgres.fields
import django.db.models.deletion
import incidents.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('incidents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('likelihood', models.CharField(blank=True, choices=[('almost-no-chance', 'almost no chance / remote'), ('very-unlikely', 'very unlikely / highly improbable'), ('unlikely', 'unlikely / improbable'), ('roughly-even-chance', 'roughly even chance'), ('likely', 'likely / probable'), ('very-likely', 'very likely / highly probable'), ('almost-certain', 'almost certain / nearly certain')], max_length=24)),
                ('confidence', models.CharField(blank=True, choices=[('low', 'Low'), ('moderate', 'Moderate'), ('high', 'High')], max_length=12)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='incidents.incident')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('likelihood__in', ['', 'almost-no-chance', 'very-unlikely', 'unlikely', 'roughly-even-chance', 'likely', 'very-likely', 'almost-certain']), ('confidence__in', ['', 'low', 'moderate', 'high'])), name='assessment_words_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('claimant_role', models.CharField(choices=[('receiver-government', 'government of the victim state'), ('receiver-entity', 'the victim'), ('security-vendor', 'security company'), ('research-ngo', 'research body'), ('third-state', 'third state'), ('expert', 'Expert'), ('civil-society', 'civil society'), ('eu-institution', 'EU institution'), ('international-organisation', 'international organisation'), ('media', 'Media'), ('perpetrator-self', 'speaks as the perpetrator'), ('accused-state', 'accused state'), ('accused-entity', 'accused body or person')], max_length=32)),
                ('stance', models.CharField(choices=[('asserts', 'Asserts'), ('corroborates', 'corroborates by a finding of its own'), ('endorses', 'endorses without a finding of its own'), ('counter-attributes', 'names another culprit'), ('claims-responsibility', 'claims responsibility'), ('revises', 'revises its own claim'), ('withdraws', 'withdraws its own claim'), ('doubts', 'Doubts'), ('disputes', 'Disputes'), ('denies', 'Denies'), ('distances', 'distances itself'), ('abstains', 'publicly declines to attribute'), ('suspects', 'suspects a state without naming it'), ('acknowledges', 'acknowledges the findings of others'), ('condemns-without-naming', 'condemns without naming an author')], max_length=24)),
                ('proposition', models.CharField(blank=True, choices=[('attributed-to', 'is attributed to'), ('same-as', 'is the same as'), ('overlaps', 'overlaps with'), ('subset-of', 'is part of'), ('superset-of', 'includes'), ('successor-of', 'is the successor of'), ('formerly-tracked-as', 'was formerly tracked as'), ('merged-into', 'was merged into'), ('split-from', 'was split from'), ('distinct-from', 'is distinct from'), ('shares-tooling-with', 'shares tooling with')], max_length=24)),
                ('entity_level', models.CharField(blank=True, choices=[('activity-cluster', 'activity cluster'), ('intrusion-set', 'named group'), ('persona', 'Persona'), ('individual', 'Individual'), ('unit', 'Unit'), ('organisation', 'Organisation'), ('state', 'State'), ('unknown', 'not stated how deep')], max_length=20)),
                ('state_nexus', models.CharField(blank=True, choices=[('state-prohibited', 'prohibited by the state'), ('state-prohibited-but-inadequate', 'prohibited, but not effectively'), ('state-ignored', 'ignored by the state'), ('state-encouraged', 'encouraged by the state'), ('state-shaped', 'shaped by the state'), ('state-coordinated', 'coordinated by the state'), ('state-ordered', 'ordered by the state'), ('state-rogue-conducted', 'by organs out of control'), ('state-executed', 'executed by the state'), ('state-integrated', 'executed by the state with proxies integrated')], max_length=32)),
                ('wording', models.TextField(help_text='The claim in our own words.')),
                ('quote', models.TextField(blank=True, help_text='Theirs, verbatim, if we saw it.')),
                ('quote_lang', models.CharField(blank=True, max_length=12)),
                ('translation', models.TextField(blank=True)),
                ('original_words', models.CharField(blank=True, help_text='How sure they say they are, as said.', max_length=200)),
                ('likelihood', models.CharField(blank=True, choices=[('almost-no-chance', 'almost no chance / remote'), ('very-unlikely', 'very unlikely / highly improbable'), ('unlikely', 'unlikely / improbable'), ('roughly-even-chance', 'roughly even chance'), ('likely', 'likely / probable'), ('very-likely', 'very likely / highly probable'), ('almost-certain', 'almost certain / nearly certain')], max_length=24)),
                ('analytic_confidence', models.CharField(blank=True, choices=[('low', 'Low'), ('moderate', 'Moderate'), ('high', 'High')], max_length=12)),
                ('standard_of_proof', models.CharField(blank=True, choices=[('reasonable-grounds', 'reasonable grounds'), ('balance-of-probabilities', 'balance of probabilities'), ('clear-and-convincing', 'clear and convincing'), ('beyond-reasonable-doubt', 'beyond reasonable doubt')], max_length=28)),
                ('basis', models.TextField(blank=True, help_text='The basis given, in our words.')),
                ('denial_scope', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('conduct', 'we did not do it'), ('knowledge', 'we did not know of it'), ('existence', 'no incident took place'), ('evidence', 'you have shown no evidence'), ('legality', 'it was lawful'), ('attribution-of-proxy', 'they are not ours'), ('unstated', 'not stated')], max_length=24), blank=True, default=list, size=None)),
                ('endorsement_ground', models.CharField(blank=True, choices=[('own-intelligence-undisclosed', 'own intelligence, not disclosed'), ('shared-evidence-reviewed', 'shared evidence that was reviewed'), ('political-solidarity', 'political solidarity'), ('unstated', 'not stated')], max_length=32)),
                ('legal_ground', models.CharField(blank=True, choices=[('art4-organ', 'article 4: organ'), ('art5-empowered-entity', 'article 5: empowered entity'), ('art6-organ-at-disposal', 'article 6: organ at disposal'), ('art8-instruction', 'article 8: instruction'), ('art8-direction-or-control', 'article 8: direction or control'), ('art9-absence-of-authority', 'article 9: absence of authority'), ('art11-adopted', 'article 11: adopted as its own'), ('due-diligence-not-attribution', 'due diligence, not attribution'), ('not-invoked', 'none invoked')], max_length=32)),
                ('legal_characterisation', models.TextField(blank=True)),
                ('about', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims_about', to='incidents.record')),
                ('attributed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims_naming', to='incidents.record')),
                ('claimant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='incidents.identity')),
                ('restates', models.ForeignKey(blank=True, help_text='The earlier claim of the same side that this one only says again.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restated_by', to='attribution.claim')),
            ],
            options={
                'ordering': ['statement__said_earliest', 'key'],
                'constraints': [models.CheckConstraint(condition=models.Q(('stance__in', ['asserts', 'corroborates', 'endorses', 'counter-attributes', 'claims-responsibility', 'revises', 'withdraws', 'doubts', 'disputes', 'denies', 'distances', 'abstains', 'suspects', 'acknowledges', 'condemns-without-naming'])), name='claim_stance_known'), models.CheckConstraint(condition=models.Q(('claimant_role__in', ['receiver-government', 'receiver-entity', 'security-vendor', 'research-ngo', 'third-state', 'expert', 'civil-society', 'eu-institution', 'international-organisation', 'media', 'perpetrator-self', 'accused-state', 'accused-entity'])), name='claim_role_known'), models.CheckConstraint(condition=models.Q(models.Q(('attributed_to__isnull', False), ('stance__in', ('asserts', 'corroborates', 'counter-attributes', 'claims-responsibility', 'revises')), models.Q(('entity_level', ''), _negated=True), models.Q(('proposition', ''), _negated=True)), models.Q(models.Q(('stance__in', ('asserts', 'corroborates', 'counter-attributes', 'claims-responsibility', 'revises')), _negated=True), ('attributed_to__isnull', True), ('entity_level', ''), ('proposition', '')), _connector='OR'), name='claim_naming_stance_names_someone', violation_error_message='A stance that names a culprit needs attributed_to, entity_level and proposition; any other stance has none of them.'), models.CheckConstraint(condition=models.Q(models.Q(('stance', 'denies'), models.Q(('denial_scope', []), _negated=True)), models.Q(models.Q(('stance', 'denies'), _negated=True), ('denial_scope', [])), _connector='OR'), name='claim_denial_says_what_it_denies', violation_error_message='A denial, and only a denial, has a scope.'), models.CheckConstraint(condition=models.Q(models.Q(('stance', 'endorses'), models.Q(('endorsement_ground', ''), _negated=True)), models.Q(models.Q(('stance', 'endorses'), _negated=True), ('endorsement_ground', '')), _connector='OR'), name='claim_endorsement_says_its_ground', violation_error_message='An endorsement, and only an endorsement, has a ground.'), models.CheckConstraint(condition=models.Q(models.Q(('about', models.F('pk')), _negated=True), models.Q(('restates', models.F('pk')), _negated=True)), name='claim_is_not_about_itself'), models.CheckConstraint(condition=models.Q(('attributed_to', models.F('about')), _negated=True), name='claim_joins_two'), models.CheckConstraint(condition=models.Q(('wording', ''), _negated=True), name='claim_has_a_wording'), models.CheckConstraint(condition=models.Q(('quote', ''), models.Q(('quote_lang', ''), _negated=True), _connector='OR'), name='claim_quote_has_a_language')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='ClaimGround',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('tradecraft', 'Tradecraft'), ('infrastructure', 'Infrastructure'), ('malware', 'Malware'), ('intent', 'Intent'), ('external-indicators', 'indicators from external sources'), ('victimology', 'Victimology'), ('language-and-time', 'language and working time'), ('financial-trace', 'financial trace'), ('human-source', 'human source'), ('signals-intelligence', 'signals intelligence'), ('insider-or-leak', 'insider or leak'), ('confession', 'Confession'), ('legal-finding', 'legal finding'), ('platform-telemetry', 'platform telemetry'), ('investigation-unspecified', 'investigation, methods not said'), ('findings-of-others', 'findings of others'), ('none-given', 'none given')], max_length=28)),
                ('disclosed', models.CharField(choices=[('shown', 'Shown'), ('described', 'Described'), ('asserted', 'Asserted'), ('withheld', 'Withheld')], max_length=12)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grounds', to='attribution.claim')),
            ],
            options={
                'ordering': ['claim', 'ground'],
                'constraints': [models.UniqueConstraint(fields=('claim', 'ground'), name='claim_ground_once'), models.CheckConstraint(condition=models.Q(('ground__in', ['tradecraft', 'infrastructure', 'malware', 'intent', 'external-indicators', 'victimology', 'language-and-time', 'financial-trace', 'human-source', 'signals-intelligence', 'insider-or-leak', 'confession', 'legal-finding', 'platform-telemetry', 'investigation-unspecified', 'findings-of-others', 'none-given']), ('disclosed__in', ['shown', 'described', 'asserted', 'withheld'])), name='claim_ground_known')],
            },
        ),
        migrations.CreateModel(
            name='DiplomaticResponse',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('response_type', models.CharField(choices=[('statement-head', 'statement by head of state or government'), ('statement-foreign-minister', 'statement by foreign minister'), ('statement-other-minister-or-mp', 'statement by another minister or member of parliament'), ('statement-government', 'statement by a government, ministry or mission'), ('declaration-high-representative', 'declaration of the High Representative'), ('statement-io-head', 'statement by the head of an organisation'), ('statement-alliance', "statement by an alliance's council"), ('council-conclusions', 'Council conclusions'), ('joint-attribution-statement', 'joint attribution statement'), ('parliamentary-resolution', 'resolution of parliament'), ('civil-society-statement', 'statement of civil society'), ('protest-note-demarche', 'protest note or démarche'), ('ambassador-summoned', 'ambassador summoned'), ('ambassador-recalled', 'ambassador recalled'), ('diplomats-expelled', 'diplomats expelled'), ('talks-suspended', 'talks suspended'), ('relations-severed', 'diplomatic relations severed'), ('interests-section', 'interests section'), ('diplomatic-support', 'diplomatic support'), ('awareness-advisory', 'technical advisory'), ('capacity-building', 'capacity building'), ('financial-assistance', 'financial assistance'), ('cbm-dialogue', 'confidence-building dialogue'), ('political-dialogue', 'political dialogue'), ('evidence-shared', 'findings shared with others'), ('legislative-initiative', 'legislation'), ('parliamentary-inquiry', 'parliamentary inquiry'), ('resignation', 'Resignation'), ('removal-from-office', 'removal from office'), ('sanctions-listing', 'sanctions listing'), ('sectoral-or-export-restriction', 'sectoral or export restriction'), ('criminal-investigation', 'criminal investigation'), ('legal-assistance-request', 'request for legal assistance'), ('search', 'search of premises'), ('publication-ban', 'ban on publication'), ('indictment', 'indictment or prosecution'), ('arrest', 'Arrest'), ('extradition', 'Extradition'), ('conviction', 'Conviction'), ('reward-offer', 'reward offer'), ('seizure-or-takedown', 'seizure or takedown'), ('civil-suit', 'civil suit'), ('international-proceedings', 'international proceedings'), ('state-of-emergency', 'state of emergency'), ('containment', 'containment of the attack'), ('cyber-operation-in-return', 'cyber operation in return'), ('collective-consultation', 'collective consultation'), ('rapid-response-team', 'rapid response team'), ('technical-assistance', 'technical assistance'), ('hunt-forward', 'hunt-forward mission'), ('unsc-letter', 'letter to a UN body'), ('un-debate', 'statement in a UN body'), ('no-response-declared', 'declared that nothing will be done'), ('reciprocal-act-by-accused', 'reciprocal act by the accused')], max_length=32)),
                ('announced', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('announced_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('announced_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('effective', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('effective_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('effective_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('legal_basis', models.TextField(blank=True)),
                ('il_class_claimed', models.CharField(blank=True, choices=[('expressive', 'speech only'), ('retorsion', 'unfriendly, lawful'), ('countermeasure', 'Countermeasure'), ('necessity', 'Necessity'), ('self-defence', 'self-defence'), ('unsc-measure', 'measure of the Security Council'), ('judicial-national', 'judicial, national'), ('judicial-international', 'judicial, international'), ('peaceful-settlement', 'peaceful settlement'), ('cooperation', 'Cooperation'), ('internal', 'Internal'), ('undetermined', 'Undetermined')], max_length=24)),
                ('il_class_assessed', models.CharField(blank=True, choices=[('expressive', 'speech only'), ('retorsion', 'unfriendly, lawful'), ('countermeasure', 'Countermeasure'), ('necessity', 'Necessity'), ('self-defence', 'self-defence'), ('unsc-measure', 'measure of the Security Council'), ('judicial-national', 'judicial, national'), ('judicial-international', 'judicial, international'), ('peaceful-settlement', 'peaceful settlement'), ('cooperation', 'Cooperation'), ('internal', 'Internal'), ('undetermined', 'Undetermined')], max_length=24)),
                ('outcome', models.CharField(blank=True, max_length=300)),
                ('addressees', models.ManyToManyField(blank=True, related_name='responses_received', to='incidents.identity')),
                ('answers', models.ManyToManyField(blank=True, help_text='What it reacts to.', related_name='answered_by', to='incidents.record')),
                ('responders', models.ManyToManyField(related_name='responses_made', to='incidents.identity')),
                ('rests_on', models.ManyToManyField(blank=True, related_name='responses', to='attribution.claim')),
                ('voices', models.ManyToManyField(blank=True, help_text='Claims made in the act.', related_name='voiced_in', to='attribution.claim')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('response_type__in', ['statement-head', 'statement-foreign-minister', 'statement-other-minister-or-mp', 'statement-government', 'declaration-high-representative', 'statement-io-head', 'statement-alliance', 'council-conclusions', 'joint-attribution-statement', 'parliamentary-resolution', 'civil-society-statement', 'protest-note-demarche', 'ambassador-summoned', 'ambassador-recalled', 'diplomats-expelled', 'talks-suspended', 'relations-severed', 'interests-section', 'diplomatic-support', 'awareness-advisory', 'capacity-building', 'financial-assistance', 'cbm-dialogue', 'political-dialogue', 'evidence-shared', 'legislative-initiative', 'parliamentary-inquiry', 'resignation', 'removal-from-office', 'sanctions-listing', 'sectoral-or-export-restriction', 'criminal-investigation', 'legal-assistance-request', 'search', 'publication-ban', 'indictment', 'arrest', 'extradition', 'conviction', 'reward-offer', 'seizure-or-takedown', 'civil-suit', 'international-proceedings', 'state-of-emergency', 'containment', 'cyber-operation-in-return', 'collective-consultation', 'rapid-response-team', 'technical-assistance', 'hunt-forward', 'unsc-letter', 'un-debate', 'no-response-declared', 'reciprocal-act-by-accused'])), name='response_type_known'), models.CheckConstraint(condition=models.Q(('il_class_claimed__in', ['', 'expressive', 'retorsion', 'countermeasure', 'necessity', 'self-defence', 'unsc-measure', 'judicial-national', 'judicial-international', 'peaceful-settlement', 'cooperation', 'internal', 'undetermined']), ('il_class_assessed__in', ['', 'expressive', 'retorsion', 'countermeasure', 'necessity', 'self-defence', 'unsc-measure', 'judicial-national', 'judicial-international', 'peaceful-settlement', 'cooperation', 'internal', 'undetermined'])), name='response_il_class_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('evidence_kind', models.CharField(choices=[('investigation-result', 'result of an investigation'), ('investigation', 'Investigation'), ('comparison', 'Comparison'), ('actor-history', 'history of an actor'), ('actor-link', 'link between actors'), ('telemetry', 'Telemetry'), ('tooling', 'Tooling'), ('targeting', 'Targeting'), ('code', 'Code'), ('certificate', 'Certificate'), ('forensics', 'Forensics'), ('sample', 'Sample'), ('messaging', 'Messaging'), ('self-disclosure', 'disclosure by the actor'), ('timing', 'Timing'), ('infrastructure', 'Infrastructure'), ('analytic-caveat', 'analytic caveat'), ('background', 'Background')], max_length=24)),
                ('disclosure', models.CharField(choices=[('shown', 'Shown'), ('described', 'Described'), ('asserted', 'Asserted'), ('withheld', 'Withheld')], max_length=12)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='incidents.incident')),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'constraints': [models.CheckConstraint(condition=models.Q(('evidence_kind__in', ['investigation-result', 'investigation', 'comparison', 'actor-history', 'actor-link', 'telemetry', 'tooling', 'targeting', 'code', 'certificate', 'forensics', 'sample', 'messaging', 'self-disclosure', 'timing', 'infrastructure', 'analytic-caveat', 'background']), ('disclosure__in', ['shown', 'described', 'asserted', 'withheld'])), name='evidence_words_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='Bearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sign', models.CharField(choices=[('CC', 'CC: very consistent'), ('C', 'C: consistent'), ('N', 'N: neutral'), ('I', 'I: inconsistent'), ('II', 'II: very inconsistent'), ('NA', 'NA: does not apply')], max_length=2)),
                ('is_cited', models.BooleanField(default=False, help_text='The claimant itself brings it forward.')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bearings', to='attribution.claim')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bearings', to='attribution.evidence')),
            ],
            options={
                'ordering': ['evidence', 'claim__key'],
                'constraints': [models.UniqueConstraint(fields=('evidence', 'claim'), name='bearing_once_per_claim'), models.CheckConstraint(condition=models.Q(('sign__in', ['CC', 'C', 'N', 'I', 'II', 'NA'])), name='bearing_sign_known')],
            },
        ),
        migrations.CreateModel(
            name='Hypothesis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('entity_level', models.CharField(blank=True, choices=[('activity-cluster', 'activity cluster'), ('intrusion-set', 'named group'), ('persona', 'Persona'), ('individual', 'Individual'), ('unit', 'Unit'), ('organisation', 'Organisation'), ('state', 'State'), ('unknown', 'not stated how deep')], max_length=20)),
                ('is_favoured', models.BooleanField(default=False)),
                ('signs', models.JSONField(blank=True, default=dict, help_text='ACH sign by evidence key, no number.')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hypotheses', to='attribution.assessment')),
                ('attributed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hypotheses_naming', to='incidents.record')),
            ],
            options={
                'verbose_name_plural': 'hypotheses',
                'ordering': ['assessment', 'rank'],
                'constraints': [models.UniqueConstraint(fields=('assessment', 'rank'), name='hypothesis_once_per_rank'), models.UniqueConstraint(condition=models.Q(('is_favoured', True)), fields=('assessment',), name='hypothesis_favoured_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('question_kind', models.CharField(choices=[('conflict', 'sources differ'), ('gap', 'nothing found')], max_length=8)),
                ('status', models.CharField(choices=[('unresolved', 'Unresolved'), ('partly-resolved', 'partly resolved'), ('resolved', 'Resolved')], max_length=16)),
                ('about', models.ManyToManyField(blank=True, related_name='questions_about', to='incidents.record')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('question_kind__in', ['conflict', 'gap']), ('status__in', ['unresolved', 'partly-resolved', 'resolved'])), name='question_words_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.CreateModel(
            name='QuestionSide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField()),
                ('position', models.TextField()),
                ('held_in', models.ManyToManyField(blank=True, related_name='sides_held', to='incidents.record')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sides', to='attribution.question')),
            ],
            options={
                'ordering': ['question', 'rank'],
                'constraints': [models.UniqueConstraint(fields=('question', 'rank'), name='question_side_once_per_rank')],
            },
        ),
        migrations.CreateModel(
            name='ResponseTransition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('announced', 'Announced'), ('adopted', 'Adopted'), ('in-force', 'in force'), ('completed', 'carried out'), ('renewed', 'Renewed'), ('amended', 'Amended'), ('suspended', 'Suspended'), ('lifted', 'Lifted'), ('expired', 'Expired'), ('annulled', 'annulled by a court'), ('blocked', 'blocked by veto or for want of a majority'), ('not-pursued', 'considered and not pursued'), ('withdrawn', 'Withdrawn')], max_length=12)),
                ('when', incidents.fields.EDTFField(blank=True, max_length=80)),
                ('when_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('when_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('legal_ref', models.CharField(blank=True, max_length=300)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transitions', to='attribution.diplomaticresponse')),
            ],
            options={
                'ordering': ['response', 'rank'],
                'constraints': [models.UniqueConstraint(fields=('response', 'rank'), name='response_transition_once_per_rank'), models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'announced', 'adopted', 'in-force', 'completed', 'renewed', 'amended', 'suspended', 'lifted', 'expired', 'annulled', 'blocked', 'not-pursued', 'withdrawn'])), name='response_status_known')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('record_ptr', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, parent_link=True, primary_key=True, related_name='as_%(class)s', serialize=False, to='incidents.record')),
                ('said', incidents.fields.EDTFField(blank=True, help_text='When it was said (EDTF); empty means not known.', max_length=80)),
                ('said_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('said_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('time_note', models.CharField(blank=True, max_length=300)),
                ('form', models.CharField(choices=[('technical-report', 'technical report'), ('official-statement', 'official statement'), ('joint-official-statement', 'joint official statement'), ('named-statement-in-media', 'named person in the media'), ('unnamed-officials-in-media', 'unnamed officials in the media'), ('media-own-assertion', "a medium's own assertion"), ('indictment', 'Indictment'), ('court-judgment', 'court judgment'), ('arrest-warrant', 'arrest or seizure warrant'), ('sanctions-designation', 'sanctions designation'), ('self-attribution-in-attack', 'self-attribution in the attack'), ('self-attribution-on-channel', 'self-attribution on a channel'), ('diplomatic-communication', 'diplomatic communication'), ('academic-text', 'academic text'), ('unclear', 'Unclear')], max_length=32)),
                ('channel', models.CharField(blank=True, max_length=200)),
                ('speakers', models.ManyToManyField(related_name='statements', to='incidents.identity')),
                ('spokespersons', models.ManyToManyField(blank=True, related_name='statements_voiced', to='incidents.identity')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('form__in', ['technical-report', 'official-statement', 'joint-official-statement', 'named-statement-in-media', 'unnamed-officials-in-media', 'media-own-assertion', 'indictment', 'court-judgment', 'arrest-warrant', 'sanctions-designation', 'self-attribution-in-attack', 'self-attribution-on-channel', 'diplomatic-communication', 'academic-text', 'unclear'])), name='statement_form_known')],
            },
            bases=('incidents.record',),
        ),
        migrations.AddField(
            model_name='claim',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='attribution.statement'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(fields=('statement', 'claimant', 'stance', 'about', 'proposition', 'attributed_to'), name='claim_once_per_statement', nulls_distinct=False, violation_error_message='This statement already carries this claim.'),
        ),
    ]
