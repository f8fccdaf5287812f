"""A saved index that changes through the day: vacancies come, are replaced, close and open again, without a rebuild."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Self

import polars as pl

from jobmatch import persist, store
from jobmatch.changes import Change, applied, ids_like, putting, to_bytes
from jobmatch.encode import Encoder
from jobmatch.errors import UnknownIdError, UsageError, require_several
from jobmatch.market import Market, as_id
from jobmatch.matcher import Matcher
from jobmatch.results import Id
from jobmatch.tables import VacancyTable


class LiveIndex:
    """A saved index and the changes to its vacancies, each of which is on disk before it counts.

    One process at a time makes changes; any number may read, by `matcher` here and by `Matcher.load` elsewhere. A
    matcher that was taken is never changed: whoever holds one goes on with what they began with. Threads may share a
    `LiveIndex`; they make changes one after another.

    How rare words and skills are stays what it was when the index was built, also when it is compacted; build it again
    to count anew.

    Parameters
    ----------
    directory
        Where `Matcher.save` or ``jobmatch index`` wrote it.
    encoder : Encoder, optional
        Needed if the index was built with an encoder of your own.
    verify : bool
        Whether every file's checksum is compared, as by `Matcher.load`.
    threads, progress, cache_dir, encoder_processes
        As for `Matcher.load`.

    Raises
    ------
    StoreError
        If the directory holds no index, a damaged one, one that another process is changing, or one that cannot be
        written to.

    Examples
    --------
    ::

        with LiveIndex("my-index") as index:
            index.put(jm.read_vacancies("new.csv"))
            index.close(["V0007"])
            result = index.matcher.match(person)
    """

    def __init__(
        self,
        directory: str | Path,
        *,
        encoder: Encoder | None = None,
        verify: bool = True,
        threads: int | None = None,
        progress: bool = False,
        cache_dir: str | None = None,
        encoder_processes: int | None = None,
    ) -> None:
        self._directory = store.as_directory(directory)
        given = {
            "threads": threads,
            "progress": progress,
            "cache_dir": cache_dir,
            "encoder_processes": encoder_processes,
        }
        self._machine = {name: value for name, value in given.items() if value is not None}
        self._changing = threading.Lock()
        store.current_generation(self._directory)  # no lock is left where there is no index
        self._lock = store.lock_of_changes(self._directory)
        try:
            opened = persist.open_market(self._directory, self._machine, encoder, verify=verify)
        except BaseException:
            self._lock.release()
            raise
        self._n_torn_bytes = opened.n_torn_bytes
        self._publish(opened.market, opened.state)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"LiveIndex({self._market.n_vacancies} vacancies, {self.n_changes} changes)"

    @property
    def matcher(self) -> Matcher:
        """The index as it is now. It stays as it is, whatever changes later."""
        return self._matcher

    @property
    def n_changes(self) -> int:
        """Changes since the index was saved or compacted."""
        return self._state.end.n_entries

    @property
    def n_torn_bytes(self) -> int:
        """What was left of a change that was cut off before this index was opened; it had never counted."""
        return self._n_torn_bytes

    def put(self, vacancies: VacancyTable) -> None:
        """Add the vacancies of a table that are new, and replace those that are known.

        A known one keeps its state: what was closed by `close` stays closed until it is reopened. What states a closing
        date before ``as_of`` of the settings is not matched.

        Parameters
        ----------
        vacancies : VacancyTable
            From `read_vacancies`.

        Raises
        ------
        UsageError
            If it is no such table, or ids are text where the index has whole numbers.
        EncoderError
            If the text model is missing or fails.
        StoreError
            If the change cannot be written; nothing has changed then.
        """
        with self._changing:
            self._take(self._putting(vacancies))

    def add(self, vacancies: VacancyTable) -> None:
        """As `put`, of vacancies that are all new.

        Raises
        ------
        UsageError
            If some of them are known, or as for `put`.
        """
        with self._changing:
            change = self._putting(vacancies)
            n_known = sum(map(self._is_known, change.ids))
            if n_known:
                raise UsageError(
                    f"{n_known} of the {len(change.ids)} vacancy id(s) are known to this index.\n"
                    "Hint: `replace` takes what is known, `put` takes both."
                )
            self._take(change)

    def replace(self, vacancies: VacancyTable) -> None:
        """As `put`, of vacancies that are all known.

        Raises
        ------
        UnknownIdError
            If some of them are not.
        """
        with self._changing:
            change = self._putting(vacancies)
            n_unknown = sum(not self._is_known(one) for one in change.ids)
            if n_unknown:
                market = self._market
                n_known = market.n_vacancies + market.n_not_open
                raise UnknownIdError(kind="vacancy", n_unknown=n_unknown, n_known=n_known)
            self._take(change)

    def close(self, vacancy_ids: Iterable[Id]) -> None:
        """Close vacancies: they are not matched until they are reopened. What is closed already stays so.

        Raises
        ------
        UnknownIdError
            If an id has never been in this index; nothing has changed then.
        UsageError
            If ids are text where the index has whole numbers, or no several ids.
        StoreError
            If the change cannot be written; nothing has changed then.
        """
        with self._changing:
            self._take(Change("close", self._vacancies_of(vacancy_ids)))

    def reopen(self, vacancy_ids: Iterable[Id]) -> None:
        """Open vacancies again that `close` closed. What is open stays so.

        Raises
        ------
        UnknownIdError
            If an id has never been in this index.
        UsageError
            As for `close`.
        VacancyClosedError
            If the closing date of one has passed: replace it with what it states now.
        StoreError
            If the change cannot be written; in each case nothing has changed.
        """
        with self._changing:
            self._take(Change("reopen", self._vacancies_of(vacancy_ids)))

    def compact(self) -> None:
        """Save the index with all changes in it, laid out as if it had been built so; takes as long as a save.

        Matching is faster afterwards, by as much as changes were made. Readers need not be stopped.

        Raises
        ------
        StoreError
            If it cannot be saved. The index with its changes then still counts.
        """
        with self._changing:
            self._save(self._market)

    def forget_health(self, jobseeker_ids: Iterable[Id] | None = None) -> None:
        """Take all that is recorded about health out of the index for good; everything else stays.

        The index is saved anew with its changes, as by `compact`; files that hold what was forgotten are removed when
        the new ones are complete. A matcher that was taken before keeps it until it is let go.

        Parameters
        ----------
        jobseeker_ids : iterable of ids, optional
            Whose records; None is everybody's.

        Raises
        ------
        UnknownIdError
            If an id is not in this index: a wish to have something deleted must not come to nothing in silence.
        UsageError
            If the ids are no several ids, or none at all.
        StoreError
            If it cannot be saved; in each case nothing has changed.
        StoreLeftoverError
            If it was saved, but files that hold what was to be forgotten cannot be removed. Call it again when they
            can.
        """
        with self._changing:
            ids = None
            if jobseeker_ids is not None:
                ids = _as_in(self._market.people.rows.none()["jobseeker_id"], jobseeker_ids)
                if not ids:
                    raise UsageError("No ids are given, so nothing is forgotten.\nHint: None is everybody.")
            self._save(self._market.without_health(ids))
            # The save has tried; whoever asks for this has to know. By now this index has let the old files go.
            store.remove_older(self._directory)

    def release(self) -> None:
        """Let another process make changes, and end those that encode; matchers taken before can still be used."""
        with self._changing:
            self._lock.release()
        self._matcher.close()

    def __enter__(self) -> Self:
        """Use as a context manager to release it at the end."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Release."""
        self.release()

    def _putting(self, vacancies: object) -> Change:
        if not isinstance(vacancies, VacancyTable):
            raise UsageError(
                f"put takes a VacancyTable, found {type(vacancies).__name__}.\n"
                "Hint: `jobmatch.read_vacancies(path_or_frame)`."
            )
        return putting(self._market, vacancies)

    def _vacancies_of(self, ids: Iterable[Id]) -> tuple[Id, ...]:
        return _as_in(self._market.base.rows.none()["vacancy_id"], ids)

    def _is_known(self, one: Id) -> bool:
        return self._market.position_of(one) is not None or one in self._market.closed_ids

    def _save(self, market: Market) -> None:
        """Save a market in place of the index that was opened, and go on with what was saved."""
        self._check_held()
        # Compared under the lock of saves: whoever saved another index meanwhile is not overwritten.
        store.save(self._directory, persist.to_contents(market), in_place_of=self._state)
        # From the files, whose pages all processes share; they were written a moment ago.
        saved = persist.open_market(self._directory, self._machine, None, verify=False)
        self._n_torn_bytes = 0
        self._publish(replace(saved.market, encoding=self._market.encoding), saved.state)

    def _take(self, change: Change) -> None:
        """Make a change: worked out first, then written, and then shown."""
        if not change.ids:
            return
        market = applied(self._market, change)
        self._check_held()
        with store.locked(self._directory):  # no save may come between the look and the append
            generation, end = self._state
            store.check_generation(self._directory, generation)
            end = store.append_entry(store.journal_path(self._directory, generation), end, to_bytes(change))
        self._publish(market, store.SavedState(generation, end))

    def _check_held(self) -> None:
        """See to it that nobody else makes changes: a forked child and who released it hold no lock."""
        if not self._lock.is_locked:
            raise UsageError("This index was released.\nHint: open it again with `LiveIndex(directory)`.")

    def _publish(self, market: Market, state: store.SavedState) -> None:
        self._market, self._state = market, state
        self._matcher = Matcher(market, opened=(self._directory, state))


def _as_in(own: pl.Series, ids: Iterable[Id]) -> tuple[Id, ...]:
    """Ids as a column of the index has them, each once."""
    require_several(ids, "id")
    texts: dict[str, None] = {}
    for value in ids:
        one = as_id(value)
        if one is None:
            raise UsageError(
                f"An id is text or a whole number, found {type(value).__name__}.\n"
                "Hint: leave rows without an id out, and give whole numbers as such."
            )
        texts[str(one)] = None
    return tuple(ids_like(own, pl.Series(own.name, list(texts), dtype=pl.String)))
