"""Changes to the vacancies of a market: what comes, what is closed and what opens again, and how that is written down.

A market is never changed: each function returns another one, which shares all that stays. How rare words and skills are
stays what it was when the index was built.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

import numpy as np
import polars as pl

from jobmatch.encode import Encoded, TextLanes, load_occupations, load_words, vacancy_texts
from jobmatch.errors import StoreDamagedError, UnknownIdError, UsageError, VacancyClosedError
from jobmatch.kernels.layout import I64, N_OCCUPATION_LANES, N_VACANCY_WORDS
from jobmatch.market import Market, lay_out_vacancies, split_closed
from jobmatch.pack import SkillSpace
from jobmatch.pack.columns import without_inferred
from jobmatch.pack.sites import ADDRESS, has_own_of_several, with_stated_place
from jobmatch.results import Id
from jobmatch.rows import Rows
from jobmatch.segments import Part, Segment, gathered, settled
from jobmatch.sides import with_credits
from jobmatch.tables import VacancyTable, without_addresses

# Each is searched by itself, which costs a fifth of a millisecond for one person.
_MOST_SEGMENTS: Final = 6
_KINDS: Final = ("put", "close", "reopen")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Change:
    """What happens to some vacancies.

    Parameters
    ----------
    kind : "put", "close" or "reopen"
        To put is to add what is new and to replace what is known.
    ids : tuple of ids
        Which.
    frame, encoded
        What they state now and their texts, for "put" only.
    """

    kind: Literal["put", "close", "reopen"]
    ids: tuple[Id, ...]
    frame: pl.DataFrame | None = None
    encoded: Encoded | None = None

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Change({self.kind!r}, {len(self.ids)} vacancies)"


class Came(NamedTuple):
    """Vacancies that come, row for row."""

    frame: pl.DataFrame
    encoded: Encoded


def putting(market: Market, table: VacancyTable) -> Change:
    """Encode the vacancies of a table for a market.

    Raises
    ------
    UsageError
        If ids are text here and whole numbers in the market.
    EncoderError
        If the text model is not that of the market, is missing or fails.
    """
    stated = without_inferred(table.frame)
    encoded = market.encoding(vacancy_texts(stated)).weighed(market.word_weights, N_VACANCY_WORDS)
    columns = market.base.rows.none().columns  # no free text and no address, as in the saved index
    kept = without_addresses(stated.select(name for name in columns if name in stated.columns))
    has_own = stated.select(pl.any_horizontal(pl.col(ADDRESS).is_not_null())).to_series()
    kept = with_stated_place(kept, has_own)
    kept = kept.with_columns(ids_like(market.base.rows.none()["vacancy_id"], kept["vacancy_id"]))
    return Change("put", tuple(kept["vacancy_id"].to_list()), kept, encoded)


def ids_like(own: pl.Series, ids: pl.Series) -> pl.Series:
    """Ids as the index has them (``own``): text, or whole numbers, which may be written as text here.

    Raises
    ------
    UsageError
        If some are text and those of the index whole numbers.
    """
    if own.dtype == ids.dtype:
        return ids
    if own.dtype == pl.String:
        return ids.cast(pl.String)
    numbers = ids.cast(own.dtype, strict=False)  # as a CSV file writes them
    n_text = int((numbers.cast(pl.String) != ids).fill_null(value=True).sum())
    if n_text:
        raise UsageError(
            f"Ids of this index are whole numbers, and {n_text} of these are text.\n"
            "Hint: give ids as the index has them. One whose ids are text takes both: build it again with such an id."
        )
    return numbers


def applied(market: Market, change: Change) -> Market:
    """The market after a change.

    Raises
    ------
    UnknownIdError
        If an id is closed or reopened that the market has never had.
    VacancyClosedError
        If a vacancy is reopened whose closing date has passed.
    """
    if change.kind == "put":
        if change.frame is None or change.encoded is None:
            raise UsageError("A change that puts vacancies comes with what they state, and this one has nothing.")
        return _with_put(market, Came(change.frame, change.encoded))
    ids = frozenset(change.ids)
    closed_by_date = ids & market.closed_ids
    unknown = sum(one not in closed_by_date and market.position_of(one) is None for one in ids)
    if unknown:
        raise UnknownIdError(kind="vacancy", n_unknown=unknown, n_known=market.n_vacancies + market.n_not_open)
    if change.kind == "close":
        return _with_gone(replace(market, withdrawn=market.withdrawn | ids), ids)
    if closed_by_date:
        raise VacancyClosedError(as_of=market.config.as_of, n_known=market.n_vacancies)
    return _with_again(replace(market, withdrawn=market.withdrawn - ids), ids)


def _with_put(market: Market, came: Came) -> Market:
    ids = came.frame["vacancy_id"].to_list()
    space = _extended(market.space, came.frame)
    side = lay_out_vacancies(came.frame, came.encoded, space, market.table, market.config)
    side = replace(side, rows=Rows.of(side.frame.drop(ADDRESS)))
    _, newly_closed = split_closed(came.frame, market.config)
    closed = market.closed
    if len(newly_closed) or not market.closed_ids.isdisjoint(ids):
        closed = pl.concat([closed.filter(~closed.is_in(ids)).cast(newly_closed.dtype), newly_closed])
    before = _with_gone(market, ids)
    not_open = market.withdrawn.intersection(ids).union(newly_closed.to_list())
    own = Segment(side).without([side.row_of_id[one] for one in not_open])
    people = with_credits(market.people, space) if space.asks_more_than(market.space) else market.people
    after = replace(before, added=(*before.added, own), closed=closed, space=space, people=people)
    return after if len(after.added) <= _MOST_SEGMENTS else _with_one_segment(after)


def _extended(space: SkillSpace, frame: pl.DataFrame) -> SkillSpace:
    """The space with what these vacancies name; the same one where it has all of it, so that what hangs on it stays."""
    extended = space.extended_for(frame, _no_people())
    same = len(extended) == len(space) and extended.frame["asked"].sum() == space.frame["asked"].sum()
    return space if same else extended


def _no_people() -> pl.DataFrame:
    return pl.DataFrame(schema={"skills": pl.List(pl.String), "skill_levels": pl.List(pl.Float64)})


def _by_segment(market: Market, ids: Iterable[Id]) -> dict[int, list[int]]:
    """Rows of ids by the number of the segment that has the latest of each."""
    rows: dict[int, list[int]] = {}
    for one in ids:
        position = market.position_of(one)
        if position is not None:
            rows.setdefault(position[0], []).append(position[1])
    return rows


def _with_gone(market: Market, ids: Iterable[Id]) -> Market:
    return _with_segments(
        market, {at: market.segments[at].without(rows) for at, rows in _by_segment(market, ids).items()}
    )


def _with_again(market: Market, ids: Iterable[Id]) -> Market:
    rows = _by_segment(market, ids)
    return _with_segments(market, {at: market.segments[at].with_again(some) for at, some in rows.items()})


def _with_segments(market: Market, changed: dict[int, Segment]) -> Market:
    base, *added = (changed.get(at, own) for at, own in enumerate(market.segments))
    return replace(market, gone=base.gone, added=tuple(added))


def _latest_rows(segments: Sequence[Segment]) -> list[I64]:
    """Rows of each segment that no later one replaces."""
    seen: set[Id] = set()
    latest = []
    for own in reversed(segments):
        latest.append(np.array([row for one, row in own.side.row_of_id.items() if one not in seen], np.int64))
        seen.update(own.side.row_of_id)
    return latest[::-1]


def _with_one_segment(market: Market) -> Market:
    """The same with all that came in one part."""
    rows = _latest_rows(market.added)
    parts = [Part(own.side, some) for own, some in zip(market.added, rows, strict=True)]
    side = settled(parts, search_unstated_remote=market.config.search_unstated_remote)
    not_open = [row for one, row in side.row_of_id.items() if one in market.withdrawn or one in market.closed_ids]
    return replace(market, added=(Segment(side).without(not_open),))


def withdrawals(market: Market) -> list[Change]:
    """Changes that put what is withdrawn, and close it again."""
    if not market.withdrawn:
        return []
    parts = []
    for at, rows in sorted(_by_segment(market, sorted(market.withdrawn, key=str)).items()):
        parts.append(Part(market.segments[at].side, np.array(rows, np.int64)))
    changes = []
    if parts:
        side = gathered(parts)
        lanes = TextLanes._make(getattr(side.arrays, name) for name in TextLanes._fields)
        vectors = side.index.vectors_at(np.arange(len(side), dtype=np.int64)).astype(np.int8)
        encoded = Encoded(vectors, lanes.has_text == 1, 0, 0, lanes=lanes)
        frame = with_stated_place(side.frame, has_own_of_several(side.arrays, np.arange(len(side), dtype=np.int64)))
        changes.append(Change("put", tuple(frame["vacancy_id"].to_list()), frame, encoded))
    return [*changes, Change("close", tuple(sorted(market.withdrawn, key=str)))]


# --- Bytes --------------------------------------------------------------------------------


def to_bytes(change: Change) -> bytes:
    """Bytes of a change: arrays without pickle, the table among them as parquet."""
    parts: dict[str, np.ndarray] = {"kind": np.array(change.kind)}
    if change.frame is None or change.encoded is None:
        numbers = all(isinstance(one, int) for one in change.ids)
        parts["ids"] = np.array(change.ids, np.int64 if numbers else np.str_)
    else:
        table = io.BytesIO()
        change.frame.write_parquet(table)
        parts |= {"frame": np.frombuffer(table.getvalue(), np.uint8), "vectors": change.encoded.vectors}
        parts |= change.encoded.text_lanes(N_VACANCY_WORDS)._asdict()
    file = io.BytesIO()
    np.savez(file, **parts)  # type: ignore[arg-type] # keywords are arrays
    return file.getvalue()


def of_bytes(content: bytes, name: str, dimensions: int) -> Change:
    """A change from its bytes.

    Parameters
    ----------
    content : bytes
        As `to_bytes` gives them.
    name : str
        Of the file, for errors.
    dimensions : int
        Length of the vectors of the index.

    Raises
    ------
    StoreDamagedError
        If they are those of no change that this index can take.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as parts:
            arrays = {part: parts[part] for part in parts.files}
        kind = str(arrays["kind"])
        if kind not in _KINDS:
            raise ValueError(kind)
        if kind == "put":
            return _put_of(arrays, dimensions)
        return Change("close" if kind == "close" else "reopen", tuple(arrays["ids"].tolist()))
    except (ValueError, KeyError, OSError, EOFError, pl.exceptions.PolarsError):
        raise StoreDamagedError(file=name, problem="holds a change that cannot be read") from None


