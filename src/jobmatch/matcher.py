"""The thin front: build, match, shortlist, explain, save, load."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral
from pathlib import Path
from typing import Self

import numpy as np
import polars as pl

from jobmatch import frames, persist, rank, store
from jobmatch.config import MatchConfig
from jobmatch.encode import Encoder, EncodingSession, jobseeker_texts, vacancy_texts
from jobmatch.errors import UnknownIdError, UsageError
from jobmatch.evidence import pair_details
from jobmatch.explain import Audience, Explanation, explain, pair_context
from jobmatch.kernels.layout import I64, Settings
from jobmatch.pack import SkillSpace
from jobmatch.progress import progress_bar
from jobmatch.records import Jobseeker, Vacancy, as_row
from jobmatch.results import Certificate, Id, MatchResult, PairDetail, PutForward
from jobmatch.score import judge_pairs, make_settings
from jobmatch.sides import PeopleSide, VacancySide, people_side, vacancy_side
from jobmatch.tables import JobseekerTable, VacancyTable
from jobmatch.travel import TravelTable, embedded_table

JobseekerRecord = Jobseeker | Mapping[str, object]
VacancyRecord = Vacancy | Mapping[str, object]


class Matcher:
    """Vacancies and jobseekers, ready to be matched in both directions.

    Made by `build` or `load`. Immutable: every call leaves it as it was, so threads may share it.
    """

    def __init__(
        self,
        *,
        config: MatchConfig,
        encoding: EncodingSession,
        vacancies: VacancySide,
        people: PeopleSide,
        space: SkillSpace,
        table: TravelTable,
        n_not_open: int,
    ) -> None:
        self._config, self._encoding = config, encoding
        self._vacancies, self._people = vacancies, people
        self._space, self._table = space, table
        self._n_not_open = n_not_open
        self._rows: dict[str, dict[Id, int]] = {}

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Matcher({len(self._vacancies)} vacancies, {len(self._people)} jobseekers)"

    @classmethod
    def build(
        cls,
        vacancies: VacancyTable,
        jobseekers: JobseekerTable,
        config: MatchConfig | None = None,
        *,
        encoder: Encoder | None = None,
    ) -> Self:
        """Encode, pack and lay out two validated tables.

        Parameters
        ----------
        vacancies, jobseekers : VacancyTable, JobseekerTable
            From `read_vacancies` and `read_jobseekers`.
        config : MatchConfig, optional
            How matching is done.
        encoder : Encoder, optional
            Used in place of the one that ``config.encoder`` names.

        Returns
        -------
        Matcher

        Raises
        ------
        EncoderError
            If the text model is missing or fails.
        """
        config = config or MatchConfig()
        encoding, table = EncodingSession(config, encoder), embedded_table()
        open_ones = _still_open(vacancies.frame, config)
        space = SkillSpace.of(vacancies.frame, jobseekers.frame)
        return cls(
            config=config,
            encoding=encoding,
            vacancies=_vacancy_side(open_ones, encoding, space, config),
            people=_people_side(jobseekers.frame, encoding, space, table),
            space=space,
            table=table,
            n_not_open=len(vacancies) - open_ones.height,
        )

    @property
    def config(self) -> MatchConfig:
        """Settings."""
        return self._config

    @property
    def n_vacancies(self) -> int:
        """Vacancies that can be matched."""
        return len(self._vacancies)

    @property
    def n_jobseekers(self) -> int:
        """Jobseekers that can be matched."""
        return len(self._people)

    @property
    def n_encoded(self) -> int:
        """Different texts that this matcher has encoded."""
        return self._encoding.n_encoded

    @property
    def n_cached(self) -> int:
        """Different texts that it found encoded already."""
        return self._encoding.n_cached

    def match(self, jobseekers: JobseekerTable | JobseekerRecord | None = None, k: int = 10) -> MatchResult:
        """Find the k best vacancies of each jobseeker, exactly.

        Parameters
        ----------
        jobseekers : JobseekerTable, dict, Jobseeker, optional
            A table, or a single record that is in no table; None takes all jobseekers of this matcher.
        k : int
            Most vacancies for each person.

        Returns
        -------
        MatchResult
            Pairs in reach whose verdict is not FAIL, by score; ties go to the lower vacancy id.

        Raises
        ------
        UsageError
            If k is less than 1, or ``jobseekers`` is of another kind.
        RecordError
            If a single record breaks a rule.
        """
        _check_k(k)
        people = self._people_of(jobseekers)
        with progress_bar("Matching people", len(people), shown=self._config.progress) as step:
            ranking = rank.match(people, self._vacancies, k, self._config, self._table, step)
        judged = judge_pairs(people, self._vacancies, ranking.person, ranking.vacancy, self._settings(), self._table)
        frame = frames.match_frame(people, self._vacancies, ranking, judged, self._config)
        return MatchResult(frame, "match", self._certificate(len(people), ranking))

    def shortlist(self, vacancies: VacancyTable | VacancyRecord | None = None, k: int = 10) -> MatchResult:
        """Find the k best people for each vacancy, exactly; for staff.

        Travel, caring and health decide only who could do the job at all. The order rests on text, skills, licences and
        hours alone, so that it tells an employer nothing else.

        Parameters
        ----------
        vacancies : VacancyTable, dict, Vacancy, optional
            A table, or a single record that is in no table; None takes all vacancies of this matcher.
        k : int
            Most people for each vacancy.

        Returns
        -------
        MatchResult
            Ties go to the lower jobseeker id.

        Raises
        ------
        UsageError
            If k is less than 1, or ``vacancies`` is of another kind.
        RecordError
            If a single record breaks a rule.
        """
        _check_k(k)
        side = self._vacancies_of(vacancies)
        with progress_bar("Shortlisting", len(side), shown=self._config.progress) as step:
            ranking = rank.shortlist(self._people, side, k, self._config, self._table, step)
        judged = judge_pairs(self._people, side, ranking.person, ranking.vacancy, self._settings(), self._table)
        frame = frames.shortlist_frame(self._people, side, ranking, judged, self._config)
        return MatchResult(
            frame,
            "shortlist",
            self._certificate(len(side), ranking),
            employer_frame=lambda put_forward: self._employer_frame(side, put_forward),
        )

    def explain(
        self,
        jobseeker_id: Id | JobseekerRecord,
        vacancy_id: Id | VacancyRecord,
        audience: Audience = "work_coach",
    ) -> Explanation:
        """Say why a pair scores as it does, in sentences whose points add up to the score.

        Parameters
        ----------
        jobseeker_id, vacancy_id : id, dict or model
            An id of this matcher, or a single record that is in no table.
        audience : "work_coach", "jobseeker" or "employer"
            Decides the words and what may be said. An employer hears nothing of health, caring, travel or pay wanted.

        Returns
        -------
        Explanation

        Raises
        ------
        UnknownIdError
            If an id is in none of the tables.
        RecordError
            If a single record breaks a rule.
        """
        people, person, vacancies, row, space = self._pair(jobseeker_id, vacancy_id)
        detail = self._detail(people, person, vacancies, row, space)
        context = pair_context(people.frame, person, vacancies.frame, row, self._config)
        return explain(detail, audience=audience, context=context)

    def detail(self, jobseeker_id: Id | JobseekerRecord, vacancy_id: Id | VacancyRecord) -> PairDetail:
        """Everything that the scorer knows about a pair, in its own integers; for tests and tools.

        Parameters
        ----------
        jobseeker_id, vacancy_id : id, dict or model
            As for `explain`.

        Returns
        -------
        PairDetail
        """
        people, person, vacancies, row, space = self._pair(jobseeker_id, vacancy_id)
        return self._detail(people, person, vacancies, row, space)

    def close(self) -> None:
        """End the processes that encode text; they start again when a new text comes."""
        self._encoding.close()

    def __enter__(self) -> Self:
        """Use as a context manager to close at the end."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Close."""
        self.close()

    def save(self, directory: str | Path) -> None:
        """Save to a directory: all at once or not at all, checksummed, without pickle and without free text.

        Parameters
        ----------
        directory
            New, empty, or an index saved before, which stays usable until the new one is complete.

        Raises
        ------
        StoreError
            If the directory holds something else or cannot be written.
        """
        store.save(
            directory,
            persist.to_contents(
                self._config,
                self._encoding.fingerprint,
                self._vacancies,
                self._people,
                self._space,
                self._table,
                self._n_not_open,
            ),
        )

    @classmethod
    def load(
        cls,
        directory: str | Path,
        *,
        encoder: Encoder | None = None,
        verify: bool = True,
        progress: bool | None = None,
        threads: int | None = None,
    ) -> Self:
        """Load a saved matcher; arrays and vectors are mapped into memory.

        Parameters
        ----------
        directory
            Where `save` wrote it.
        encoder : Encoder, optional
            Needed for new texts if the index was built with an encoder of your own.
        verify : bool
            Whether every file's checksum is compared. FAISS trusts what it reads, so leave this on unless the
            directory cannot have changed.
        progress, threads
            Replace these settings, on which no result depends.

        Returns
        -------
        Matcher

        Raises
        ------
        StoreError
            If the directory holds no index, a damaged one, or one of a newer version.
        """
        stored = store.open_store(directory, verify=verify)
        config = persist.config_of(stored)
        changes = {name: value for name, value in (("progress", progress), ("threads", threads)) if value is not None}
        config = config.model_copy(update=changes)
        return cls(
            config=config,
            encoding=EncodingSession(config, encoder, fingerprint=persist.encoder_of(stored)),
            vacancies=persist.vacancy_side_of(stored),
            people=persist.people_side_of(stored),
            space=persist.space_of(stored),
            table=persist.table_of(stored),
            n_not_open=persist.not_open_of(stored),
        )

    # --- one pair -----------------------------------------------------------------------------------------------

    def _pair(
        self, jobseeker: Id | JobseekerRecord, vacancy: Id | VacancyRecord
    ) -> tuple[PeopleSide, int, VacancySide, int, SkillSpace]:
        """Sides and rows of a pair, and the skills by which both are compared."""
        new_person = new_vacancy = None
        if isinstance(jobseeker, Jobseeker | Mapping):
            new_person = as_row(jobseeker, "jobseeker").frame
        if isinstance(vacancy, Vacancy | Mapping):
            new_vacancy = as_row(vacancy, "vacancy", as_of=self._config.as_of).frame
        space = self._space.extended_for(
            self._vacancies.frame.clear() if new_vacancy is None else new_vacancy,
            self._people.frame.clear() if new_person is None else new_person,
        )
        people, person = self._people, 0
        if new_person is not None:
            people = _people_side(new_person, self._encoding, space, self._table)
        else:
            person = self._row_of("jobseeker", self._people.frame["jobseeker_id"], jobseeker)
        vacancies, row = self._vacancies, 0
        if new_vacancy is not None:
            vacancies = _vacancy_side(new_vacancy, self._encoding, space, self._config)
        else:
            row = self._row_of("vacancy", self._vacancies.frame["vacancy_id"], vacancy)
        return people, person, vacancies, row, space

    def _detail(
        self, people: PeopleSide, person: int, vacancies: VacancySide, row: int, space: SkillSpace
    ) -> PairDetail:
        person_rows, vacancy_rows = np.array([person], np.int64), np.array([row], np.int64)
        judged = judge_pairs(people, vacancies, person_rows, vacancy_rows, self._settings(), self._table)
        return pair_details(judged, people, vacancies, person_rows, vacancy_rows, space, self._settings())[0]

    def _row_of(self, kind: str, ids: pl.Series, one_id: object) -> int:
        rows = self._rows.get(kind)
        if rows is None:
            rows = self._rows[kind] = {value: row for row, value in enumerate(ids.to_list())}
        if isinstance(one_id, Integral) and not isinstance(one_id, bool):
            one_id = int(one_id)  # NumPy's numbers, too
        if not isinstance(one_id, int | str) or isinstance(one_id, bool) or one_id not in rows:
            raise UnknownIdError(kind=kind, n_unknown=1, n_known=len(rows))
        return rows[one_id]

    # --- sides --------------------------------------------------------------------------------------------------

    def _people_of(self, jobseekers: JobseekerTable | JobseekerRecord | None) -> PeopleSide:
        if jobseekers is None:
            return self._people
        if isinstance(jobseekers, Jobseeker | Mapping):
            jobseekers = as_row(jobseekers, "jobseeker")
        if not isinstance(jobseekers, JobseekerTable):
            raise UsageError(
                f"match takes a JobseekerTable or one record, found {type(jobseekers).__name__}.\n"
                "Hint: `jobmatch.read_jobseekers(path_or_frame)`."
            )
        space = self._space.extended_for(self._vacancies.frame.clear(), jobseekers.frame)
        return _people_side(jobseekers.frame, self._encoding, space, self._table)

    def _vacancies_of(self, vacancies: VacancyTable | VacancyRecord | None) -> VacancySide:
        if vacancies is None:
            return self._vacancies
        if isinstance(vacancies, Vacancy | Mapping):
            vacancies = as_row(vacancies, "vacancy", as_of=self._config.as_of)
        if not isinstance(vacancies, VacancyTable):
            raise UsageError(
                f"shortlist takes a VacancyTable or one record, found {type(vacancies).__name__}.\n"
                "Hint: `jobmatch.read_vacancies(path_or_frame)`."
            )
        frame = _still_open(vacancies.frame, self._config)
        space = self._space.extended_for(frame, self._people.frame.clear())
        return _vacancy_side(frame, self._encoding, space, self._config)

    def _employer_frame(self, side: VacancySide, put_forward: PutForward) -> pl.DataFrame:
        vacancy_ids = side.frame["vacancy_id"].to_list()
        if isinstance(put_forward, Mapping):
            rows = {value: row for row, value in enumerate(vacancy_ids)}
            unknown = [value for value in put_forward if value not in rows]
            if unknown:
                raise UnknownIdError(kind="vacancy", n_unknown=len(unknown), n_known=len(rows))
            chosen = {rows[vacancy]: self._people_rows(people) for vacancy, people in put_forward.items()}
        else:
            everyone = self._people_rows(put_forward)
            chosen = dict.fromkeys(range(len(vacancy_ids)), everyone)
        person = np.concatenate([np.empty(0, np.int64), *chosen.values()])
        vacancy = np.repeat(np.array(list(chosen), np.int64), [len(people) for people in chosen.values()])
        judged = judge_pairs(self._people, side, person, vacancy, self._settings(), self._table)
        return frames.employer_frame(self._people, side, person, vacancy, judged, self._config)

    def _people_rows(self, ids: object) -> I64:
        if isinstance(ids, str) or not hasattr(ids, "__iter__"):
            raise UsageError("put_forward takes several jobseeker ids, or a mapping from vacancy id to jobseeker ids.")
        wanted = list(dict.fromkeys(ids))
        column = self._people.frame["jobseeker_id"]
        rows = self._rows.setdefault("jobseeker", {value: row for row, value in enumerate(column.to_list())})
        unknown = sum(value not in rows for value in wanted)
        if unknown:
            raise UnknownIdError(kind="jobseeker", n_unknown=unknown, n_known=len(rows))
        return np.array([rows[value] for value in wanted], np.int64)

    def _settings(self) -> Settings:
        return make_settings(self._config, self._vacancies.index.dimensions)

    def _certificate(self, n_queries: int, ranking: rank.Ranking) -> Certificate:
        return Certificate(
            exact=True, n_queries=n_queries, n_pairs_scored=ranking.n_scored, n_not_open=self._n_not_open
        )


def _check_k(k: int) -> None:
    if not isinstance(k, int) or isinstance(k, bool) or k < 1:  # type: ignore[redundant-expr] # callers may be untyped
        raise UsageError(f"k must be a whole number of at least 1, found {k!r}.")


def _still_open(frame: pl.DataFrame, config: MatchConfig) -> pl.DataFrame:
    if config.as_of is None:
        return frame
    return frame.filter(pl.col("closing_date").is_null() | (pl.col("closing_date") >= config.as_of))


def _vacancy_side(
    frame: pl.DataFrame, encoding: EncodingSession, space: SkillSpace, config: MatchConfig
) -> VacancySide:
    encoded = encoding(vacancy_texts(frame))
    return vacancy_side(frame, encoded, space, search_unstated_remote=config.search_unstated_remote)


def _people_side(frame: pl.DataFrame, encoding: EncodingSession, space: SkillSpace, table: TravelTable) -> PeopleSide:
    return people_side(frame, encoding(jobseeker_texts(frame)), space, table)
