"""A matcher's state as named arrays, frames and files, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

import numpy as np
import polars as pl
from pydantic import JsonValue

from jobmatch.changes import Change, of_bytes, replayed, to_bytes, withdrawals
from jobmatch.codes import LONGEST_LIMIT_MIN
from jobmatch.config import MACHINE_SETTINGS, MatchConfig
from jobmatch.encode import Encoder, EncodingSession, WordWeights, load_occupations, load_words
from jobmatch.errors import EncoderError, FormatError, StoreDamagedError, StoreError
from jobmatch.index import Cells, TextIndex
from jobmatch.kernels.layout import (
    BLOCK_ROWS,
    CREDIT,
    HELD,
    KIND,
    LICENCES,
    N_OCCUPATION_LANES,
    N_PERSON_WORDS,
    N_TRAITS,
    N_VACANCY_WORDS,
    PATTERN,
    PERSON,
    PLACE,
    SHIFT,
    SITE,
    TEMPLATE,
    VACANCY,
    WINDOW,
    Patterns,
    People,
    Postings,
    Vacancies,
)
from jobmatch.market import Market
from jobmatch.pack import SkillCredits, SkillSpace, TaxonomyName
from jobmatch.rows import Rows
from jobmatch.rules import Rules
from jobmatch.schemas import JOBSEEKER_COLUMNS, VACANCY_COLUMNS, Column
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.store import (
    Contents,
    Journal,
    SavedState,
    Stored,
    current_generation,
    entry_of,
    journal_path,
    open_store,
    parse_entries,
    read_journal,
)
from jobmatch.tables import without_addresses
from jobmatch.taxonomy import SkillLinks
from jobmatch.travel import TravelMatrix, TravelTable

# An index holds no free text, no address and no column of the user's own: none is needed to match or to explain, and
# they are what identifies people most.
_NOT_SAVED = ("description", "cv_text", "postcode", "area")
Layout = TypeVar("Layout", People, Vacancies, Patterns)
_RECORDS: Final[Mapping[type, Mapping[str, np.dtype[np.void]]]] = {
    People: {"row": PERSON, "window": WINDOW, "place": PLACE, "skill": HELD, "credit": CREDIT},
    Vacancies: {"row": VACANCY, "kind": KIND, "licences": LICENCES, "site": SITE},
    Patterns: {"pattern": PATTERN, "template": TEMPLATE, "shift": SHIFT},
}


def to_contents(market: Market) -> Contents:
    """Name every part of a matcher."""
    vacancies, people, space, table = market.vacancies, market.people, market.space, market.table
    layers, matrix_arrays, zones = (None, {}, None) if table.matrix is None else table.matrix.parts()
    arrays = {
        **_prefixed("vacancies", vacancies.arrays._asdict()),
        **_prefixed("patterns", vacancies.patterns._asdict()),
        **_prefixed("postings", vacancies.postings._asdict()),
        **_prefixed("people", people.arrays._asdict()),
        **_prefixed("vacancy_cells", vacancies.cells.arrays()),
        **_prefixed("people_cells", people.cells.arrays()),
        "word_n_with": market.word_weights.n_with,
        "travel_minutes": table.minutes,
        "travel_sigma": np.array(table.sigma, np.float64),
        **matrix_arrays,
    }
    return Contents(
        settings={
            "config": market.config.model_dump(mode="json", exclude=set(MACHINE_SETTINGS)),
            "encoder": market.encoding.fingerprint,
            "n_vacancies_counted": space.n_vacancies,
            "n_adverts_counted": market.word_weights.n_adverts,
            "text_evidence": _text_evidence(),
            "matrix_layers": layers,
            "default_limit_min": people.default_limit_min,
            "funded_childcare_hours": dict(people.funded_hours),
            "rules": market.rules.to_json(),
            "taxonomy": None if space.taxonomy is None else space.taxonomy._asdict(),
        },
        arrays=arrays,
        frames={
            "vacancies": _saved(vacancies.frame, VACANCY_COLUMNS),
            "jobseekers": _saved(people.frame, JOBSEEKER_COLUMNS),
            "skills": space.frame,
            "skill_links": space.links.frame,
            "skill_credit_keys": space.credits.keys,
            "skill_credits": space.credits.frame,
            "closed": pl.DataFrame({"vacancy_id": market.closed}),
            **({} if zones is None else {"matrix_zones": zones}),
        },
        blobs={
            "vacancy_texts": vacancies.index.write,
            "jobseeker_texts": people.index.write,
            **({"changes": lambda path: _write_changes(path, market)} if market.withdrawn else {}),
        },
    )


def market_of(stored: Stored, config: MatchConfig, encoding: EncodingSession) -> Market:
    """Rebuild the market of a saved matcher."""
    market = Market(
        config=config,
        encoding=encoding,
        base=vacancy_side_of(stored),
        people=people_side_of(stored),
        space=space_of(stored),
        word_weights=word_weights_of(stored),
        table=table_of(stored),
        closed=stored.frame("closed")["vacancy_id"],
        rules=rules_of(stored),
    )
    if not stored.has_blob("changes"):
        return market
    withdrawn = parse_entries(stored.blob("changes").read_bytes(), "changes")
    return replayed(market, _changes_of(withdrawn, "changes", market))


class Opened(NamedTuple):
    """A saved matcher with the changes since, the folder that counts, and where the next change goes."""

    market: Market
    state: SavedState
    n_torn_bytes: int


def open_market(
    directory: str | Path, machine: Mapping[str, object], encoder: Encoder | None, *, verify: bool
) -> Opened:
    """Open a saved matcher as it is now.

    Parameters
    ----------
    directory
        Where it was saved.
    machine : mapping
        Values for some of `MACHINE_SETTINGS`.
    encoder : Encoder, optional
        Needed for new texts if the index was built with an encoder of the caller's own.
    verify : bool
        Whether every file's checksum is compared.
    """
    while True:
        stored = open_store(directory, verify=verify)
        path = journal_path(stored.folder.parent, stored.folder.name)
        journal = read_journal(path)
        # The index may have been saved anew between the two, and with it the changes may have moved into it.
        if current_generation(stored.folder.parent) != stored.folder.name:
            continue
        config = config_of(stored, machine)
        try:
            market = market_of(stored, config, EncodingSession(config, encoder, fingerprint=encoder_of(stored)))
        except (StoreError, OSError, RuntimeError):  # FAISS raises the last
            if current_generation(stored.folder.parent) == stored.folder.name:
                raise
            continue  # its files went away while they were opened
        state = SavedState(stored.folder.name, journal.end)
        return Opened(replayed(market, _changes_of(journal, path.name, market)), state, journal.n_torn_bytes)


def _changes_of(journal: Journal, name: str, market: Market) -> list[Change]:
    return [of_bytes(entry, name, market.base.index.dimensions) for entry in journal.entries]


def _write_changes(path: Path, market: Market) -> None:
    entries = (entry_of(number, to_bytes(change)) for number, change in enumerate(withdrawals(market)))
    path.write_bytes(b"".join(entries))


def vacancy_side_of(stored: Stored) -> VacancySide:
    """Rebuild the vacancies of a saved matcher."""
    arrays = _rows(stored, "vacancies", Vacancies)
    return VacancySide(
        rows=_lazily(stored, "vacancies", len(arrays.row)),
        arrays=arrays,
        patterns=_rows(stored, "patterns", Patterns),
        saved_postings=_postings(stored, len(arrays.row)),
        index=TextIndex.read(stored.blob("vacancy_texts")),
        cells=_cells(stored, "vacancy_cells"),
    )


def people_side_of(stored: Stored) -> PeopleSide:
    """Rebuild the jobseekers of a saved matcher."""
    arrays = _rows(stored, "people", People)
    return PeopleSide(
        rows=_lazily(stored, "jobseekers", len(arrays.row)),
        arrays=arrays,
        index=TextIndex.read(stored.blob("jobseeker_texts")),
        cells=_cells(stored, "people_cells"),
        default_limit_min=_limit_min(stored),
        funded_hours=_funded_hours(stored),
    )


def _lazily(stored: Stored, name: str, n_rows: int) -> Rows:
    return Rows(n_rows, lambda columns, n: stored.frame(name, columns, n))


def space_of(stored: Stored) -> SkillSpace:
    """Rebuild the skills of a saved matcher."""
    return SkillSpace(
        stored.frame("skills"),
        _setting(stored, "n_vacancies_counted"),
        SkillLinks(stored.frame("skill_links")),
        SkillCredits(stored.frame("skill_credit_keys"), stored.frame("skill_credits")),
        _taxonomy_name(stored),
    )


def word_weights_of(stored: Stored) -> WordWeights:
    """Rebuild how rare words are in a saved matcher, whose ids must be those of this release's tables."""
    if stored.settings.get("text_evidence") != _text_evidence():
        raise EncoderError(
            "This index was built with another list of words or occupations, so the ids in it mean others here.\n"
            "Hint: build it again with this release of jobmatch."
        )
    words, n_with = load_words(), stored.array("word_n_with")
    if n_with.shape != (len(words),):
        raise StoreDamagedError(file="word_n_with.npy", problem="does not hold one number for each word")
    for name, n_lanes, n_ids in (
        ("vacancies_word_id", N_VACANCY_WORDS, len(words)),
        ("people_word_id", N_PERSON_WORDS, len(words)),
        ("vacancies_occupation", N_OCCUPATION_LANES, len(load_occupations())),
        ("people_occupation", N_OCCUPATION_LANES, len(load_occupations())),
    ):
        ids = stored.array(name)
        if ids.dtype != np.uint16 or ids.shape[1:] != (n_lanes,) or ids.max(initial=0) >= n_ids:
            raise StoreDamagedError(file=f"{name}.npy", problem="holds ids that there are not")
    return WordWeights(words, n_with, _setting(stored, "n_adverts_counted"))


