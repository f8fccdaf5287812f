"""What every test run needs: caches of its own, repeatable Hypothesis runs, and the way to shared real data."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).resolve().parents[1]

_RUN_FOLDER = pytest.StashKey[Path]()

# The first call of a kernel compiles it, so no deadline; and two worker processes share few cores, so what Hypothesis
# finds slow says nothing about the code.
_COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", _COMMON, max_examples=50)
settings.register_profile("ci", _COMMON, max_examples=100, derandomize=True, print_blob=True)
settings.register_profile("deep", _COMMON, max_examples=2000)


def pytest_configure(config: pytest.Config) -> None:
    """Give the run fresh caches, before anything imports Numba, and choose how hard Hypothesis tries.

    Worker processes take the folders over from the environment: what one has compiled, the other loads.
    """
    if not hasattr(config, "workerinput"):
        folder = Path(tempfile.mkdtemp(prefix="jobmatch-tests-"))
        config.stash[_RUN_FOLDER] = folder
        # Kernels keep their machine code in a folder named after their sources, so while one works on something else
        # it can stay from run to run, which saves minutes.
        os.environ["NUMBA_CACHE_DIR"] = os.environ.get("JOBMATCH_TEST_NUMBA_CACHE") or str(folder / "numba")
        # Encodings are kept in the user's cache folder; that of the person who runs the tests is left alone.
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        # A test that would fetch a model fails at once instead of waiting for a network.
        os.environ["HF_HUB_OFFLINE"] = "1"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the caches of the run."""
    folder = config.stash.get(_RUN_FOLDER, None)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real data that is not part of the repository: ``$JOBMATCH_SHARED/data`` or ``../shared/data``."""
    folder = Path(os.environ.get("JOBMATCH_SHARED") or REPOSITORY.parent / "shared") / "data"
    if not folder.is_dir():
        pytest.skip("real data is not here: set JOBMATCH_SHARED to the folder that holds data/")
    return folder
