"""Where the machine code of kernels is kept: in a folder of the user, and perhaps ready-made in the package.

Numba keeps machine code by the path of a source file and looks at that file alone. Here the folder is named after all
sources that kernels are made of, and neither where they lie nor when they were written matters: so code that was
compiled before a package was built serves wherever the package is installed, on processors of the same kind. Numba
itself makes sure of the processor, the types and its own version.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout
from numba.core.caching import CompileResultCacheImpl, FunctionCache, _CacheLocator
from platformdirs import user_cache_dir

from jobmatch import codes

READY_MADE: Final = Path(__file__).parent / "compiled"
"""Machine code that came with the package, if any did (``make wheel``)."""

LOCK_WAIT_S: Final = 600.0
"""How long a process waits for another one that compiles, before it compiles for itself, seconds."""


def digest_of_sources() -> str:
    """Identity of everything that kernels of this package are made of."""
    sources = [Path(codes.__file__), *sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def cache_folder() -> str | None:
    """Folder to keep machine code in: of the user, else a private one among temporary files; None if neither will do.

    ``NUMBA_CACHE_DIR`` names another one than the user's.
    """
    name = f"kernels-{digest_of_sources()}"
    for find in (lambda: Path(os.environ.get("NUMBA_CACHE_DIR") or user_cache_dir("jobmatch")), _private_folder):
        base = find()
        if base is None:
            continue
        folder = base / name
        with suppress(OSError):
            base.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            if os.access(folder, os.W_OK) and _is_safe(folder):
                return str(folder)
    return None


def _is_safe(folder: Path) -> bool:
    """Whether nobody else can put files into a folder or another folder into its place: what lies there is run."""
    if not hasattr(os, "getuid"):
        return True
    own, base = folder.lstat(), folder.parent.stat()
    by_others = stat.S_IWGRP | stat.S_IWOTH
    is_own = stat.S_ISDIR(own.st_mode) and own.st_uid == os.getuid() and not own.st_mode & by_others
    return is_own and (not base.st_mode & by_others or bool(base.st_mode & stat.S_ISVTX))


def _private_folder() -> Path | None:
    """Folder among temporary files that nobody else can write to: whoever can could have their own code run here."""
    if not hasattr(os, "getuid"):
        return None
    folder = Path(tempfile.gettempdir(), f"jobmatch-{os.getuid()}")
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077:
            return folder
    return None


def ready_made_folder() -> str | None:
    """Folder of the machine code that came with the package and belongs to these sources."""
    folder = READY_MADE / f"kernels-{digest_of_sources()}"
    return str(folder) if folder.is_dir() else None


class _Locator(_CacheLocator):
    """A function's place in a folder; its source file counts by what is in it."""

    def __init__(self, py_func: Callable[..., Any], folder: str) -> None:
        self._py_file, self._folder = py_func.__code__.co_filename, folder
        self._first_line = py_func.__code__.co_firstlineno

    def get_cache_path(self) -> str:
        return self._folder

    def get_source_stamp(self) -> str:
        return hashlib.sha256(Path(self._py_file).read_bytes()).hexdigest()

    def get_disambiguator(self) -> str:
        return str(self._first_line)


def _in_folder(folder: str, py_func: Callable[..., Any]) -> Any:  # noqa: ANN401 - Numba has no types
    """Numba's own cache, with its files in this folder."""

    class Locator(_Locator):
        @classmethod
        def from_function(cls, py_func: Callable[..., Any], py_file: str) -> _Locator:
            return cls(py_func, folder)

    class Impl(CompileResultCacheImpl):
        _locator_classes = (Locator,)

    class Cache(FunctionCache):
        _impl_class = Impl

    return Cache(py_func)  # type: ignore[no-untyped-call]


class KernelCache:
    """Machine code of one function, by its types: read from both folders, and written to the user's.

    It answers what Numba asks of a cache.
    """

    def __init__(self, py_func: Callable[..., Any], own: str | None, ready_made: str | None) -> None:
        self._own = None if own is None else _in_folder(own, py_func)
        self._all = [cache for cache in (self._own, ready_made and _in_folder(ready_made, py_func)) if cache]

    @property
    def cache_path(self) -> str | None:
        """Where new code goes."""
        return None if self._own is None else self._own.cache_path

    def holds(self, sig: Any, target_context: Any) -> bool:  # noqa: ANN401 - Numba's
        """Whether there is code for these types."""
        target_context.refresh()
        codegen = target_context.codegen()
        return any(cache._index_key(sig, codegen) in cache._cache_file._load_index() for cache in self._all)

    def load_overload(self, sig: Any, target_context: Any) -> Any:  # noqa: ANN401
        """Code for these types, or None."""
        loaded = (cache.load_overload(sig, target_context) for cache in self._all)
        return next((found for found in loaded if found is not None), None)

    def save_overload(self, sig: Any, compiled: Any) -> None:  # noqa: ANN401
        """Keep code."""
        if self._own is not None:
            self._own.save_overload(sig, compiled)


class CompilingLock:
    """Held by the one process that compiles; others wait, and find the code. A process that dies holds no lock."""

    def __init__(self, folder: str | None) -> None:
        self._path = None if folder is None else Path(folder, "compiling.lock")
        self._renew()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._renew)  # the parent's would look like our own

    def _renew(self) -> None:
        self._lock = None if self._path is None else FileLock(self._path, thread_local=False)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it, if that can be done at all: without it the same is compiled twice, which harms nobody."""
        lock = self._lock
        try:
            if lock is not None:
                lock.acquire(timeout=LOCK_WAIT_S)
        except (OSError, NotImplementedError, Timeout):
            lock = self._lock = None  # nobody waits again for what does not come
        try:
            yield
        finally:
            if lock is not None:
                lock.release()
