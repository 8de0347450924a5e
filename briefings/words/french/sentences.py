"""Whole sentences of ours, in French."""

SENTENCES = {
    "Who is said to have done it, and what was done": (
        "Qui en serait l'auteur, et ce qui a été fait"
    ),
    "what was certainly done or said by {0}; the descriptions are those of the record "
    "as known": (
        "ce qui a certainement été fait ou dit à cette date : {0} ; les descriptions "
        "sont celles du dossier tel qu'il est connu"
    ),
    # Judgements
    "No source: this is the judgement of the officer alone.": (
        "Aucune source : c'est l'appréciation du seul rédacteur."
    ),
    "No source is cited.": "Aucune source n'est citée.",
    "No source is given.": "Aucune source n'est donnée.",
    "No judgement of our own has been published or typed for this briefing. What "
    "follows is what others have claimed, and on what grounds.": (
        "Aucune appréciation de notre part n'a été publiée ni rédigée pour cette note. "
        "Ce qui suit est ce que d'autres ont affirmé, et sur quels motifs."
    ),
    "Words of likelihood are those of {0}.": (
        "Les mots de probabilité sont ceux de : {0}."
    ),
    " Published assessments use those of {0}.": (
        " Ceux des évaluations publiées sont ceux de : {0}."
    ),
    "High confidence in the basis of this judgement.": (
        "Confiance élevée dans ce fondement."
    ),
    "Moderate confidence in the basis of this judgement.": (
        "Confiance moyenne dans ce fondement."
    ),
    "Low confidence in the basis of this judgement.": (
        "Confiance faible dans ce fondement."
    ),
    "No assessment of ours is published.": (
        "Aucune évaluation de notre part n'est publiée."
    ),
    "Our remark: {0}": "Notre remarque : {0}",
    " The answer that we favour.": " La réponse que nous privilégions.",
    "Read across: evidence that agrees with every answer tells none of them apart. No "
    "probability is computed from the signs.": (
        "À lire en ligne : un élément qui concorde avec toutes les réponses n'en "
        "départage aucune. Aucune probabilité n'est calculée à partir des signes."
    ),
    # What changed
    "Nothing of this was published by {0}: all of it is new.": (
        "Rien de ceci n'était publié à cette date ({0}) : tout est nouveau."
    ),
    "No change since {0}.": "Aucun changement depuis : {0}.",
    "Since {0}. Corrections come first.": (
        "Changements depuis : {0}. Les corrections viennent d'abord."
    ),
    " Approved by {0}{1}": " Approuvé par {0}{1}",
    "now {0}": "maintenant {0}",
    "now left out": "maintenant omis",
    ", before {0}.": ", auparavant {0}.",
    ", before nothing.": ", auparavant rien.",
    "Taken back by us: the {0} {1}. {2}": "Retiré par nous : {0} {1}. {2}",
    "not told": "non communiqué",
    # Claims
    "In order of time; quotations are the words of the claimant, all else is ours. A "
    "grading such as B2 is the reliability of the source, then the credibility of the "
    "item.": (
        "Par ordre chronologique ; les citations sont les mots du déclarant, tout le "
        "reste est de nous. Une cote telle que B2 donne la fiabilité de la source, "
        "puis "
        "la crédibilité de l'information."
    ),
    "Denials, doubts and counter-claims, at the same length as the claims that they "
    "speak against.": (
        "Démentis, doutes et contre-accusations, avec la même place que les "
        "affirmations qu'ils contredisent."
    ),
    "None is on record by that day.": "Aucune n'est enregistrée à cette date.",
    "{0}, of which {1} stand here; the annex has each with its words, grounds and "
    "sources. A grading such as B2 is the reliability of the source, then the "
    "credibility of the item.": (
        "{0}, dont voici {1} ; l'annexe donne chacune avec ses mots, ses motifs et ses "
        "sources. Une cote telle que B2 donne la fiabilité de la source, puis la "
        "crédibilité de l'information."
    ),
    "the first words of each side": "les premiers mots de chaque partie",
    "all": "toutes",
    "On: {0}": "Sur : {0}",
    "On who is behind the actors named": "Sur qui est derrière les acteurs désignés",
    "Nobody is on record with a claim by that day.": (
        "Personne n'a, à cette date, d'affirmation enregistrée."
    ),
    "No document is cited.": "Aucun document n'est cité.",
    "{0}; no finding of its own.": "{0} ; aucun constat propre.",
    "Told in the text": "Exposé dans le texte",
    " In our translation: {0}": " Dans notre traduction : {0}",
    "what {0} said on {1}": "ce qu'a dit {0} ({1})",
    # Positions
    "What the claims that stand come to, level by level; computed from the record, and "
    "no judgement of ours.": (
        "Ce à quoi reviennent les affirmations qui tiennent, niveau par niveau ; "
        "calculé à partir du dossier, sans appréciation de notre part."
    ),
    "Each answer is at the broadest level at which anybody is named, the state first. "
    "Claimants that only repeat or back another are counted apart.": (
        "Chaque réponse est donnée au niveau le plus large auquel quelqu'un est "
        "désigné, l'État d'abord. Les déclarants qui ne font que répéter ou appuyer "
        "sont comptés à part."
    ),
    "No claim that stands names anybody.": (
        "Aucune affirmation qui tienne ne désigne quelqu'un."
    ),
    "Signs: {0}. What was taken back is struck through.": (
        "Signes : {0}. Ce qui a été retiré est barré."
    ),
    # The key, the sources
    "Likelihood is how probable something is, in the words of {0}; confidence is how "
    "good the basis for saying so is. The two are never joined. Nothing is certain and "
    "nothing is impossible, so 0 and 100 % are not used. ": (
        "La probabilité dit à quel point une chose est vraisemblable, dans les mots "
        "de : "
        "{0} ; la confiance dit la qualité du fondement. Les deux ne sont jamais "
        "confondues. Rien n'est certain et rien n'est impossible : 0 et 100 % ne sont "
        "pas employés. Les mots de la norme sont en anglais ; leurs équivalents "
        "français sont de nous. "
    ),
    "This briefing uses none of these words in a judgement of its own.": (
        "Cette note n'emploie aucun de ces mots dans une appréciation propre."
    ),
    "The words that this briefing uses are marked “used”.": (
        "Les mots que cette note emploie portent la mention « employé »."
    ),
    "Each source has one number throughout. The letter behind it is its reliability by "
    "the Admiralty code, from A (completely reliable) to E (unreliable); F cannot be "
    "judged. The figure beside a letter in the text is the credibility of the item, "
    "from 1 (confirmed by others) to 5 (improbable); 6 cannot be judged.": (
        "Chaque source garde le même numéro. La lettre qui suit est sa fiabilité selon "
        "le code de l'Amirauté, de A (entièrement fiable) à E (non fiable) ; F ne peut "
        "être jugée. Le chiffre à côté d'une lettre dans le texte est la crédibilité "
        "de "
        "l'information, de 1 (confirmée par d'autres) à 5 (improbable) ; 6 ne peut "
        "être "
        "jugée."
    ),
    "Well-sourced information of high quality, from several independent origins; no "
    "better answer is in sight. It can still be wrong.": (
        "Information bien étayée et de grande qualité, de plusieurs origines "
        "indépendantes ; aucune meilleure réponse n'est en vue. Elle peut néanmoins "
        "être fausse."
    ),
    "Credible and plausible information, but too little of it, or too little of it "
    "confirmed independently, for more.": (
        "Information crédible et plausible, mais trop peu abondante, ou trop peu "
        "confirmée de façon indépendante, pour davantage."
    ),
    "Scant, questionable or fragmentary information, or sources whose reliability is "
    "in "
    "doubt.": (
        "Information maigre, douteuse ou fragmentaire, ou sources dont la fiabilité "
        "est "
        "incertaine."
    ),
    # Differences, facts
    "No conflict of sources and no gap is recorded.": (
        "Aucune divergence de sources et aucune lacune n'est enregistrée."
    ),
    "availability lost: {0} of 100, as we code it": (
        "disponibilité perdue : {0} sur 100, selon notre codage"
    ),
    # Responses
    "No response is on record by that day.": (
        "Aucune réponse n'est enregistrée à cette date."
    ),
    " {0}; each counts once, whoever signed it.": (
        " {0} ; chacune compte une fois, quels que soient les signataires."
    ),
    " {0} still in force {1} on a claim that was taken back.": (
        " {0} encore en vigueur {1} sur une affirmation retirée depuis."
    ),
    "Its ground is gone: the claim was taken back, the act still stands.": (
        "Son fondement a disparu : l'affirmation a été retirée, l'acte subsiste."
    ),
    "No claim on record": "Aucune affirmation enregistrée",
    # Techniques
    "No technique and no program is on record.": (
        "Aucune technique et aucun programme n'est enregistré."
    ),
    "{0} of MITRE ATT&CK: ": "{0} de MITRE ATT&CK : ",
    "Used by {0}.": "Utilisé par {0}.",
    # The timeline
    "Nothing is recorded by that day.": "Rien n'est enregistré à cette date.",
    "Nothing is recorded.": "Rien n'est enregistré.",
    "All {0} entries are drawn.": "Les {0} entrées sont toutes dessinées.",
    "{0} of {1} entries are drawn: the attacks, the first word of each party, and the "
    "gravest acts.": (
        "{0} entrées sur {1} sont dessinées : les attaques, les premiers mots de "
        "chaque "
        "partie et les actes les plus graves."
    ),
    "A mark is an exact day; a bar covers all the days that a date can mean, so a "
    "month "
    "is a span and not its first day. {0}": (
        "Un signe est un jour exact ; une barre couvre tous les jours qu'une date peut "
        "désigner : un mois est une durée, non son premier jour. {0}"
    ),
    "First entry: {0}; last: {1}. ": "Première entrée : {0} ; dernière : {1}. ",
    "{0}In all {1}. {2}": "{0}En tout {1}. {2}",
    "From {0} on{1}.": "À partir de cette date : {0}{1}.",
    "The table of the same data has every word.": (
        "Le tableau des mêmes données donne tous les mots."
    ),
    "Time runs downwards; distances are not to scale, and a broken line says how long "
    "nothing was recorded. A bar covers the days that a date can mean.": (
        "Le temps descend ; les distances ne sont pas à l'échelle, et une ligne brisée "
        "dit combien de temps rien n'a été enregistré. Une barre couvre les jours "
        "possibles."
    ),
    # Editions
    "automatic, not released by a second person": (
        "automatique, non validée par une seconde personne"
    ),
    "A program compiled this from the published record when it was asked for. Nobody "
    "has read it before you, no second person has released it, and no copy of it is "
    "kept. It has no number and is no edition of a briefing.": (
        "Un programme a établi ce texte à partir du dossier publié, sur demande. "
        "Personne ne l'a lu avant vous, aucune seconde personne ne l'a validé, et il "
        "n'en est gardé aucune copie. Il ne porte pas de numéro et n'est pas une "
        "édition d'une note."
    ),
    "This is edition {0}. It replaces edition {1}, which is not to be used.": (
        "Ceci est l'édition {0}. Elle remplace l'édition {1}, qui ne doit plus servir."
    ),
    "edition {0}, released {1}": "édition {0}, diffusée : {1}",
}
