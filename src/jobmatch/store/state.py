"""What counts in a directory, and whether it still is what somebody opened: nobody's changes are overwritten unseen."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from jobmatch.errors import StoreError, StoreMissingError
from jobmatch.store.journal import JournalEnd, journal_path, read_journal
from jobmatch.store.read import current_generation


class SavedState(NamedTuple):
    """A generation, and how far the changes to it go."""

    generation: str
    end: JournalEnd = JournalEnd()


def check_generation(directory: Path, generation: str) -> None:
    """See to it that this generation still counts; whoever asks holds the directory (`locked`).

    Raises
    ------
    StoreError
        If another one was saved meanwhile.
    """
    if current_generation(directory) != generation:
        raise StoreError(
            "The index was saved anew by another process since it was opened, so changes to it are not taken.\n"
            "Hint: open it again with `LiveIndex(directory)`."
        )


def check_nothing_since(directory: Path, state: SavedState) -> None:
    """See to it that a save would drop nothing that came after this state; whoever asks holds the directory.

    Raises
    ------
    StoreError
        If the index was saved anew or changed since, or it cannot be told.
    """
    try:
        generation = current_generation(directory)
    except StoreMissingError:
        return  # somebody removed it: there is nothing to drop
    if generation != state.generation:
        problem = "was saved anew"
    elif read_journal(journal_path(directory, generation)).end != state.end:
        problem = "was changed"
    else:
        return
    raise StoreError(
        f"The index in {str(directory)!r} {problem} since it was opened; to save over it would drop that.\n"
        "Hint: open it again and save that, or save in another directory."
    )
