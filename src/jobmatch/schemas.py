"""Every column of the two input tables: name, kind, unit, range, and who may see it.

This is the one list from which tables are validated, documented (`docs/data.md`) and stripped for a view.
A missing value always means "not stated"; what follows from that is in the description.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from jobmatch import codes

Kind = Literal[
    "id",
    "text",
    "number",
    "whole",
    "bool",
    "choice",
    "date",
    "names",
    "levels",
    "dimensions",
    "week",
    "places",
    "sites",
]
Audience = Literal["everyone", "not_employer"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``low`` and ``high`` bound numbers (closed); ``step`` is the finest step; ``choices`` closes a vocabulary.
    ``audience`` is "not_employer" where the value, or anything made from it, must not reach an employer.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()
    audience: Audience = "everyone"


# Great Britain, Northern Ireland and the islands, with a margin.
LATITUDE_RANGE: Final = (49.0, 61.5)
LONGITUDE_RANGE: Final = (-9.5, 2.5)


def _place(audience: Audience) -> tuple[Column, ...]:
    return (
        Column("postcode", "text", "full postcode or outcode, looked up in `places`", audience=audience),
        Column("latitude", "number", "WGS84", "degrees", low=LATITUDE_RANGE[0], high=LATITUDE_RANGE[1], audience=audience),
        Column("longitude", "number", "WGS84", "degrees", low=LONGITUDE_RANGE[0], high=LONGITUDE_RANGE[1], audience=audience),
        Column("area", "text", "name of a town or area, looked up in `places`", audience=audience),
        Column("place_radius_km", "number", "how far off the point may be; missing means exact, or as `places` says",
               "km", low=0, high=150, audience=audience),
    )  # fmt: skip


_TRI = "yes, no, or missing for not stated"

VACANCY: Final = (
    Column("vacancy_id", "id", "your stable id, text or whole number", required=True),
    Column("title", "text", "job title", required=True),
    Column("description", "text", "the advert's text, plain or HTML"),
    Column("employer", "text", "who is hiring"),
    *_place("everyone"),
    Column("more_sites", "sites", "other places where the same work can be done: 'NP20 4AB; depot=CF10 1AA; 51.58,-2.99'; the one with the best journey counts, and a vacancy without a place of its own lies at these only"),
    Column("remote", "choice", "whether the work is done from home", choices=codes.REMOTE_NAMES),
    Column("days_on_site", "number", "days a week on site; 0 is the same as fully remote", "days", low=0, high=7, step=0.5),
    Column("needs_vehicle", "bool", f"needs the person's own vehicle: {_TRI}"),
    Column("mobile", "bool", "the work is at changing places, as of carers and engineers; missing is read as no"),
    Column("step_free", "bool", f"the workplace is step-free: {_TRI}"),
    Column("parking", "bool", f"parking on site: {_TRI}"),
    Column("employer_transport", "bool", f"the employer lays on transport: {_TRI}"),
    Column("pay_min_gbp", "number", "lowest pay stated, in `pay_period`", "GBP", low=0, high=10_000_000),
    Column("pay_max_gbp", "number", "highest pay stated, in `pay_period`", "GBP", low=0, high=10_000_000),
    Column("pay_period", "choice", "what pay is for; annual pay is for full time unless hours are stated", choices=codes.PAY_PERIOD_NAMES),
    Column("hours_per_week_min", "number", "fewest hours", "hours a week", low=0, high=168, step=0.25),
    Column("hours_per_week_max", "number", "most hours", "hours a week", low=0, high=168, step=0.25),
    Column("peak_hours_per_week", "number", "hours in the busiest weeks, where hours differ over the year; missing is not stated", "hours a week", low=0, high=168, step=0.25),
    Column("shift_kind", "choice", "how times are stated; missing takes it from `shifts`", choices=codes.SHIFT_KIND_NAMES),
    Column("shifts", "week", "working times: 'Mon-Fri 09:00-17:00', '3 of Mon-Sun 08:00-20:00', '6h within Mon-Fri 07:00-19:00', rota templates split by '|'"),
    Column("rota_policy", "choice", "must all shifts of the rota be worked", choices=codes.ROTA_POLICY_NAMES),
    Column("term_only", "bool", "school terms only; missing is read as all year"),
    Column("start_date", "date", "first day of work; where not stated, a limit that changes with time is taken as on the day of matching"),
    Column("phased_start", "bool", f"hours can start low and rise over some weeks: {_TRI}"),
    Column("contract", "choice", "kind of contract", choices=codes.CONTRACT_NAMES),
    Column("openings", "whole", "people wanted; missing is not stated", "people", low=1, high=100_000),
    Column("required_skills", "names", "skills asked for"),
    Column("required_skill_levels", "levels", "least level for each of `required_skills`, 0 to 1; 0 is any"),
    Column("desirable_skills", "names", "skills that help"),
    Column("desirable_skill_levels", "levels", "least level for each of `desirable_skills`, 0 to 1; 0 is any"),
    Column("licences", "names", "licences and checks needed; an empty list says that none is, missing is not stated"),
    Column("licences_obtainable", "names", "those of `licences` that can be had after the offer or in training"),
    Column("demands", "dimensions", "functional demand by dimension, 0 to 7; a dimension left out is not stated"),
    Column("demands_adjusted", "dimensions", "demand by dimension after the adjustments that the employer offers"),
    Column("posted_date", "date", "when the advert was published"),
    Column("closing_date", "date", "last day to apply"),
    Column("read_fields", "names", "columns above (or demands.DIMENSION) that were read from the advert's text, not given"),
    Column("inferred_fields", "names", "columns above (or demands.DIMENSION) that were guessed, not stated: they never decide a verdict"),
)  # fmt: skip

JOBSEEKER: Final = (
    Column("jobseeker_id", "id", "your stable id, text or whole number", required=True),
    Column("cv_text", "text", "the CV's text; missing or empty is unknown"),
    *_place("not_employer"),
    Column("modes", "names", "ways to travel; missing is read as walk and pt (public transport)", choices=codes.MODE_NAMES, audience="not_employer"),
    Column("car_days", "names", "days on which the car is there; missing is read as every day", choices=codes.DAY_CODES, audience="not_employer"),
    Column("limit_out", "whole", "longest journey there; missing is the usual limit (90) on the day of matching", "minutes", low=0, high=codes.LONGEST_LIMIT_MIN, audience="not_employer"),
    Column("limit_ret", "whole", "longest journey back; missing is the usual limit (90) on the day of matching", "minutes", low=0, high=codes.LONGEST_LIMIT_MIN, audience="not_employer"),
    Column("limit_source", "choice", "who set the limits; changes the wording only", choices=codes.LIMIT_SOURCE_NAMES, audience="not_employer"),
    Column("prefer_min", "whole", "journey that is still comfortable; missing is 45", "minutes", low=0, high=180, audience="not_employer"),
    Column("cost_limit_gbp_per_week", "number", "most that the journeys should cost; what is over it is pointed out", "GBP a week", low=0, high=1000, audience="not_employer"),
    Column("cost_limit_hard", "bool", "the person said that they cannot spend more than `cost_limit_gbp_per_week`: then what surely costs more is refused; missing is no", audience="not_employer"),
    Column("max_walk", "whole", "longest walk; missing is no limit", "minutes", low=0, high=180, audience="not_employer"),
    Column("needs_step_free", "bool", "needs step-free access; missing is read as no", audience="not_employer"),
    Column("hours_per_week_min", "number", "fewest hours wanted", "hours a week", low=0, high=168, step=0.25),
    Column("hours_per_week_max", "number", "most hours wanted", "hours a week", low=0, high=168, step=0.25),
    Column("care_flag", "bool", "has limits from caring; missing is yes where windows are given, else no", audience="not_employer"),
    Column("away_windows", "week", "when the person can be away: 'Mon-Fri 09:15-15:00', or 'Mon-Fri 08:45-15:15 @nursery' to set off from and be back at one of `care_places`; 'none' is never", audience="not_employer"),
    Column("away_windows_holiday", "week", "the same in school holidays; missing is the same as in term", audience="not_employer"),
    Column("care_places", "places", "up to 3 places that windows name: 'nursery=NP20 4AB; gran=51.58,-2.99, 25min'; the minutes are those from home to leaving the place, missing is estimated", audience="not_employer"),
    Column("childcare_children", "whole", "children in childcare while the person is at work, all for the same hours; missing is one where something else of childcare is stated", "children", low=1, high=10, audience="not_employer"),
    Column("childcare_free_cover", "week", "when school, a partner or family look after them, so that no childcare is needed; missing is never", audience="not_employer"),
    Column("childcare_funded", "choice", "which funded hours each child has, by the dated rules; missing is not known", choices=codes.FUNDED_CHILDCARE_NAMES, audience="not_employer"),
    Column("childcare_funded_weeks", "whole", "weeks a year over which the provider spreads the funded hours; missing is 38", "weeks", low=1, high=52, audience="not_employer"),
    Column("childcare_rate_gbp_per_hour", "number", "what an hour of childcare costs for one child; missing is not known", "GBP an hour", low=0, high=100, audience="not_employer"),
    Column("childcare_paid_hours_max", "number", "most hours a week of childcare that can be paid for, for each child: what surely needs more is refused; missing is no limit known", "hours a week", low=0, high=168, step=0.25, audience="not_employer"),
    Column("capacity", "dimensions", "functional capacity by dimension, 0 to 7; a dimension left out has no limit recorded", audience="not_employer"),
    Column("capacity_soft", "names", "dimensions of `capacity` that are preferences, not limits", choices=codes.DIMENSIONS, audience="not_employer"),
    Column("capacity_good_day", "dimensions", "levels on good days, where `capacity` holds those of bad days; they count where the job states flexible hours or work from home", audience="not_employer"),
    Column("capacity_later", "dimensions", "takes the place of `capacity` for jobs that start on or after `capacity_later_from`", audience="not_employer"),
    Column("capacity_later_from", "date", "first day of `capacity_later`", audience="not_employer"),
    Column("phased_hours_max", "number", "most hours a week in a phased return to work", "hours a week", low=0, high=168, step=0.25, audience="not_employer"),
    Column("phased_until", "date", "day from which `phased_hours_max` no longer holds", audience="not_employer"),
    Column("access_to_work", "names", "dimensions for which the person agreed that Access to Work be considered; an empty list, or missing, is none", choices=codes.DIMENSIONS, audience="not_employer"),
    Column("access_to_work_travel", "bool", "health keeps the person from public transport, and they agreed that Access to Work be considered for the journey; missing is no", audience="not_employer"),
    Column("capacity_review_date", "date", "when the limits are to be looked at again; a date that has passed warns the work coach and changes nothing else", audience="not_employer"),
    Column("skills", "names", "skills held; an empty list says none, missing is unknown"),
    Column("skill_levels", "levels", "level for each of `skills`, 0 to 1; missing is full"),
    Column("licences", "names", "licences and checks held; an empty list says none, missing is unknown"),
    Column("pay_wanted_gbp_per_hour", "number", "least pay wanted; missing is no wish stated", "GBP an hour", low=0, high=1000, audience="not_employer"),
    Column("read_fields", "names", "columns above that were read from the CV, not given"),
)  # fmt: skip

# What `JobseekerTable.without_health` takes away. `max_walk` stays: luggage or a pushchair may be the reason for it.
HEALTH_COLUMNS: Final = (
    "needs_step_free",
    "capacity",
    "capacity_soft",
    "capacity_good_day",
    "capacity_later",
    "capacity_later_from",
    "phased_hours_max",
    "phased_until",
    "access_to_work",
    "access_to_work_travel",
    "capacity_review_date",
)

VACANCY_COLUMNS: Final = {c.name: c for c in VACANCY}
JOBSEEKER_COLUMNS: Final = {c.name: c for c in JOBSEEKER}
