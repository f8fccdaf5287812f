"""The nightly run: everybody matched, partition by partition, resumable, checked, and live only if it passes its gates.

docs/nightly.md is for those who operate it.
"""

from jobmatch.nightly.diaries import Diary, diary
from jobmatch.nightly.engines import Engine, LocalEngine
from jobmatch.nightly.gates import Gate
from jobmatch.nightly.matching import Progress
from jobmatch.nightly.orchestrate import NightlyResult, run
from jobmatch.nightly.replays import Replay, replay
from jobmatch.nightly.settings import Gates, NightlySettings, Sources
from jobmatch.nightly.spark import SparkEngine

__all__ = [
    "Diary",
    "Engine",
    "Gate",
    "Gates",
    "LocalEngine",
    "NightlyResult",
    "NightlySettings",
    "Progress",
    "Replay",
    "Sources",
    "SparkEngine",
    "diary",
    "replay",
    "run",
]
