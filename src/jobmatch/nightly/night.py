"""One night under way: what each of its stages is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jobmatch.config import MatchConfig
from jobmatch.nightly.engines import Engine
from jobmatch.nightly.folder import RunFolder
from jobmatch.nightly.inputs import InputFile
from jobmatch.nightly.log import NightLog
from jobmatch.nightly.settings import NightlySettings, Sources


@dataclass(frozen=True, slots=True, repr=False)
class Night:
    """What is asked for, what goes in, and where it is written. Stages read it; what they find they return.

    Parameters
    ----------
    sources : Sources
        Where the input lies.
    settings : NightlySettings
        Lists, partitions and gates.
    config : MatchConfig
        How pairs are matched, on the day of the run.
    engine : Engine
        What shares out partitions.
    files : dict of lists of InputFile
        The files of both tables, as they were found.
    start : dict
        All that decides on the result, by version and checksum: what ``start.json`` notes, and receipts are made of.
    run : RunFolder
        Where it is written.
    previous : RunFolder, optional
        The run that was live when it began, if any was.
    log : NightLog
        Its log.
    """

    sources: Sources
    settings: NightlySettings
    config: MatchConfig
    engine: Engine
    files: dict[str, list[InputFile]]
    start: dict[str, Any]
    run: RunFolder
    previous: RunFolder | None
    log: NightLog