def _text_evidence() -> dict[str, JsonValue]:
    return {"words": load_words().sha256, "occupations": load_occupations().sha256}


def table_of(stored: Stored) -> TravelTable:
    """Rebuild the travel table of a saved matcher."""
    layers = stored.settings.get("matrix_layers")
    matrix = None if layers is None else TravelMatrix.of_stored(stored, layers)
    return TravelTable(stored.array("travel_minutes"), tuple(stored.array("travel_sigma").tolist()), matrix)


def rules_of(stored: Stored) -> Rules:
    """Rebuild the dated rules of a saved matcher."""
    try:
        return Rules.from_json(stored.settings["rules"])
    except (KeyError, TypeError, AttributeError, FormatError):
        raise StoreDamagedError(file="manifest.json", problem="holds no dated rules that can be used") from None


def config_of(stored: Stored, machine: Mapping[str, object] = MappingProxyType({})) -> MatchConfig:
    """Rebuild the settings of a saved matcher; ``machine`` holds values for some of `MACHINE_SETTINGS`."""
    config = stored.settings.get("config")
    if not isinstance(config, dict):
        raise StoreDamagedError(file="manifest.json", problem="holds no settings")
    return MatchConfig(**config, **machine)


def encoder_of(stored: Stored) -> str:
    """Fingerprint of the encoder that a saved matcher was built with."""
    return str(stored.settings["encoder"])


