"""The thin front: build, match, shortlist, explain, save, load."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Iterable
from dataclasses import replace
from numbers import Integral
from pathlib import Path
from typing import Literal, Self

import numpy as np
import polars as pl

from jobmatch import frames, persist, rank, store
from jobmatch.childcare import estimated_places, pair_childcare
from jobmatch.config import MatchConfig
from jobmatch.cost import travel_costs
from jobmatch.employer import employer_frame
from jobmatch.encode import Encoder, EncodingSession
from jobmatch.errors import UsageError, require_columns
from jobmatch.evaluation import rows_of_ids
from jobmatch.evidence import pair_details
from jobmatch.explain import Audience, Explanation, PairContext, explain, pair_context
from jobmatch.kernels.layout import I64
from jobmatch.market import JobseekerRecord, Market, Pair, VacancyRecord
from jobmatch.pack import TaxonomyName
from jobmatch.progress import progress_bar
from jobmatch.results import Direction, Id, MatchResult, PairDetail
from jobmatch.rules import Rules, shipped_rules
from jobmatch.score import Judged, judge_pairs
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.tables import JobseekerTable, Places, VacancyTable
from jobmatch.taxonomy import Taxonomy
from jobmatch.travel import TravelMatrix
from jobmatch.whatif import Barriers, WhyNot, find_barriers, question_frame, why_not


class Matcher:
    """Vacancies and jobseekers, ready to be matched in both directions.

    Made by `build` or `load`. Immutable: every call leaves it as it was, so threads may share it. Only where it was
    loaded from or saved to is kept beside it, so that a save drops nobody's changes.
    """

    def __init__(self, market: Market, *, opened: tuple[Path, store.SavedState] | None = None) -> None:
        self._market = market
        self._saving = threading.Lock()
        self._states: dict[str, store.SavedState] = {}
        if opened is not None:
            self._remember(*opened)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Matcher({self.n_vacancies} vacancies, {self.n_jobseekers} jobseekers)"

    @classmethod
    def build(
        cls,
        vacancies: VacancyTable,
        jobseekers: JobseekerTable,
        config: MatchConfig | None = None,
        *,
        encoder: Encoder | None = None,
        travel: TravelMatrix | None = None,
        taxonomy: Taxonomy | None = None,
        skill_credits: pl.DataFrame | None = None,
        rules: Rules | None = None,
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
        travel : TravelMatrix, optional
            Real travel times, asked before the estimate by distance. It is saved with the matcher.
        taxonomy : Taxonomy, optional
            Names of skills that it knows, by id, label or other label, are compared as its skills; all others by their
            spelling. See docs/skills.md.
        skill_credits : polars.DataFrame, optional
            What a skill held is worth for another one: ``held``, ``asked`` (names, or ids of the taxonomy), ``credit``
            (above 0, at most 1) and perhaps ``relation``. None takes `jobmatch.skill_credits` of the taxonomy; a table
            is used as it is, in place of that.
        rules : Rules, optional
            The operator's dated rules, from `Rules.from_folder`; None takes the shipped ones. Of these, matching uses
            the usual limit of a journey on ``config.as_of``, for people who state none, and `explain` the figures of
            childcare. They are saved with the matcher.

        Returns
        -------
        Matcher

        Raises
        ------
        EncoderError
            If the text model is missing or fails.
        UsageError
            If an argument is of another kind, or ``skill_credits`` cannot be used.
        ColumnMissingError
            If ``skill_credits`` lacks a column.
        """
        _check_tables(vacancies, jobseekers, config)
        config = config or MatchConfig()
        return cls(
            Market.of(
                vacancies,
                jobseekers,
                config,
                EncodingSession(config, encoder),
                rules=rules or shipped_rules(),
                travel=travel,
                taxonomy=taxonomy,
                skill_credits=skill_credits,
            )
        )

    @property
    def config(self) -> MatchConfig:
        """Settings."""
        return self._market.config

    @property
    def n_vacancies(self) -> int:
        """Vacancies that can be matched."""
        return self._market.n_vacancies

    @property
    def n_jobseekers(self) -> int:
        """Jobseekers that can be matched."""
        return len(self._market.people)

    @property
    def taxonomy(self) -> TaxonomyName | None:
        """Name, version and fingerprint of the taxonomy that skills were linked to; None without one."""
        return self._market.space.taxonomy

    @property
    def n_encoded(self) -> int:
        """Different texts that this matcher has encoded."""
        return self._market.encoding.n_encoded

    @property
    def n_cached(self) -> int:
        """Different texts that it found encoded already."""
        return self._market.encoding.n_cached

    def match(
        self,
        jobseekers: JobseekerTable | JobseekerRecord | None = None,
        k: int = 10,
        *,
        places: Places | None = None,
        count_eligible: bool = False,
    ) -> MatchResult:
        """Find the k best vacancies of each jobseeker, exactly.

        Parameters
        ----------
        jobseekers : JobseekerTable, dict, Jobseeker, optional
            A table, or a single record that is in no table; None takes all jobseekers of this matcher.
        k : int
            Most vacancies for each person.
        places : Places, optional
            Where the postcode or area of a single record lies.
        count_eligible : bool
            Whether every pair in reach is judged, to say how many could be listed (``n_eligible`` of the counts). Off,
            only what may be among the best is, which is many times faster; the lists are the same.

        Returns
        -------
        MatchResult
            Pairs in reach whose verdict is not FAIL, by score; ties go to the lower vacancy id.

        Raises
        ------
        UsageError
            If k is no whole number of at least 1, or ``jobseekers`` is of another kind.
        RecordError
            If a single record breaks a rule.
        """
        k, market = _checked_k(k), self._market
        people = market.people_of(jobseekers, places)
        with progress_bar("Matching people", len(people), shown=market.config.progress) as step:
            vacancies, ranking = market.best_vacancies(people, k, step, count_eligible=count_eligible)
        judged = judge_pairs(people, vacancies, ranking.person, ranking.vacancy, market.settings, market.table)
        costs = travel_costs(people, vacancies, ranking.person, ranking.vacancy, judged, market.config, market.table)
        return MatchResult(
            frames.match_frame(people, vacancies, ranking, judged, market.config, costs),
            "match",
            ranking.certificate(n_not_open=market.n_not_open),
            frames.counts_frame(people.rows.column("jobseeker_id"), people.arrays.tie_rank, ranking.person, ranking),
            question_frame=lambda: self._questions(people, vacancies, ranking, "match"),
        )

    def shortlist(
        self,
        vacancies: VacancyTable | VacancyRecord | None = None,
        k: int = 10,
        *,
        places: Places | None = None,
        count_eligible: bool = False,
    ) -> MatchResult:
        """Find the k best people for each vacancy, exactly; for staff.

        Travel, caring and health decide only who could do the job at all. The order rests on text, skills, licences and
        hours alone, so that it tells an employer nothing else.

        Parameters
        ----------
        vacancies : VacancyTable, dict, Vacancy, optional
            A table, or a single record that is in no table; None takes all vacancies of this matcher.
        k : int
            Most people for each vacancy.
        places : Places, optional
            Where the postcode or area of a single record lies.
        count_eligible : bool
            As for `match`.

        Returns
        -------
        MatchResult
            Ties go to the lower jobseeker id.

        Raises
        ------
        UsageError
            If k is no whole number of at least 1, or ``vacancies`` is of another kind.
        RecordError
            If a single record breaks a rule.
        """
        k = _checked_k(k)
        market, side, n_closed = self._market.facing(vacancies, places)
        with progress_bar("Shortlisting", len(side), shown=market.config.progress) as step:
            ranking = rank.shortlist(
                market.people, side, k, market.config, market.table, step, count_eligible=count_eligible
            )
        judged = judge_pairs(market.people, side, ranking.person, ranking.vacancy, market.settings, market.table)
        return MatchResult(
            frames.shortlist_frame(market.people, side, ranking, judged, market.config),
            "shortlist",
            ranking.certificate(n_not_open=n_closed),
            frames.counts_frame(side.rows.column("vacancy_id"), side.arrays.tie_rank, ranking.vacancy, ranking),
            employer_frame=lambda put_forward: employer_frame(market, side, put_forward),
            question_frame=lambda: self._questions(market.people, side, ranking, "shortlist"),
        )

    def explain(
        self,
        jobseeker_id: Id | JobseekerRecord,
        vacancy_id: Id | VacancyRecord,
        audience: Audience = "work_coach",
        *,
        places: Places | None = None,
    ) -> Explanation:
        """Say why a pair scores as it does, in sentences whose points add up to the score.

        Parameters
        ----------
        jobseeker_id, vacancy_id : id, dict or model
            An id of this matcher, or a single record that is in no table.
        audience : "work_coach", "jobseeker" or "employer"
            Decides the words and what may be said. An employer hears nothing of health, caring, travel or pay wanted.
        places : Places, optional
            Where the postcode or area of a single record lies.

        Returns
        -------
        Explanation

        Raises
        ------
        UnknownIdError
            If an id is in none of the tables; `VacancyClosedError` if the vacancy had closed.
        RecordError
            If a single record breaks a rule.
        """
        pair = self._market.pair(jobseeker_id, vacancy_id, places)
        return explain(self._detail(pair), audience=audience, context=self._context(pair))

    def detail(
        self,
        jobseeker_id: Id | JobseekerRecord,
        vacancy_id: Id | VacancyRecord,
        *,
        places: Places | None = None,
    ) -> PairDetail:
        """Everything that the scorer knows about a pair, in its own integers; for tests and tools.

        Parameters
        ----------
        jobseeker_id, vacancy_id : id, dict or model
            As for `explain`.
        places : Places, optional
            As for `explain`.

        Returns
        -------
        PairDetail
        """
        return self._detail(self._market.pair(jobseeker_id, vacancy_id, places))

    def part_values(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """What the scores of any pairs are made of, before a weight is applied; nothing is ranked.

        `jobmatch.tune` learns from it.

        Parameters
        ----------
        pairs : polars.DataFrame
            ``jobseeker_id`` and ``vacancy_id`` of this matcher, compared as text.

        Returns
        -------
        polars.DataFrame
            Each pair once; those of which an id is not in this matcher are left out. ``jobseeker_id``,
            ``vacancy_id``; ``listable``, whether `match` could list the pair; ``text``, ``skills``, ``travel``,
            ``care``, ``health`` and ``pay``, 0 to 1000; ``n_unknown`` and ``n_unknown_shortlist``, how many things are
            unknown in either direction; ``score`` and ``shortlist_score``, thousandths of a point, by the settings of
            this matcher.

        Raises
        ------
        ColumnMissingError
            If there is no column of ids.
        """
        require_columns(("jobseeker_id", "vacancy_id"), pairs.columns, "pairs")
        market = self._market
        rows = rows_of_ids(pairs, market.people, market.vacancies)
        judged = judge_pairs(market.people, market.vacancies, *rows, market.settings, market.table)
        return frames.values_frame(market.people, market.vacancies, *rows, judged, market.config)

    def why_not(
        self,
        jobseeker_id: Id | JobseekerRecord,
        vacancy_id: Id | VacancyRecord,
        audience: Literal["work_coach", "jobseeker"] = "work_coach",
        *,
        places: Places | None = None,
    ) -> WhyNot:
        """Say which rules keep a pair apart, and the smallest change that would clear each.

        Nothing is ever said of what somebody's health would have to allow: only of what an employer could provide.

        Parameters
        ----------
        jobseeker_id, vacancy_id, places
            As for `explain`.
        audience : "work_coach" or "jobseeker"
            Decides the words.

        Returns
        -------
        WhyNot

        Raises
        ------
        UsageError
            If the audience is an employer.
        UnknownIdError
            If an id is in none of the tables.
        RecordError
            If a single record breaks a rule.
        """
        pair, market = self._market.pair(jobseeker_id, vacancy_id, places), self._market
        detail = self._detail(pair)
        context = self._context(pair)
        explanation = explain(detail, audience=audience, context=context)
        return why_not(detail, explanation, pair, market)

    def barriers(
        self,
        jobseekers: JobseekerTable | JobseekerRecord | None = None,
        k: int = 10,
        *,
        near_misses: int = 5,
        places: Places | None = None,
    ) -> Barriers:
        """Count how many more good vacancies each single change would open to each person, exactly.

        A vacancy is good if it can be listed and scores at least as much as the last of the person's k best. Counted
        are those that exactly one rule keeps out now, the one that the change is about. The changes are longer
        journeys, one more licence, other hours, longer cover for those they care for, more hours of paid childcare,
        and public transport in the evening as by day. Not counted: what two rules keep out, what could be listed
        already but scores too little, and under travel what is out because the way by a nursery is too long, which is
        a matter of the care rule.

        Parameters
        ----------
        jobseekers, places
            As for `match`.
        k : int
            Length of the list that a vacancy would have to make.
        near_misses : int
            Most near misses for each person.

        Returns
        -------
        Barriers

        Raises
        ------
        UsageError
            If a number is out of range, or ``jobseekers`` is of another kind.
        RecordError
            If a single record breaks a rule.
        """
        market = self._market
        people = market.people_of(jobseekers, places)
        space = market.space_for(people)
        k, n_near = _checked_k(k), _checked_k(near_misses)
        return find_barriers(people, market.vacancies, space, market.table, market.config, k=k, n_near=n_near)

    def _questions(
        self, people: PeopleSide, vacancies: VacancySide, ranking: rank.Ranking, direction: Direction
    ) -> pl.DataFrame:
        # Judged again when asked for: most results are never asked, and the findings of all pairs are large.
        rows = ranking.person, ranking.vacancy
        judged = judge_pairs(people, vacancies, *rows, self._market.settings, self._market.table)
        return question_frame(people, vacancies, *rows, judged, self._market.settings, direction)

    def _detail(self, pair: Pair) -> PairDetail:
        rows, judged = self._judged(pair)
        return pair_details(judged, pair.people, pair.vacancies, *rows, pair.space, self._market.settings)[0]

    def _context(self, pair: Pair) -> PairContext:
        market = self._market
        context = pair_context(
            pair.people.frame,
            pair.person,
            pair.vacancies.frame,
            pair.vacancy,
            market.config,
            default_limit_min=pair.people.default_limit_min,
            matrix=market.table.matrix,
        )
        rows, judged = self._judged(pair)
        costs = travel_costs(pair.people, pair.vacancies, *rows, judged, market.config, market.table)
        # An estimate to read now, with its date in it: no result depends on the clock.
        day = market.config.as_of or dt.datetime.now(tz=dt.UTC).date()
        shift_min = int(
            pair.vacancies.patterns.pattern["day_minutes"][pair.vacancies.arrays.of_kind("pattern", pair.vacancy)]
        )
        return replace(
            context,
            shift_min=shift_min or None,
            travel_cost_pence=int(costs.week_pence[0]) if costs.week_pence[0] >= 0 else None,
            pay_percent=int(costs.pay_percent[0]) if costs.pay_percent[0] >= 0 else None,
            net_pence=int(costs.net_pence[0]) if costs.net_known[0] else None,
            parking_left_out=bool(costs.parking_left_out[0]),
            care_places_estimated=estimated_places(pair.people, pair.person, pair.vacancies, pair.vacancy, judged),
            childcare=pair_childcare(
                pair.people, pair.person, pair.vacancies, pair.vacancy, judged, market.table, market.rules, day
            ),
        )

    def _judged(self, pair: Pair) -> tuple[tuple[I64, I64], Judged]:
        rows = np.array([pair.person], np.int64), np.array([pair.vacancy], np.int64)
        market = self._market
        return rows, judge_pairs(pair.people, pair.vacancies, *rows, market.settings, market.table)

    def close(self) -> None:
        """End the processes that encode text; they start again when a new text comes."""
        self._market.encoding.close()

    def __enter__(self) -> Self:
        """Use as a context manager to close at the end."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Close."""
        self.close()

    def without_health(self, jobseeker_ids: Iterable[Id] | None = None) -> Self:
        """The same matcher with nothing recorded about health; everything else stays.

        To take health out of a saved index for good, use `LiveIndex.forget_health` or ``jobmatch forget-health``, which
        no other process can come between.

        Parameters
        ----------
        jobseeker_ids : iterable of ids, optional
            Whose records; None is everybody's, and an empty list nobody's.

        Returns
        -------
        Matcher

        Raises
        ------
        UsageError
            If the ids are text, not several ids.
        UnknownIdError
            If an id is not in this matcher: a wish to have something deleted must not come to nothing in silence.
        """
        without = type(self)(self._market.without_health(jobseeker_ids))
        without._states.update(self._states)
        return without

    def save(self, directory: str | Path) -> None:
        """Save to a directory: all at once or not at all, checksummed, without pickle and without free text.

        Parameters
        ----------
        directory
            New, empty, or an index saved before, which stays usable until the new one is complete.

        Raises
        ------
        StoreError
            If the directory holds something else or cannot be written, or if this matcher was loaded from there (or
            saved there) and the index has been changed or saved anew since: to save over it would drop that.
        """
        directory = store.as_directory(directory)
        contents = persist.to_contents(self._market)
        with self._saving:  # of two threads that save it in one place the second knows of the first
            known = [self._states[name] for name in _names_of(directory) if name in self._states]
            self._remember(directory, store.save(directory, contents, in_place_of=known[0] if known else None))

    def _remember(self, directory: Path, state: store.SavedState) -> None:
        self._states |= dict.fromkeys(_names_of(directory), state)

    @classmethod
    def load(
        cls,
        directory: str | Path,
        *,
        encoder: Encoder | None = None,
        verify: bool = True,
        threads: int | None = None,
        progress: bool = False,
        cache_dir: str | None = None,
        encoder_processes: int | None = None,
    ) -> Self:
        """Load a saved matcher with the changes since; arrays and vectors are mapped into memory.

        Parameters
        ----------
        directory
            Where `save` wrote it.
        encoder : Encoder, optional
            Needed for new texts if the index was built with an encoder of your own.
        verify : bool
            Whether every file's checksum is compared. FAISS trusts what it reads, so leave this on unless the
            directory cannot have changed.
        threads, progress, cache_dir, encoder_processes
            Settings of `MatchConfig` that suit a machine and change no result, so that none is saved with an index;
            None takes the default.

        Returns
        -------
        Matcher

        Raises
        ------
        StoreError
            If the directory holds no index, a damaged one, or one of a newer version.
        ConfigError
            If a setting is out of range.
        """
        given = {
            "threads": threads,
            "progress": progress,
            "cache_dir": cache_dir,
            "encoder_processes": encoder_processes,
        }
        machine = {name: value for name, value in given.items() if value is not None}
        directory = store.as_directory(directory)
        opened = persist.open_market(directory, machine, encoder, verify=verify)
        return cls(opened.market, opened=(directory, opened.state))


def _names_of(directory: Path) -> tuple[str, str]:
    """Where a directory is, and how it is called: a link to it may lead elsewhere later."""
    return os.path.realpath(directory), os.path.abspath(directory)  # noqa: PTH100 - Path has none that keeps links


def _check_tables(vacancies: object, jobseekers: object, config: object) -> None:
    """Say which argument is of the wrong kind; callers may be untyped, and tables are easily swapped."""
    for name, value, kind, way_out in (
        ("vacancies", vacancies, VacancyTable, "`jobmatch.read_vacancies(path_or_frame)`"),
        ("jobseekers", jobseekers, JobseekerTable, "`jobmatch.read_jobseekers(path_or_frame)`"),
        ("config", config if config is not None else MatchConfig(), MatchConfig, "`jobmatch.MatchConfig(**settings)`"),
    ):
        if not isinstance(value, kind):
            raise UsageError(
                f"build takes {name} of type {kind.__name__}, found {type(value).__name__}.\nHint: {way_out}."
            )


def _checked_k(k: object) -> int:
    if not isinstance(k, Integral) or isinstance(k, bool):
        raise UsageError(f"k must be a whole number of at least 1, found a value of type {type(k).__name__}.")
    if k < 1:
        raise UsageError(f"k must be a whole number of at least 1, found {int(k)}.")
    return int(k)
