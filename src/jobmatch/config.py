"""Settings of a matcher: frozen and checked. Those on which results depend are saved with every index."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from jobmatch.errors import ConfigError

Weight = Annotated[int, Field(ge=0, le=100)]

MACHINE_SETTINGS: Final = frozenset({"cache_dir", "encoder_processes", "progress", "threads"})
"""Settings that suit a machine and change no result: they are not saved with an index."""


class Frozen(BaseModel):
    """Settings that do not change, and whose errors name the setting and never a value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __init__(self, **values: object) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            problems = "; ".join(
                f"{'.'.join(map(str, e['loc'])) or type(self).__name__}: {e['msg']}" for e in error.errors()
            )
            raise ConfigError(f"Settings cannot be used: {problems}.") from None


class Weights(Frozen):
    """Points out of 100 for each part of the score. Assumed values until there are outcomes to learn from."""

    text: Weight = 30
    skills: Weight = 30
    travel: Weight = 16
    care: Weight = 8
    health: Weight = 8
    pay: Weight = 8

    @model_validator(mode="after")
    def _sum_to_100(self) -> Self:
        total = sum(self.as_tuple())
        if total != 100:
            raise ValueError(f"weights must sum to 100, found {total}")
        return self

    def as_tuple(self) -> tuple[int, ...]:
        """Weights in the order of `jobmatch.codes.Part`."""
        return (self.text, self.skills, self.travel, self.care, self.health, self.pay)


class ShortlistWeights(Frozen):
    """Points out of 100 in the order that an employer may see: text and skills only."""

    text: Weight = 50
    skills: Weight = 50

    @model_validator(mode="after")
    def _sum_to_100(self) -> Self:
        if self.text + self.skills != 100:
            raise ValueError(f"shortlist weights must sum to 100, found {self.text + self.skills}")
        return self


class TextWeights(Frozen):
    """Shares out of 100 of what the part for texts is made of; `docs/rules.md` says how each is found.

    Parameters
    ----------
    meaning
        Likeness of the vectors that the encoder gives.
    words
        Rare words in common.
    occupations
        Likeliest occupations in common.
    """

    meaning: Weight = 45
    words: Weight = 45
    occupations: Weight = 10

    @model_validator(mode="after")
    def _sum_to_100(self) -> Self:
        total = sum(self.as_tuple())
        if total != 100:
            raise ValueError(f"text weights must sum to 100, found {total}")
        return self

    def as_tuple(self) -> tuple[int, int, int]:
        """Weights in the order of `jobmatch.codes.TextPart`."""
        return (self.meaning, self.words, self.occupations)


class MatchConfig(Frozen):
    """How matching is done.

    Parameters
    ----------
    weights, shortlist_weights
        Points out of 100 for each part; see `Weights` and `ShortlistWeights`.
    text_weights
        What the part for texts is made of, see `TextWeights`; ``TextWeights(meaning=100, words=0, occupations=0)``
        compares by the encoder alone.
    unknown_penalty_points
        Thousandths of a point taken off for each thing that is unknown.
    unknown_policy
        ``"show"`` ranks pairs whose verdict is UNKNOWN among the others; ``"hide"`` leaves them out.
    search_unstated_remote
        Whether a vacancy that is too far, and does not say if work from home is possible, is searched
        all the same. Off, it is out of reach (`explain` still says what is unknown about it).
    search
        ``"exact"`` finds the true k best of everybody. ``"approximate"`` stops `Matcher.match` for a person after
        ``judge_about`` vacancies, best prospects first, and `MatchResult.counts` says how many of each list are certain
        all the same. For people who could work anywhere in the country; shortlists and barriers stay exact.
    judge_about
        About how many vacancies an approximate search judges for each person.
    employer_transport_km
        How far from the workplace transport laid on by the employer is believed to reach, km.
    count_care_detour
        Whether the way between home and a place of care counts towards the limits of a journey by way of it. Off, the
        limits hold for the direct journey between home and work only.
    pt_single_gbp, pt_day_cap_gbp, pt_week_cap_gbp
        Fares of public transport: a single, and the most that a day or a week costs. Without a single fare the cost of
        a journey by public transport is unknown.
    car_pence_per_mile
        What another mile costs by car. 25 is an assumed marginal cost, not the allowance for business miles.
    parking_gbp_per_day
        What parking costs a day where the employer has none. Without it, and where an advert does not say if there is
        parking, the cost of a journey by car is that of driving only.
    as_of
        The day of matching. Vacancies whose closing date lies before it are not candidates, limits that change with
        time are those of this day where a vacancy states no start date, and who states no limit of a journey has the
        usual one of this day by the dated rules. None keeps all vacancies, takes the limits that hold first and 90
        minutes each way: no result depends on the clock.
    encoder
        ``"static"`` for the fast model that comes with the package; ``"minilm"`` for the transformer that is installed
        with it; ``"fused"`` for both, their similarities averaged, at the transformer's speed; or any
        sentence-transformers name or path.
    encoder_max_tokens
        Text beyond this many tokens is not read by a transformer. The static model reads every text whole.
    encoder_processes
        Worker processes that encode with a transformer; None takes one for each core. The static model needs none.
    cache_dir
        Where encodings are kept between runs; None takes the user's cache folder, "" keeps none.
    threads
        Threads that search and score, and processes that read CVs; None takes one for each core. Results never depend
        on it. A thread takes some eight bytes of memory for a vacancy in reach; how many people are ranked at once is
        a setting of a nightly run.
    progress
        Whether long work draws a progress bar on standard error.
    """

    weights: Weights = Weights()
    shortlist_weights: ShortlistWeights = ShortlistWeights()
    text_weights: TextWeights = TextWeights()
    unknown_penalty_points: Annotated[int, Field(ge=0, le=100_000)] = 4000
    unknown_policy: Literal["show", "hide"] = "show"
    search_unstated_remote: bool = False
    search: Literal["exact", "approximate"] = "exact"
    judge_about: Annotated[int, Field(ge=1, le=10_000_000)] = 1000
    employer_transport_km: Annotated[float, Field(ge=0, le=150)] = 50.0
    count_care_detour: bool = True
    pt_single_gbp: Annotated[float, Field(ge=0, le=1000)] | None = None
    pt_day_cap_gbp: Annotated[float, Field(ge=0, le=1000)] | None = None
    pt_week_cap_gbp: Annotated[float, Field(ge=0, le=1000)] | None = None
    car_pence_per_mile: Annotated[float, Field(ge=0, le=1000)] = 25.0
    parking_gbp_per_day: Annotated[float, Field(ge=0, le=1000)] | None = None
    as_of: dt.date | None = None
    encoder: str = "static"
    encoder_max_tokens: Annotated[int, Field(ge=16, le=8192)] = 256
    encoder_processes: Annotated[int, Field(ge=1)] | None = None
    cache_dir: str | None = None
    threads: Annotated[int, Field(ge=1)] | None = None
    progress: bool = False
