"""The childcare of a pair: what is estimated from the record, by whose day, and what is said of it to whom."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import jobmatch as jm
from jobmatch.codes import Reason, Verdict
from tests.encoders import HashEncoder

AS_OF = dt.date(2026, 5, 1)
NEWPORT: dict[str, Any] = {"latitude": 51.5842, "longitude": -2.9977}
WORK = {"latitude": NEWPORT["latitude"] + 8 / 111.2, "longitude": NEWPORT["longitude"]}
PERSON: dict[str, Any] = {
    "jobseeker_id": "p",
    **NEWPORT,
    "modes": ["car"],
    "away_windows": "Mon-Fri 06:00-20:00",
    "childcare_funded": "england_working_9_months_to_school",
    "childcare_rate_gbp_per_hour": 6.5,
}
JOB: dict[str, Any] = {
    "vacancy_id": "v", "title": "Cook", "remote": "no", "shifts": "Mon-Fri 09:30-15:30", "term_only": True, **WORK,
}  # fmt: skip


def _matcher(person: dict[str, Any], job: dict[str, Any], **settings: Any) -> jm.Matcher:
    people = jm.read_jobseekers([{**PERSON, **person}])
    jobs = jm.read_vacancies([{**JOB, **job}], read_text="none", as_of=AS_OF)
    assert (len(people), len(jobs)) == (1, 1)
    config = jm.MatchConfig(cache_dir="", threads=1, **{"as_of": AS_OF, **settings})
    return jm.Matcher.build(jobs, people, config, encoder=HashEncoder())


def _said(
    person: dict[str, Any] | None = None,
    job: dict[str, Any] | None = None,
    audience: Any = "jobseeker",
    **settings: Any,
) -> str:
    explanation = _matcher(person or {}, job or {}, **settings).explain("p", "v", audience=audience)
    return next((line.sentence for line in explanation.constraints if line.name == "care"), "")


def _minutes() -> tuple[int, int]:
    return _matcher({}, {}).detail("p", "v").findings[0].numbers[:2]


def test_hours_and_money_of_one_child() -> None:
    """Five times the shift, both journeys and ten minutes of handing over; 30 hours of 38 weeks are funded."""
    out, ret = _minutes()
    needed = 5 * (360 + out + ret + 10)
    paid = needed - 1800
    cost = round(paid * 38 * 650 / 60 / 12)
    back = round(cost * 0.85)
    quarters = -(-needed // 15), -(-paid // 15)
    said = _said()
    assert f"Childcare, estimated by the rules of 1 May 2026: {quarters[0] / 4:g} hours a week, " in said
    assert f"{(quarters[0] - quarters[1]) / 4:g} hours of them funded and {quarters[1] / 4:g} hours paid for." in said
    assert f"That costs about £{cost / 100:.2f} a month, of which Universal Credit may pay back up to " in said
    assert f"£{back / 100:.2f} and leave £{(cost - back) / 100:.2f}." in said
    assert _said(audience="work_coach").endswith(said[said.index("Childcare") :])


def test_children_share_a_cap_and_multiply_the_cost() -> None:
    one, two = (_matcher({"childcare_children": n}, {"term_only": False}) for n in (1, 2))
    found = [matcher._context(matcher._market.pair("p", "v", None)).childcare for matcher in (one, two)]
    assert found[0] is not None
    assert found[1] is not None
    costs = [each.estimate.cost_pence_a_month for each in (found[0], found[1])]
    assert costs[0] is not None
    assert costs[1] is not None
    assert costs[1] == pytest.approx(2 * costs[0], abs=1)
    assert "for each of 2 children" in str(two.explain("p", "v"))
    assert found[1].estimate.uc_pence_a_month == min(183_616, round(costs[1] * 0.85))


def test_what_is_not_known_is_not_said() -> None:
    assert "how many of them are funded is not known." in _said({"childcare_funded": None})
    assert "how many of them are funded is not known." in _said({"childcare_funded": "wales"})
    assert "costs" not in _said({"childcare_rate_gbp_per_hour": None})
    assert "Universal Credit" not in _said(as_of=dt.date(2027, 6, 1))  # nobody knows the cap of that year yet
    none = dict.fromkeys(("childcare_funded", "childcare_rate_gbp_per_hour"))
    assert "Childcare" not in _said(none)
    for job in ({"shifts": None}, {"shifts": "3 of Mon-Sun 08:00-16:00"}, {"latitude": None, "longitude": None}):
        assert "Childcare" not in _said(job=job)


def test_a_past_day_keeps_its_rules() -> None:
    assert "rules of 1 June 2025" in _said(as_of=dt.date(2025, 6, 1))
    assert "how many of them are funded is not known" in _said(as_of=dt.date(2025, 6, 1))  # 30 hours since September


def test_free_cover_takes_hours_away() -> None:
    assert "By what is on record, no childcare is needed for these shifts." in _said(
        {"childcare_free_cover": "Mon-Fri 06:00-20:00"}
    )


def test_a_rota_is_estimated_by_the_week_that_needs_most() -> None:
    rota = _said(job={"shifts": "Mon-Fri 09:30-15:30 | Mon-Fri 09:00-15:45", "rota_policy": "choose"})
    alone = _said(job={"shifts": "Mon-Fri 09:00-15:45"})
    assert rota[rota.index("Childcare") :] == alone[alone.index("Childcare") :]


def test_the_journey_is_from_where_the_children_are() -> None:
    """From a nursery beside the work it is shorter than from home; nobody knows where the other one is."""
    at = {"away_windows": "Mon-Fri 06:00-20:00 @nursery"}
    beside = {"name": "nursery", "latitude": WORK["latitude"], "longitude": WORK["longitude"]}
    matcher = _matcher({**at, "care_places": [beside]}, {})
    found = matcher._context(matcher._market.pair("p", "v", None)).childcare
    direct = matcher.detail("p", "v").findings[0].numbers
    assert found is not None
    assert found.estimate.needed_min < 5 * (360 + direct[0] + direct[1] + 10)
    assert "Childcare" not in _said({**at, "care_places": [{"name": "nursery"}]})


def test_work_from_home_needs_no_journey() -> None:
    assert "31 hours a week" in _said(job={"remote": "full"})  # 5 x (360 + 10) minutes are 30.83 hours


def test_more_paid_hours_than_can_be_had() -> None:
    """The sum that the estimate says decides: 34.25 hours with the journeys, 30 of them funded."""
    over, within = ({"childcare_paid_hours_max": hours} for hours in (2, 50))
    matcher = _matcher(over, {"term_only": True})
    assert matcher.detail("p", "v").findings[4].reason is Reason.CARE_PAID_TOO_MANY
    said = str(matcher.explain("p", "v"))
    assert "a week of childcare would have to be paid for" in said
    assert "Only 2 hours can be had" in said
    why = matcher.why_not("p", "v")
    (change,) = why.blockers[-1].changes
    assert change.kind == "paid_childcare"
    assert "more of paid childcare" in str(why)
    enough = {"childcare_paid_hours_max": 2.0 + change.amount}
    assert _matcher(enough, {"term_only": True}).detail("p", "v").verdict > Verdict.FAIL
    assert "would have to be paid for" not in _said(within)


def test_an_employer_hears_nothing_of_it() -> None:
    with_childcare = str(_matcher({}, {}).explain("p", "v", audience="employer"))
    gone = {name: None for name in PERSON if name.startswith("childcare")}
    assert with_childcare == str(_matcher(gone, {}).explain("p", "v", audience="employer"))
    assert "hild" not in with_childcare


def test_an_index_keeps_the_operators_rules(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "funded_childcare.csv").write_text(
        "case,effective_from,effective_to,value,certainty,source\nwales,2026-01-01,,1440,F,our own\n"
    )
    people = jm.read_jobseekers([{**PERSON, "childcare_funded": "wales", "childcare_funded_weeks": 48}])
    config = jm.MatchConfig(cache_dir="", threads=1, as_of=AS_OF)
    jobs = jm.read_vacancies([JOB], read_text="none", as_of=AS_OF)
    rules = jm.Rules.from_folder(folder)
    matcher = jm.Matcher.build(jobs, people, config, encoder=HashEncoder(), rules=rules)
    said = str(matcher.explain("p", "v"))
    assert "30 hours of them funded" in said
    matcher.save(tmp_path / "index")
    assert str(jm.Matcher.load(tmp_path / "index", encoder=HashEncoder()).explain("p", "v")) == said
