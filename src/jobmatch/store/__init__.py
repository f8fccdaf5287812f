"""Saved indexes on disk: atomic, checksummed, memory-mapped, and without pickle.

This package moves named arrays, frames and opaque files to and from a directory. It knows nothing of matching.

A directory holds generations, of which `CURRENT.json` names the one that counts::

    index/
    ├── CURRENT.json                   format, product, generation, SHA-256 of its manifest
    ├── generation-1f0c.../            never changed once it has this name
    │   ├── manifest.json              settings; size and SHA-256 of every file
    │   ├── vectors.npy  vacancies.parquet  faiss
    ├── changes-1f0c....log            changes since, see `jobmatch.store.journal`
    ├── .jobmatch.changes.lock         held by who makes changes
    └── .jobmatch.lock                 held by a save that is under way; readers need no lock

A save writes a whole new generation beside the old one and then replaces `CURRENT.json` in one step, so that a
process that dies at any moment leaves either the old index or the new one. Checksums find damage, not malice:
whoever can write to the directory can write matching checksums too.
"""

from jobmatch.store.folders import lock_of_changes, locked, sync_folder
from jobmatch.store.journal import (
    Journal,
    JournalEnd,
    append_entry,
    entry_of,
    journal_path,
    parse_entries,
    read_journal,
)
from jobmatch.store.layout import FORMAT, Contents, FileEntry, Manifest, as_directory
from jobmatch.store.read import Stored, current_generation, open_store
from jobmatch.store.state import SavedState, check_generation
from jobmatch.store.write import remove_older, save

__all__ = [
    "FORMAT",
    "Contents",
    "FileEntry",
    "Journal",
    "JournalEnd",
    "Manifest",
    "SavedState",
    "Stored",
    "append_entry",
    "as_directory",
    "check_generation",
    "current_generation",
    "entry_of",
    "journal_path",
    "lock_of_changes",
    "locked",
    "open_store",
    "parse_entries",
    "read_journal",
    "remove_older",
    "save",
    "sync_folder",
]
