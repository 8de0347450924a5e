"""The words of the yardsticks of likelihood and confidence, in French: ours."""

ESTIMATES = {
    "Intelligence Community Directive 203 (United States)": (
        "Intelligence Community Directive 203 (États-Unis)"
    ),
    "the Probability Yardstick (United Kingdom)": (
        "Probability Yardstick (Royaume-Uni)"
    ),
    "almost no chance": "presque aucune chance",
    "remote": "infime",
    "very unlikely": "très peu probable",
    "highly improbable": "hautement improbable",
    "unlikely": "peu probable",
    "improbable": "improbable",
    "roughly even chance": "une chance sur deux environ",
    "roughly even odds": "chances à peu près égales",
    "likely": "probable",
    "probable": "vraisemblable",
    "very likely": "très probable",
    "highly probable": "hautement vraisemblable",
    "almost certain": "presque certain",
    "nearly certain": "quasi certain",
    "remote chance": "chance infime",
    "highly unlikely": "hautement improbable",
    "realistic possibility": "possibilité réaliste",
    "highly likely": "hautement probable",
    "high confidence": "confiance élevée",
    "moderate confidence": "confiance moyenne",
    "low confidence": "confiance faible",
    "1 to 5 %": "1 à 5 %",
    "5 to 20 %": "5 à 20 %",
    "20 to 45 %": "20 à 45 %",
    "45 to 55 %": "45 à 55 %",
    "55 to 80 %": "55 à 80 %",
    "80 to 95 %": "80 à 95 %",
    "95 to 99 %": "95 à 99 %",
    "above 0 to about 5 %": "plus de 0 à environ 5 %",
    "about 10 to 20 %": "environ 10 à 20 %",
    "about 25 to 35 %": "environ 25 à 35 %",
    "about 40 to below 50 %": "environ 40 à moins de 50 %",
    "about 55 to 75 %": "environ 55 à 75 %",
    "about 80 to 90 %": "environ 80 à 90 %",
    "about 95 to below 100 %": "environ 95 à moins de 100 %",
    "almost no chance / remote": "presque aucune chance",
    "very unlikely / highly improbable": "très peu probable",
    "unlikely / improbable": "peu probable",
    "likely / probable": "probable",
    "very likely / highly probable": "très probable",
    "almost certain / nearly certain": "presque certain",
    "low": "faible",
    "moderate": "moyenne",
    "high": "élevée",
}

# The forms in which a text has them, where a term has more than the one above.
_PROBABLE = r"(?:probable(?:s|ment)?)"
_TRUE = r"(?:vraisemblable(?:s|ment)?)"
_CERTAIN = r"certain(?:s|e|es|ement)?"
_CHANCE = r"(?:chance|possibilité|probabilité)"
FORMS = {
    "likely": _PROBABLE,
    "very likely": rf"très {_PROBABLE}",
    "highly likely": rf"hautement {_PROBABLE}",
    "probable": _TRUE,
    "highly probable": rf"hautement {_TRUE}",
    "unlikely": rf"peu {_PROBABLE}",
    "very unlikely": rf"très peu {_PROBABLE}",
    "improbable": r"improbables?",
    "highly improbable": r"hautement improbables?",
    "highly unlikely": r"hautement improbables?",
    "almost certain": rf"presque {_CERTAIN}",
    "nearly certain": rf"quasi[- ]{_CERTAIN}",
    "remote": "|".join(
        (
            rf"infimes?(?= {_CHANCE})",
            *(
                rf"(?<={word} )infime"
                for word in ("chance", "possibilité", "probabilité")
            ),
            r"(?<=chance est )infime",
        )
    ),
    "roughly even chance": r"(?:environ )?une chance sur deux(?: environ)?",
}
