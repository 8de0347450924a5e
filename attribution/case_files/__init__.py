"""Case folders: YAML read with its lines, checked against the models, compared.

The steps, one file each: ``nodes`` (text), ``values`` and ``entries`` (one record),
``names`` (minted ids), ``folder`` (all files), ``rules`` (between entries),
``stored`` and ``compare`` (against the database). Writing is in the services.
"""

from attribution.case_files.problems import CaseProblems, Problem

__all__ = ["CaseProblems", "Problem"]
