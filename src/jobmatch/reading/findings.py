"""What a rule hands on: a value and the stretch of plain text that says so."""

from __future__ import annotations

from typing import NamedTuple

from jobmatch.reading.values import Value


class Finding(NamedTuple):
    """One value in plain text; ``stated`` is False where the words only suggest it."""

    field: str
    value: Value
    start: int
    end: int
    stated: bool = True


Findings = list[Finding]
