"""Record versions to STIX 2.1 objects: pure functions, no clock, no chance, no rows.

``compile_record`` gives the objects of one record and what keeps it from leaving;
``check`` says whether an object is fit to be stored.
"""

from sharing.compile.acts import acted
from sharing.compile.case_report import compile_case_report
from sharing.compile.checks import check, check_all
from sharing.compile.compiler import compile_record, parts
from sharing.compile.context import Context
from sharing.compile.furniture import furniture
from sharing.compile.serialise import to_bytes
from sharing.compile.values import (
    CannotCompile,
    Compiled,
    Name,
    Problem,
    UnknownKind,
    Version,
)

__all__ = [
    "CannotCompile",
    "Compiled",
    "Context",
    "Name",
    "Problem",
    "UnknownKind",
    "Version",
    "acted",
    "check",
    "check_all",
    "compile_case_report",
    "compile_record",
    "furniture",
    "parts",
    "to_bytes",
]
