"""Dated rules: every day on which one changes, what is not known, and an operator's own tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import jobmatch as jm
from jobmatch.errors import FormatError, UsageError
from jobmatch.rules import TABLES, LeadCarer, RulesOfDay, rules_on, shipped_rules, usual_travel_limit_min
from jobmatch.rules.describe import updated
from jobmatch.rules.tables import COLUMNS
from jobmatch.tables import read_jobseekers, read_vacancies
from tests.encoders import HashEncoder

REPOSITORY = Path(__file__).resolve().parents[2]
D = Decimal
ONE_DAY = dt.timedelta(days=1)
Value = Decimal | str | None

# Every value of every table, written out again: (table, case, first day, value). None is "not known from then on".
CHANGES: tuple[tuple[str, str, str, Value], ...] = (
    *(
        ("minimum_wage", rate, f"{year}-04-01", D(gbp))
        for rate, values in {
            "adult": "8.21 8.72 8.91 9.50 10.42 11.44 12.21 12.71",
            "age_18_to_20": "6.15 6.45 6.56 6.83 7.49 8.60 10.00 10.85",
            "under_18": "4.35 4.55 4.62 4.81 5.28 6.40 7.55 8.00",
            "apprentice": "3.90 4.15 4.30 4.81 5.28 6.40 7.55 8.00",
        }.items()
        for year, gbp in zip(range(2019, 2027), values.split(), strict=True)
    ),
    ("minimum_wage_adult_age", "least_age", "2016-04-01", D(25)),
    ("minimum_wage_adult_age", "least_age", "2021-04-01", D(23)),
    ("minimum_wage_adult_age", "least_age", "2024-04-01", D(21)),
    ("lead_carer_requirement", "youngest_under_1", "2017-04-03", "none"),
    ("lead_carer_requirement", "youngest_1", "2017-04-03", "interviews"),
    ("lead_carer_requirement", "youngest_2", "2017-04-03", "preparation"),
    ("lead_carer_requirement", "youngest_3_to_4", "2017-04-03", "work_search"),
    ("lead_carer_requirement", "youngest_5_to_12", "2017-04-03", "work_search"),
    ("lead_carer_requirement", "youngest_13_or_over", "2017-04-03", "work_search"),
    ("lead_carer_hours", "youngest_3_to_4", "2017-04-03", D(16)),
    ("lead_carer_hours", "youngest_3_to_4", "2023-10-25", D(30)),
    ("lead_carer_hours", "youngest_5_to_12", "2017-04-03", D(25)),
    ("lead_carer_hours", "youngest_5_to_12", "2023-10-25", D(30)),
    ("lead_carer_hours", "youngest_13_or_over", "2017-04-03", D(35)),
    ("funded_childcare", "england_working_9_months_to_school", "2025-09-01", D(1140)),
    ("funded_childcare", "england_all_3_to_4", "2025-09-01", D(570)),
    ("funded_childcare", "england_2_with_support", "2025-09-01", D(570)),
    *(("funded_childcare", nation, "2025-09-01", None) for nation in ("scotland", "wales", "northern_ireland")),
    ("funded_childcare_terms", "england_weeks_a_year", "2025-09-01", D(38)),
    ("funded_childcare_terms", "england_working_hours_at_minimum_wage", "2025-09-01", D(16)),
    ("funded_childcare_terms", "england_working_most_gbp_a_year", "2025-09-01", D(100_000)),
    ("funded_childcare_terms", "england_support_below_gbp_a_year", "2025-09-01", D(15_400)),
    ("childcare_costs", "share_percent", "2016-04-11", D(85)),
    ("childcare_costs", "cap_one_child_gbp_a_month", "2023-06-28", D("950.92")),
    ("childcare_costs", "cap_one_child_gbp_a_month", "2024-04-08", None),
    ("childcare_costs", "cap_one_child_gbp_a_month", "2025-04-07", D("1031.88")),
    ("childcare_costs", "cap_one_child_gbp_a_month", "2026-04-06", D("1071.09")),
    ("childcare_costs", "cap_one_child_gbp_a_month", "2027-04-05", None),
    ("childcare_costs", "cap_two_or_more_gbp_a_month", "2023-06-28", D("1630.15")),
    ("childcare_costs", "cap_two_or_more_gbp_a_month", "2024-04-08", None),
    ("childcare_costs", "cap_two_or_more_gbp_a_month", "2025-04-07", D("1768.94")),
    ("childcare_costs", "cap_two_or_more_gbp_a_month", "2026-04-06", D("1836.16")),
    ("childcare_costs", "cap_two_or_more_gbp_a_month", "2027-04-05", None),
    ("universal_credit_earnings", "taper_percent", "2021-11-24", D(55)),
    *(
        ("universal_credit_earnings", f"work_allowance_{housing}_gbp_a_month", day, None)
        for housing in ("with_housing", "without_housing")
        for day in ("2024-04-08", "2025-04-07", "2026-04-06")
    ),
    ("travel_limit", "each_way_min", "2013-04-29", D(90)),
    ("permitted_period", "most_weeks", "2013-04-29", D(13)),
    ("permitted_period", "most_weeks", "2022-02-08", D(4)),
)


def _value(table: str, case: str, day: dt.date) -> Value:
    row = rules_on(day).row(table, case)
    return None if row is None else row.value


@pytest.mark.parametrize(("table", "case", "first", "value"), CHANGES)
def test_a_value_holds_from_its_first_day_and_not_the_day_before(
    table: str, case: str, first: str, value: Value
) -> None:
    day = dt.date.fromisoformat(first)
    earlier = [v for t, c, f, v in CHANGES if (t, c) == (table, case) and f < first]
    assert _value(table, case, day) == value
    assert _value(table, case, day - ONE_DAY) == (earlier[-1] if earlier else None)


def test_no_value_is_missing_from_the_list_above() -> None:
    listed = {(table, case, first) for table, case, first, _ in CHANGES}
    rows = {
        (table, case, row.effective_from.isoformat())
        for table, cases in shipped_rules().rows.items()
        for case, some in cases.items()
        for row in some
    }
    assert rows <= listed
    assert {(table, case) for table, case, _ in rows} == {
        (table, case) for table, kind in TABLES.items() for case in kind.cases
    }


def test_what_is_uncertain_has_no_value_and_all_else_has_a_source() -> None:
    for cases in shipped_rules().rows.values():
        for some in cases.values():
            for row in some:
                assert (row.value is None) == (row.certainty == "?")
                assert row.source


# --- By name ------------------------------------------------------------------------------------

READ: dict[str, Callable[[RulesOfDay], Any]] = {
    "travel": RulesOfDay.travel_limit_min,
    "permitted": RulesOfDay.permitted_period_weeks,
    "share": RulesOfDay.childcare_cost_share,
    "one": lambda day: day.childcare_cost_cap_gbp_a_month(1),
    "three": lambda day: day.childcare_cost_cap_gbp_a_month(3),
    "taper": RulesOfDay.taper,
    "allowance": lambda day: day.work_allowance_gbp_a_month(with_housing=False),
    "funded": lambda day: day.funded_childcare_hours_a_year("england_working_9_months_to_school"),
    "wales": lambda day: day.funded_childcare_hours_a_year("wales"),
    "earn": RulesOfDay.funded_childcare_least_gbp_a_week,
}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2013, 4, 28), dict.fromkeys(READ)),
        (dt.date(2022, 2, 7), {"travel": 90, "permitted": 13, "share": D("0.85"), "taper": D("0.55"), "one": None}),
        (dt.date(2022, 2, 8), {"permitted": 4}),
        (dt.date(2024, 5, 1), {"one": None, "three": None, "funded": None}),
        (dt.date(2025, 10, 1), {"one": D("1031.88"), "three": D("1768.94"), "funded": 1140, "earn": D("195.36")}),
        (dt.date(2026, 11, 2), {"one": D("1071.09"), "earn": D("203.36"), "allowance": None, "wales": None}),
    ],
)
def test_rules_of_a_day(day: dt.date, expected: dict[str, Any]) -> None:
    assert {name: READ[name](rules_on(day)) for name in expected} == expected


@pytest.mark.parametrize(
    ("day", "age", "expected"),
    [
        ("2023-10-24", 0, LeadCarer("none", None)),
        ("2023-10-24", 1, LeadCarer("interviews", None)),
        ("2023-10-24", 2, LeadCarer("preparation", None)),
        ("2023-10-24", 3, LeadCarer("work_search", 16)),
        ("2023-10-24", 5, LeadCarer("work_search", 25)),
        ("2023-10-25", 4, LeadCarer("work_search", 30)),
        ("2023-10-25", 12, LeadCarer("work_search", 30)),
        ("2023-10-25", 13, LeadCarer("work_search", 35)),
        ("2017-04-02", 4, LeadCarer(None, None)),
    ],
)
def test_what_may_be_asked_of_a_lead_carer(day: str, age: int, expected: LeadCarer) -> None:
    assert rules_on(dt.date.fromisoformat(day)).lead_carer(age) == expected


@pytest.mark.parametrize(
    ("day", "age", "apprentice_rate", "expected"),
    [
        ("2026-04-01", 17, False, "8.00"),
        ("2026-04-01", 18, False, "10.85"),
        ("2026-04-01", 20, False, "10.85"),
        ("2026-04-01", 21, False, "12.71"),
        ("2026-03-31", 21, False, "12.21"),
        ("2026-04-01", 40, True, "8.00"),
        ("2024-03-31", 22, False, None),  # a band of its own, which the table lacks
        ("2024-03-31", 23, False, "10.42"),
        ("2021-03-31", 24, False, None),
        ("2021-03-31", 25, False, "8.72"),
        ("2019-03-31", 30, False, None),
    ],
)
def test_minimum_wage_by_age(day: str, age: int, apprentice_rate: bool, expected: str | None) -> None:
    found = rules_on(dt.date.fromisoformat(day)).minimum_wage_gbp_per_hour(age, apprentice_rate=apprentice_rate)
    assert found == (None if expected is None else D(expected))


@pytest.mark.parametrize(
    "ask",
    [
        lambda day: day.row("minimum_wage", "senior"),
        lambda day: day.number("pocket_money", "adult"),
        lambda day: day.funded_childcare_hours_a_year("cornwall"),
        lambda day: day.childcare_cost_cap_gbp_a_month(0),
        lambda day: day.lead_carer(-1),
    ],
)
def test_a_question_that_makes_no_sense_is_an_error(ask: Callable[[RulesOfDay], object]) -> None:
    with pytest.raises(UsageError):
        ask(rules_on(dt.date(2026, 1, 1)))


# --- An operator's own tables ------------------------------------------------------------------

_ALLOWANCE = "work_allowance_with_housing_gbp_a_month"


def _folder(path: Path, table: str, *rows: str) -> Path:
    (path / f"{table}.csv").write_text("\n".join([",".join(COLUMNS), *rows, ""]), encoding="utf-8")
    return path


def test_an_operator_fills_in_and_adds_rows(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        "universal_credit_earnings",
        f"{_ALLOWANCE},2026-04-06,2027-04-04,999.99,F,our own note",
        f"{_ALLOWANCE},2027-04-05,,1010,F,our own note",
    )
    for day, expected in (("2026-04-05", None), ("2026-04-06", D("999.99")), ("2027-04-05", D(1010))):
        of_day = rules_on(dt.date.fromisoformat(day), folder)
        assert of_day.work_allowance_gbp_a_month(with_housing=True) == expected
        assert of_day.work_allowance_gbp_a_month(with_housing=False) is None
        assert of_day.travel_limit_min() == 90  # as shipped
    assert rules_on(dt.date(2026, 5, 1)).work_allowance_gbp_a_month(with_housing=True) is None


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("senior,2026-04-06,,1,F,x", "case 'senior'"),
        ("adult,6 April 2026,,1,F,x", "YYYY-MM-DD"),
        ("adult,2026-04-06,2026-04-05,1,F,x", "before effective_from"),
        ("adult,2026-04-06,,one,F,x", "a number"),
        ("adult,2026-04-06,,-1,F,x", "not negative"),
        ("adult,2026-04-06,,NaN,F,x", "not negative"),
        ("adult,2026-04-06,,,F,x", "no value though certainty is F"),
        ("adult,2026-04-06,,1,sure,x", "certainty 'sure'"),
        ("adult,2026-04-06,,1,F,", "no source"),
        ("adult,2026-04-06,,1,F", "another number of cells"),
        ("adult,2026-04-06,,1,F,x,y", "another number of cells"),
        ("adult,2025-12-01,2026-04-06,1,F,x", "two rows of adult"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(FormatError) as caught:
        jm.Rules.from_folder(_folder(tmp_path, "minimum_wage", row))
    assert says in str(caught.value)
    assert "minimum_wage.csv" in str(caught.value)


def test_a_table_of_another_name_or_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such folder"):
        jm.Rules.from_folder(tmp_path / "absent")
    with pytest.raises(FormatError, match="another name"):
        jm.Rules.from_folder(_folder(tmp_path, "minimum_wages"))
    (tmp_path / "minimum_wages.csv").unlink()
    (tmp_path / "minimum_wage.csv").write_text("rate,gbp\nadult,1\n", encoding="utf-8")
    with pytest.raises(FormatError, match="columns"):
        jm.Rules.from_folder(tmp_path)


# --- In use ---------------------------------------------------------------------------------------


def test_vacancies_are_held_to_the_operators_minimum_wage(tmp_path: Path) -> None:
    job = {"vacancy_id": 1, "title": "Cook", "pay_min_gbp": 12.71, "pay_period": "hour", "posted_date": "2026-09-30"}
    later = {**job, "vacancy_id": 2, "posted_date": "2026-10-01"}
    own = jm.Rules.from_folder(_folder(tmp_path, "minimum_wage", "adult,2026-10-01,,15,F,a rise of our own"))
    assert len(read_vacancies([job, later])) == 2
    assert read_vacancies([job, later], rules=own).frame["vacancy_id"].to_list() == [1]


def test_pay_is_not_judged_on_a_day_whose_minimum_is_not_known(tmp_path: Path) -> None:
    job = {"vacancy_id": 1, "title": "Cook", "pay_min_gbp": 1.0, "pay_period": "hour", "posted_date": "2026-10-01"}
    assert len(read_vacancies([job])) == 0
    own = jm.Rules.from_folder(_folder(tmp_path, "minimum_wage", "adult,2026-10-01,,,?,not announced"))
    assert len(read_vacancies([job], rules=own)) == 1


def test_a_limit_above_the_usual_one_is_noted_unless_it_is_their_own_choice() -> None:
    people = [
        {"jobseeker_id": 1, "limit_out": 91, "limit_source": "coach_agreed"},
        {"jobseeker_id": 2, "limit_out": 90, "limit_source": "regulation"},
        {"jobseeker_id": 3, "limit_out": 120, "limit_source": "own_choice"},
        {"jobseeker_id": 4, "limit_ret": 120},
    ]
    table = read_jobseekers(people)
    assert len(table) == 4
    notes = [(column, n) for column, n, note in table.notes.iter_rows() if "limit_source" in note]
    assert notes == [("limit_out", 1)]


def test_a_limit_is_noted_by_the_operators_rules_of_the_day(tmp_path: Path) -> None:
    own = _own_limits(tmp_path)
    people = [{"jobseeker_id": 1, "limit_out": 61, "limit_source": "coach_agreed"}]
    assert len(read_jobseekers(people, as_of=dt.date(2026, 6, 30), rules=own).notes) == 1
    for table in (read_jobseekers(people, rules=own), read_jobseekers(people, as_of=dt.date(2026, 6, 30))):
        assert len(table.notes) == 0


@pytest.mark.parametrize("minutes", ["181", "60.5", "-1"])
def test_a_usual_limit_is_whole_minutes_up_to_180(tmp_path: Path, minutes: str) -> None:
    with pytest.raises(FormatError, match=r"travel_limit\.csv, line 2"):
        jm.Rules.from_folder(_folder(tmp_path, "travel_limit", f"each_way_min,2026-01-01,,{minutes},F,made up"))


def _own_limits(tmp_path: Path) -> jm.Rules:
    rows = ("each_way_min,2026-01-01,2026-06-30,60,F,made up", "each_way_min,2026-07-01,2026-12-31,180,F,made up")
    return jm.Rules.from_folder(_folder(tmp_path, "travel_limit", *rows))


def test_the_usual_limit_is_that_of_the_day_and_without_a_day_it_is_90(tmp_path: Path) -> None:
    own = _own_limits(tmp_path)
    days = (dt.date(2026, 6, 30), dt.date(2026, 7, 1), dt.date(2027, 1, 1), dt.date(2000, 1, 1), None)
    assert [usual_travel_limit_min(day, own) for day in days] == [60, 180, 90, 90, 90]
    assert [usual_travel_limit_min(day, None) for day in days] == [90] * 5


@pytest.mark.parametrize(
    ("day", "limit"), [("2026-06-30", "60 minutes"), ("2026-07-01", "180 minutes"), (None, "90 minutes")]
)
def test_everybody_has_the_limit_of_the_index(tmp_path: Path, day: str | None, limit: str) -> None:
    person = {"latitude": 51.6, "longitude": -3.0, "modes": ["walk"]}
    job = {"vacancy_id": 1, "title": "Cook", "latitude": 51.6, "longitude": -3.0, "remote": "no"}
    far = {**job, "vacancy_id": 2, "longitude": -2.92}  # too far on foot for an hour, not for an hour and a half
    config = jm.MatchConfig(as_of=dt.date.fromisoformat(day) if day else None, cache_dir="", threads=1)
    tables = read_vacancies([job, far]), read_jobseekers([{"jobseeker_id": 1, **person}])
    matcher = jm.Matcher.build(*tables, config, encoder=HashEncoder(), rules=_own_limits(tmp_path))
    matcher.save(tmp_path / "index")
    for one in (matcher, jm.Matcher.load(tmp_path / "index", encoder=HashEncoder())):
        for who in (1, person):
            assert f"the limit of {limit} each way" in str(one.explain(who, 1))
        same = one.match(read_jobseekers([{"jobseeker_id": 1, **person}])).frame
        assert same.equals(one.match().frame)
        assert one.detail(person, 2).verdict == one.detail(1, 2).verdict
        assert [b.constraint for b in one.why_not(person, 2).blockers] == [
            b.constraint for b in one.why_not(1, 2).blockers
        ]
        assert (one.barriers().changes.height > 0) == (limit == "60 minutes")


def test_nothing_about_a_limit_depends_on_the_clock() -> None:
    for module in ("rules/__init__.py", "pack/people.py", "sides.py", "market.py", "tables/notes.py"):
        assert "now(" not in (REPOSITORY / "src" / "jobmatch" / module).read_text(encoding="utf-8")


def test_the_page_on_rules_is_in_step_with_the_tables() -> None:
    page = (REPOSITORY / "docs" / "rules-tables.md").read_text(encoding="utf-8")
    assert updated(page) == page, "run: python -m jobmatch.rules.describe docs/rules-tables.md"