def _setting(stored: Stored, name: str) -> int:
    value = stored.settings.get(name)
    if not isinstance(value, int):
        raise StoreDamagedError(file="manifest.json", problem=f"lacks the setting {name!r}")
    return value


def _limit_min(stored: Stored) -> int:
    limit_min = _setting(stored, "default_limit_min")
    if not 0 <= limit_min <= LONGEST_LIMIT_MIN:
        raise StoreDamagedError(file="manifest.json", problem="holds a limit of a journey that is out of range")
    return limit_min


def _funded_hours(stored: Stored) -> dict[str, int]:
    value = stored.settings.get("funded_childcare_hours")
    hours = {case: n for case, n in value.items() if isinstance(n, int) and n >= 0} if isinstance(value, dict) else {}
    if hours != value or not hours:
        raise StoreDamagedError(file="manifest.json", problem="holds no funded hours of childcare that can be used")
    return hours


def _taxonomy_name(stored: Stored) -> TaxonomyName | None:
    value = stored.settings.get("taxonomy")
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != set(TaxonomyName._fields):
        raise StoreDamagedError(file="manifest.json", problem="does not say which taxonomy it was built with")
    return TaxonomyName(**{name: str(value[name]) for name in TaxonomyName._fields})


def _saved(frame: pl.DataFrame, columns: Mapping[str, Column]) -> pl.DataFrame:
    kept = (name for name in frame.columns if name in columns and name not in _NOT_SAVED)
    return without_addresses(frame.select(kept))