def _put_of(arrays: dict[str, np.ndarray], dimensions: int) -> Change:
    frame = pl.read_parquet(arrays["frame"].tobytes())
    lanes = TextLanes._make(arrays[name] for name in TextLanes._fields)
    expected = {
        "vectors": (np.int8, (frame.height, dimensions)),
        "has_text": (np.uint8, (frame.height,)),
        "word_id": (np.uint16, (frame.height, N_VACANCY_WORDS)),
        "word_weight": (np.uint8, (frame.height, N_VACANCY_WORDS)),
        "occupation": (np.uint16, (frame.height, N_OCCUPATION_LANES)),
        "occupation_weight": (np.uint8, (frame.height, N_OCCUPATION_LANES)),
    }
    if any(arrays[name].dtype != dtype or arrays[name].shape != shape for name, (dtype, shape) in expected.items()):
        raise ValueError("arrays of another shape")
    if lanes.word_id.max(initial=0) >= len(load_words()) or lanes.occupation.max(initial=0) >= len(load_occupations()):
        raise ValueError("ids that there are not")
    encoded = Encoded(arrays["vectors"], lanes.has_text == 1, 0, 0, lanes=lanes)
    return Change("put", tuple(frame["vacancy_id"].to_list()), frame, encoded)


def replayed(market: Market, changes: Sequence[Change]) -> Market:
    """The market after several changes, in few steps, however many there were.

    What is put keeps its state, so it makes no difference whether an id is put before or after it is closed or
    reopened: of what each states the last counts, and so it does of what was done to it.
    """
    puts = [change for change in changes if change.kind == "put"]
    done = {one: change.kind for change in changes if change.kind != "put" for one in change.ids}
    after = market if not puts else applied(market, _one_put(puts))
    closed = tuple(one for one, kind in done.items() if kind == "close")
    if closed:
        after = applied(after, Change("close", closed))
    # What has a past closing date by now was reopened when it had none.
    opened = after.withdrawn.intersection(one for one, kind in done.items() if kind == "reopen")
    after = replace(after, withdrawn=after.withdrawn - opened)
    return _with_again(after, opened - after.closed_ids)


def _one_put(puts: Sequence[Change]) -> Change:
    """One change that puts what several do, each vacancy as it was put last."""
    frames = [change.frame for change in puts if change.frame is not None]
    encoded = [change.encoded for change in puts if change.encoded is not None]
    frame = pl.concat(frames, how="diagonal_relaxed").with_row_index("put_at")
    last = frame.filter(pl.col("put_at") == pl.col("put_at").max().over("vacancy_id"))
    rows = last["put_at"].to_numpy().astype(np.int64)
    lanes = [one.text_lanes(N_VACANCY_WORDS) for one in encoded]
    joined = TextLanes._make(np.concatenate(some)[rows] for some in zip(*lanes, strict=True))
    vectors = np.concatenate([one.vectors for one in encoded])[rows]
    frame = last.drop("put_at")
    return Change(
        "put",
        tuple(frame["vacancy_id"].to_list()),
        frame,
        Encoded(vectors, joined.has_text == 1, 0, 0, lanes=joined),
    )
