"""What a run was made from, as one hash: the receipt that each of its rows carries."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

import jobmatch
from jobmatch.config import MACHINE_SETTINGS, MatchConfig
from jobmatch.errors import RunMissingError
from jobmatch.nightly.folder import as_json
from jobmatch.store import Stored

_HASH_CHARACTERS: Final = 16
_FORM: Final = "HASH-PART-ROW, such as 0123456789abcdef-00002-0000017"


class Receipt(NamedTuple):
    """A receipt taken apart: the run's hash, the partition and the row in it."""

    run: str
    part: int
    row: int

    @classmethod
    def parse(cls, text: str) -> Receipt:
        """Take a receipt apart.

        Raises
        ------
        RunMissingError
            If it is none.

        Examples
        --------
        >>> Receipt.parse("0123456789abcdef-00002-0000017")
        Receipt(run='0123456789abcdef', part=2, row=17)
        """
        run, *numbers = text.strip().split("-")
        if len(run) != _HASH_CHARACTERS or len(numbers) != 2 or not all(n.isdecimal() for n in numbers):
            raise RunMissingError(what="This is no receipt", way_out=f"a receipt has the form {_FORM}")
        return cls(run, int(numbers[0]), int(numbers[1]))


def receipt_column(receipt: str, part: int, n_rows: int) -> pl.Series:
    """Receipts of the rows of a partition."""
    numbers = pl.int_range(n_rows, eager=True).cast(pl.String).str.zfill(7)
    return (f"{receipt[:_HASH_CHARACTERS]}-{part:05}-" + numbers).alias("receipt")


@cache
def code_version() -> dict[str, str]:
    """Version of the package, and a digest of its sources and tables."""
    folder = Path(jobmatch.__file__).parent
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix not in {".pyc", ".nbi", ".nbc"}:
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            total.update(f"{file.relative_to(folder).as_posix()}\0{content}\n".encode())
    return {"version": jobmatch.__version__, "sources": total.hexdigest()}


def config_of_run(config: MatchConfig) -> dict[str, Any]:
    """Settings of matching on which results depend."""
    return config.model_dump(mode="json", exclude=set(MACHINE_SETTINGS))


def index_version(stored: Stored) -> str:
    """Digest of every file of an index."""
    total = hashlib.sha256()
    for entry in sorted(stored.manifest.files, key=lambda entry: entry.name):
        total.update(f"{entry.name}\0{entry.sha256}\n".encode())
    return total.hexdigest()


def hash_of(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """SHA-256 of a value as JSON."""
    return hashlib.sha256(as_json(value)).hexdigest()


def make_receipt(start: dict[str, Any], stored: Stored) -> dict[str, Any]:
    """What the rows of a run carry: everything that decides on them, and one hash of it.

    Parameters
    ----------
    start
        ``code``, ``config``, ``settings`` and ``data`` of the run.
    stored : Stored
        Its index.
    """
    parts = {name: start[name] for name in ("code", "config", "settings", "data")}
    # The rules in force, whether shipped or the operator's, are in the index.
    parts |= {"index": index_version(stored), "rules": hash_of(stored.settings["rules"])}
    return {**parts, "receipt": hash_of(parts)}