def _prefixed(prefix: str, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {f"{prefix}_{name}": _as_bytes(array) for name, array in arrays.items()}


def _as_bytes(array: np.ndarray) -> np.ndarray:
    """Records as rows of bytes, so that a file of arrays needs no layout of its own; others as they are."""
    array = np.asarray(array)
    if array.dtype.names is None:
        return array
    clean = np.zeros(len(array), array.dtype)  # what lies between fields is whatever lay there before
    for name in array.dtype.names:
        clean[name] = array[name]
    return clean.view(np.uint8).reshape(len(clean), clean.dtype.itemsize)


def _rows(stored: Stored, prefix: str, kind: type[Layout]) -> Layout:
    return kind(**{name: _array(stored, prefix, name, _RECORDS[kind].get(name)) for name in kind._fields})


def _array(stored: Stored, prefix: str, name: str, dtype: np.dtype[np.void] | None) -> np.ndarray:
    array = stored.array(f"{prefix}_{name}")
    if dtype is None:
        return array
    if array.dtype != np.uint8 or array.ndim != 2 or array.shape[1] != dtype.itemsize:
        raise StoreDamagedError(file=f"{prefix}_{name}.npy", problem="holds no records of the expected length")
    return array.reshape(-1).view(dtype)


def _postings(stored: Stored, n_vacancies: int) -> Postings:
    found = {name: stored.array(f"postings_{name}") for name in Postings._fields}
    start, row = found["start"], found["row"]
    firsts = [int(found[name]) for name in ("first_occupation", "first_skill") if found[name].shape == ()]
    if not (
        len(firsts) == 2
        and start.ndim == 2
        and start.shape[0] == -(-n_vacancies // BLOCK_ROWS)
        and start.shape[1] > max(firsts)
        and (np.diff(start.ravel(), prepend=0, append=len(row)) >= 0).all()
        and len(row) == len(found["weight"])
        and row.dtype == np.uint16
        and row.max(initial=0) < BLOCK_ROWS
        and len(found["traits"]) == n_vacancies
        and found["traits"].max(initial=0) < N_TRAITS
        and found["place"].shape == (4, n_vacancies)
    ):
        raise StoreDamagedError(file="postings_start.npy", problem="does not fit the other files of the index")
    first_occupation, first_skill = (np.int64(first) for first in firsts)
    return Postings(start, row, found["weight"], found["traits"], found["place"], first_occupation, first_skill)


def _cells(stored: Stored, prefix: str) -> Cells:
    return Cells(**{name: stored.array(f"{prefix}_{name}") for name in Cells.__slots__})
