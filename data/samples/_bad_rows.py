"""Vacancy rows that show one kind of mistake each, for the documentation and ``jobmatch check``."""

from __future__ import annotations

from typing import Any

_GOOD: dict[str, Any] = {
    "title": "Cleaner",
    "description": "We need a cleaner for a small office. You will vacuum, dust and empty bins.",
    "postcode": "LE1 1ZQ",
    "pay_min_gbp": 12.9,
    "pay_max_gbp": None,
    "pay_period": "hour",
    "hours_per_week_min": 10,
    "hours_per_week_max": 15,
    "shift_kind": None,
    "shifts": "Mon-Fri 17:00-19:00",
    "required_skills": ["cleaning", "lone working"],
    "required_skill_levels": [0, 0.5],
    "licences": ["dbs_basic"],
    "licences_obtainable": ["dbs_basic"],
    "demands": {"standing": 5, "bend_kneel": 4},
    "demands_adjusted": None,
    "posted_date": "2026-11-02",
    "closing_date": "2026-11-27",
    "remote": "no",
    "days_on_site": None,
    "openings": 1,
    "latitude": None,
    "longitude": None,
}
# (what is wrong, the cells that differ from a good row)
_MISTAKES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("nothing", {}),
    ("the id is missing", {"vacancy_id": None}),
    ("the id was used before", {"vacancy_id": "B001"}),
    ("the title is missing", {"title": None}),
    ("pay is not a number", {"pay_min_gbp": "competitive"}),
    ("the most pay is below the least", {"pay_min_gbp": 14.5, "pay_max_gbp": 13.0}),
    ("the pay period is none of the choices", {"pay_period": "fortnight"}),
    ("pay without a period", {"pay_period": None}),
    ("pay below the legal minimum", {"pay_min_gbp": 11.0}),
    ("more hours than a week has", {"hours_per_week_max": 375}),
    ("the fewest hours are above the most", {"hours_per_week_min": 30, "hours_per_week_max": 20}),
    ("the shifts are not in the week notation", {"shifts": "mornings, by arrangement"}),
    ("a time of day that does not exist", {"shifts": "Mon-Fri 17:00-25:00"}),
    ("the kind of shifts contradicts the shifts", {"shift_kind": "rota"}),
    ("a functional dimension that is not on the list", {"demands": {"standing": 5, "cheerfulness": 7}}),
    ("a level above 7", {"demands": {"standing": 9}}),
    ("an adjustment that makes the job harder", {"demands_adjusted": {"standing": 6}}),
    ("fewer skill levels than skills", {"required_skill_levels": [0.5]}),
    ("an obtainable licence that is not among those needed", {"licences_obtainable": ["sia_guard"]}),
    ("the date is not written year first", {"closing_date": "27/11/2026"}),
    ("it closes before it was posted", {"closing_date": "2026-10-01"}),
    ("latitude without longitude", {"postcode": None, "latitude": 52.64}),
    ("the point is not in the United Kingdom", {"postcode": None, "latitude": 40.42, "longitude": -3.7}),
    ("no day on site, though it is not remote", {"days_on_site": 0}),
    ("no openings at all", {"openings": 0}),
)

BAD_ROWS: tuple[dict[str, Any], ...] = tuple(
    {"what_is_wrong": what, "vacancy_id": f"B{number:03d}", **_GOOD, **cells}
    for number, (what, cells) in enumerate(_MISTAKES, start=1)
)
