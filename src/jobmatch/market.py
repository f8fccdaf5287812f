"""The market that a matcher serves: both sides, and how a table, an id or a single record becomes rows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from numbers import Integral
from typing import NamedTuple, Self

import numpy as np
import polars as pl

from jobmatch.config import MatchConfig
from jobmatch.encode import (
    Encoded,
    EncodingSession,
    WordWeights,
    jobseeker_texts_of,
    load_words,
    vacancy_texts,
)
from jobmatch.errors import UnknownIdError, UsageError, VacancyClosedError, require_several
from jobmatch.kernels.layout import I64, N_PERSON_WORDS, N_VACANCY_WORDS, Settings
from jobmatch.pack import SkillSpace
from jobmatch.pack.columns import without_inferred
from jobmatch.pack.one import OneRow, lookup_of
from jobmatch.rank import Progress, Ranking, match, match_segments
from jobmatch.records import Jobseeker, Vacancy, as_row, plain_row
from jobmatch.results import Id
from jobmatch.rules import Rules, funded_childcare_hours, usual_travel_limit_min
from jobmatch.score import make_settings
from jobmatch.segments import NOTHING_GONE, Part, Segment, settled
from jobmatch.sides import (
    PeopleSide,
    VacancySide,
    one_person_side,
    people_side,
    people_without_health,
    vacancy_side,
    with_credits,
)
from jobmatch.tables import JobseekerTable, Places, VacancyTable
from jobmatch.taxonomy import Taxonomy
from jobmatch.travel import TravelMatrix, TravelTable, embedded_table

JobseekerRecord = Jobseeker | Mapping[str, object]
VacancyRecord = Vacancy | Mapping[str, object]
# For more, one side of all vacancies is laid out: that takes longer than a few lists, and less time than many.
_FEW_PEOPLE = 2_000


class Pair(NamedTuple):
    """One row of each side, and the skills by which they are compared."""

    people: PeopleSide
    person: int
    vacancies: VacancySide
    vacancy: int
    space: SkillSpace


@dataclass(frozen=True, repr=False, eq=False)
class Market:
    """Both sides and all by which they are compared.

    Parameters
    ----------
    config, encoding
        How matching is done, and what encodes new text.
    base, people
        The two sides, without what changed since they were built. No vacancy has a value that was only guessed
        (``inferred_fields``), so no guess decides anything; the limit of a journey that holds for our people where they
        state none holds for all who are matched with us.
    space, word_weights, table
        Skills, how rare each word of a text is, and travel minutes.
    closed : polars.Series
        Ids of the vacancies that had closed by ``config.as_of``.
    rules
        Dated rules, for what is said of childcare.
    gone
        Rows of ``base`` that are not searched: closed or replaced since.
    added
        Vacancies that came since, the latest last; of an id in several parts the last counts.
    withdrawn
        Ids of vacancies that were closed by a call, whatever their dates.
    """

    config: MatchConfig
    encoding: EncodingSession
    base: VacancySide
    people: PeopleSide
    space: SkillSpace
    word_weights: WordWeights
    table: TravelTable
    closed: pl.Series
    rules: Rules
    gone: I64 = field(default_factory=lambda: NOTHING_GONE)
    added: tuple[Segment, ...] = ()
    withdrawn: frozenset[Id] = frozenset()

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Market({self.n_vacancies} vacancies, {len(self.people)} jobseekers)"

    @classmethod
    def of(
        cls,
        vacancies: VacancyTable,
        jobseekers: JobseekerTable,
        config: MatchConfig,
        encoding: EncodingSession,
        *,
        rules: Rules,
        travel: TravelMatrix | None = None,
        taxonomy: Taxonomy | None = None,
        skill_credits: pl.DataFrame | None = None,
    ) -> Self:
        """Encode, pack and lay out two validated tables."""
        table = replace(embedded_table(), matrix=travel)
        default_limit_min = usual_travel_limit_min(config.as_of, rules)
        stated = without_inferred(vacancies.frame)
        space = SkillSpace.of(stated, jobseekers.frame, taxonomy, skill_credits)
        open_ones, closed = split_closed(stated, config)
        encoded = encoding(vacancy_texts(open_ones))
        weights = WordWeights.of(load_words(), encoded.counts)
        return cls(
            config=config,
            encoding=encoding,
            base=lay_out_vacancies(open_ones, encoded.weighed(weights, N_VACANCY_WORDS), space, table, config),
            people=people_side(
                jobseekers.frame,
                encoding.of_cvs(jobseekers.frame).weighed(weights, N_PERSON_WORDS),
                space,
                table,
                default_limit_min=default_limit_min,
                funded_hours=funded_childcare_hours(config.as_of, rules),
            ),
            space=space,
            word_weights=weights,
            table=table,
            closed=closed,
            rules=rules,
        )

    # --- vacancies ----------------------------------------------------------------------------------------------

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The vacancies in parts, the latest last."""
        return (Segment(self.base, self.gone), *self.added)

    @property
    def is_changed(self) -> bool:
        """Whether vacancies came or went since ``base`` was built."""
        return bool(self.added) or len(self.gone) > 0

    @property
    def n_vacancies(self) -> int:
        """Vacancies that can be matched."""
        return sum(part.n_open for part in self.segments)

    @property
    def n_not_open(self) -> int:
        """Vacancies that cannot, since they are closed; each counts once, whatever the reasons."""
        return len(self.closed) + (len(self.withdrawn - self.closed_ids) if self.withdrawn else 0)

    @cached_property
    def vacancies(self) -> VacancySide:
        """All that can be matched as one side. With changes it is laid out anew, which takes time in a large market."""
        if not self.is_changed:
            return self.base
        parts = [Part(part.side, part.rows) for part in self.segments]
        return settled(parts, search_unstated_remote=self.config.search_unstated_remote)

    @cached_property
    def closed_ids(self) -> frozenset[Id]:
        """Ids of the vacancies that had closed by their dates."""
        return frozenset(self.closed.to_list())

    def position_of(self, vacancy_id: Id) -> tuple[int, int] | None:
        """Part and row of the latest that is known of a vacancy, be it open or not."""
        for number in range(len(self.added), -1, -1):
            side = self.added[number - 1].side if number else self.base
            row = side.row_of_id.get(vacancy_id)
            if row is not None:
                return number, row
        return None

    def is_open(self, number: int, row: int) -> bool:
        """Whether a row of a part can be matched."""
        gone = self.segments[number].gone
        at = int(np.searchsorted(gone, row))
        return at == len(gone) or int(gone[at]) != row

    def best_vacancies(
        self, people: PeopleSide, k: int, progress: Progress | None, *, count_eligible: bool
    ) -> tuple[VacancySide, Ranking]:
        """Rank the k best vacancies of each person, and the side whose rows the ranking names."""
        if self.is_changed and len(people) <= _FEW_PEOPLE and self.config.search == "exact":
            return match_segments(
                people, self.segments, k, self.config, self.table, progress, count_eligible=count_eligible
            )
        side = self.vacancies
        return side, match(people, side, k, self.config, self.table, progress, count_eligible=count_eligible)

    @property
    def settings(self) -> Settings:
        """Settings as the integers that kernels take."""
        return make_settings(self.config, self.base.index.dimensions)

    @property
    def person_rows(self) -> dict[Id, int]:
        """Row of each jobseeker by id."""
        return self.people.row_of_id

    def space_for(self, people: PeopleSide) -> SkillSpace:
        """Skills by which people were laid out: those of this market, and what else they hold."""
        if people is self.people:
            return self.space
        return self.space.extended_for(self.base.rows.none(), people.frame)

    def without_health(self, jobseeker_ids: Iterable[Id] | None = None) -> Self:
        """The same market with nothing recorded about the health of some people, or of all.

        Raises
        ------
        UsageError
            If the ids are text, not several ids.
        UnknownIdError
            If an id is not among its people.
        """
        if jobseeker_ids is not None:
            require_several(jobseeker_ids, "id")
            jobseeker_ids = set(jobseeker_ids)
            unknown = len(jobseeker_ids - self.person_rows.keys())
            if unknown:
                raise UnknownIdError(kind="jobseeker", n_unknown=unknown, n_known=len(self.person_rows))
        return replace(self, people=people_without_health(self.people, jobseeker_ids, self.space, self.table))

    # --- tables -------------------------------------------------------------------------------------------------

    def people_of(self, jobseekers: JobseekerTable | JobseekerRecord | None, places: Places | None) -> PeopleSide:
        """Lay out a table or a record by this market's skills and travel times; None takes its own people."""
        if isinstance(jobseekers, Jobseeker | Mapping):
            side = self._one_person(jobseekers, places)
            if side is not None:
                return side
            jobseekers = as_row(jobseekers, "jobseeker", places=places)
        else:
            _no_places(places)
        if jobseekers is None:
            return self.people
        if not isinstance(jobseekers, JobseekerTable):
            raise UsageError(
                f"match takes a JobseekerTable or one record, found {type(jobseekers).__name__}.\n"
                "Hint: `jobmatch.read_jobseekers(path_or_frame)`."
            )
        space = self.space.extended_for(self.base.rows.none(), jobseekers.frame)
        return self._lay_out_people(jobseekers.frame, space)

    def _one_person(self, record: JobseekerRecord, places: Places | None) -> PeopleSide | None:
        """Lay out one record that is plainly in form, in a hundredth of the steps; None where it is for the readers."""
        if not isinstance(places, Places | None):
            return None
        values = plain_row(record, places)
        row = None if values is None else OneRow(values)
        skills = None if row is None else lookup_of(self.space).held_by(row)
        if values is None or row is None or skills is None:
            return None
        encoded = self.encoding(jobseeker_texts_of([values["cv_text"]])).weighed(self.word_weights, N_PERSON_WORDS)
        return one_person_side(row, encoded, skills, self.table, self.people)

    def facing(
        self, vacancies: VacancyTable | VacancyRecord | None, places: Places | None
    ) -> tuple[Self, VacancySide, int]:
        """Lay out a table or a record likewise; also this market as it faces them, and how many of them had closed."""
        if isinstance(vacancies, Vacancy | Mapping):
            vacancies = as_row(vacancies, "vacancy", places=places, as_of=self.config.as_of)
        else:
            _no_places(places)
        if vacancies is None:
            return self, self.vacancies, self.n_not_open
        if not isinstance(vacancies, VacancyTable):
            raise UsageError(
                f"shortlist takes a VacancyTable or one record, found {type(vacancies).__name__}.\n"
                "Hint: `jobmatch.read_vacancies(path_or_frame)`."
            )
        frame, closed = split_closed(without_inferred(vacancies.frame), self.config)
        space = self.space.extended_for(frame, self.people.rows.none())
        side = self._lay_out_vacancies(frame, space)
        people = self._people_under(space)
        return self if people is self.people else replace(self, people=people), side, len(closed)

    def _people_under(self, space: SkillSpace) -> PeopleSide:
        """Our people; what they hold earns more where skills are asked for that none of our vacancies asks for."""
        return with_credits(self.people, space) if space.asks_more_than(self.space) else self.people

    # --- one pair -----------------------------------------------------------------------------------------------

    def pair(self, jobseeker: Id | JobseekerRecord, vacancy: Id | VacancyRecord, places: Places | None) -> Pair:
        """Find or lay out the two rows of a pair."""
        new_person = new_vacancy = None
        if isinstance(jobseeker, Jobseeker | Mapping):
            new_person = as_row(jobseeker, "jobseeker", places=places).frame
        if isinstance(vacancy, Vacancy | Mapping):
            # A record is judged whether or not it has closed: whoever passes it whole wants to know about it.
            row_of_table = as_row(vacancy, "vacancy", places=places, as_of=self.config.as_of)
            new_vacancy = without_inferred(row_of_table.frame)
        if new_person is None and new_vacancy is None:
            _no_places(places)
        space = self.space.extended_for(
            self.base.rows.none() if new_vacancy is None else new_vacancy,
            self.people.rows.none() if new_person is None else new_person,
        )
        people, person = self._people_under(space), 0
        if new_person is None:
            person = self._person_row(jobseeker)
        else:
            people = self._lay_out_people(new_person, space)
        if new_vacancy is not None:
            return Pair(people, person, self._lay_out_vacancies(new_vacancy, space), 0, space)
        number, row = self._position(vacancy)
        return Pair(people, person, self.segments[number].side, row, space)

    def _lay_out_people(self, frame: pl.DataFrame, space: SkillSpace) -> PeopleSide:
        encoded = self.encoding.of_cvs(frame).weighed(self.word_weights, N_PERSON_WORDS)
        return people_side(
            frame,
            encoded,
            space,
            self.table,
            default_limit_min=self.people.default_limit_min,
            funded_hours=self.people.funded_hours,
        )

    def _lay_out_vacancies(self, frame: pl.DataFrame, space: SkillSpace) -> VacancySide:
        encoded = self.encoding(vacancy_texts(frame)).weighed(self.word_weights, N_VACANCY_WORDS)
        return lay_out_vacancies(frame, encoded, space, self.table, self.config)

    def _person_row(self, one_id: object) -> int:
        one_id = as_id(one_id)
        if one_id is None or one_id not in self.person_rows:
            raise UnknownIdError(kind="jobseeker", n_unknown=1, n_known=len(self.person_rows))
        return self.person_rows[one_id]

    def _position(self, one_id: object) -> tuple[int, int]:
        """Part and row of a vacancy that can be matched."""
        one_id = as_id(one_id)
        position = None if one_id is None else self.position_of(one_id)
        if position is not None and self.is_open(*position):
            return position
        if one_id is not None and (one_id in self.withdrawn or one_id in self.closed_ids):
            as_of = None if one_id in self.withdrawn else self.config.as_of
            raise VacancyClosedError(as_of=as_of, n_known=self.n_vacancies)
        raise UnknownIdError(kind="vacancy", n_unknown=1, n_known=self.n_vacancies)


def as_id(value: object) -> Id | None:
    """An id that may be one; None for what is none."""
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value)  # NumPy's numbers, too
    return value if isinstance(value, str) else None


def _no_places(places: Places | None) -> None:
    if places is not None:
        raise UsageError(
            "places locates a single record that is in no table; rows of a table were located when it was read.\n"
            "Hint: `jobmatch.read_jobseekers(source, places=places)`, likewise `read_vacancies`."
        )


def split_closed(frame: pl.DataFrame, config: MatchConfig) -> tuple[pl.DataFrame, pl.Series]:
    """Vacancies that state no closing date before the day of the settings, and the ids of the others."""
    if config.as_of is None:
        return frame, frame["vacancy_id"].clear()
    is_open = frame["closing_date"].is_null() | (frame["closing_date"] >= config.as_of)
    return frame.filter(is_open), frame["vacancy_id"].filter(~is_open)


def lay_out_vacancies(
    frame: pl.DataFrame, encoded: Encoded, space: SkillSpace, table: TravelTable, config: MatchConfig
) -> VacancySide:
    """As `vacancy_side`, by the settings."""
    return vacancy_side(frame, encoded, space, table, search_unstated_remote=config.search_unstated_remote)
