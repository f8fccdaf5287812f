"""Explanations: what each reader is told, in which order, and that it adds up."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jobmatch.codes import Constraint, Part, Reason, Verdict
from jobmatch.config import MatchConfig, ShortlistWeights
from jobmatch.errors import UsageError
from jobmatch.explain import Audience, Explanation, PairContext, Place, explain, pair_context
from jobmatch.pack.columns import without_inferred
from jobmatch.phrases import AUDIENCES, EMPLOYER_CONSTRAINTS
from jobmatch.results import Finding, SkillEvidence
from tests.canonical import jobseeker_frame, vacancy_frame
from tests.details import CONTEXT, EXAMPLE, EXAMPLE_CONTEXT, VERDICTS, make_detail, reasons_of
from tests.reference import rules

FAIL, UNKNOWN, CONDITIONAL, OK = Verdict
DOCUMENT = Path(__file__).parents[2] / "docs" / "explanations.md"
CAR, PT_WALK = 0b00100, 0b01001


def _explained(
    audience: Audience = "work_coach",
    context: PairContext = CONTEXT,
    findings: dict[Constraint, Finding] | None = None,
    **fields: object,
) -> Explanation:
    return explain(make_detail(findings, **fields), audience=audience, context=context)  # type: ignore[arg-type]


def _sentence(finding: Finding, constraint: Constraint, audience: Audience = "work_coach", **fields: object) -> str:
    context = fields.pop("context", CONTEXT)
    explanation = _explained(audience, context, {constraint: finding}, **fields)  # type: ignore[arg-type]
    return next(line.sentence for line in explanation.constraints if line.name == constraint.name.lower())


@pytest.mark.parametrize(
    ("audience", "of_person", "of_advert"),
    [
        ("work_coach", "The skills on their record were read from their CV.", "were read from the advert's text."),
        ("jobseeker", "The skills on your record were read from your CV.", "were read from the advert's text."),
        ("employer", "The skills on their record were read from their CV.", "were read from your advert's text."),
    ],
)
def test_skills_that_were_read_are_named_as_read(audience: Audience, of_person: str, of_advert: str) -> None:
    def said(**read: tuple[str, ...]) -> str:
        context = replace(EXAMPLE_CONTEXT, **read)  # type: ignore[arg-type]
        parts = explain(EXAMPLE, audience=audience, context=context).parts
        return next(line.sentence for line in parts if line.name == "skills")

    assert said(person_read_fields=("skills",)).endswith(of_person)
    assert said(read_fields=("desirable_skills",)).endswith(of_advert)
    assert "read from" not in said(read_fields=("contract",))


# --- The points ---------------------------------------------------------------------------------


def test_lines_add_up_to_the_score() -> None:
    explanation = explain(EXAMPLE, audience="work_coach", context=EXAMPLE_CONTEXT)
    # 30 x 530 + 30 x 685 + 16 x 850 + 8 x 500 + 8 x 1000 + 8 x 936 - 4000
    assert [line.points for line in explanation.parts] == [15_900, 20_550, 13_600, 4_000, 8_000, 7_488, -4_000]
    assert explanation.score == 65_538
    assert [line.name for line in explanation.parts] == ["text", "skills", "travel", "care", "health", "pay", "unknown"]


def test_shown_points_add_up_by_largest_remainder() -> None:
    """65,538 is shown as 66. The whole parts sum to 63, so the three largest remainders (900, 600, 550) are raised."""
    explanation = explain(EXAMPLE, audience="work_coach", context=EXAMPLE_CONTEXT)
    assert explanation.display_score == 66
    assert explanation.display_points() == {
        "text": 16, "skills": 21, "travel": 14, "care": 4, "health": 8, "pay": 7, "unknown": -4,
    }  # fmt: skip


def test_shown_points_agree_with_the_oracle() -> None:
    values = (713, 333, 871, 500, 1000, 499)
    detail = make_detail({Constraint.CARE: Finding(UNKNOWN, Reason.CARE_TIMES_NOT_STATED)}, values)
    explanation = explain(detail, audience="work_coach", context=CONTEXT)
    judged = rules.Judged(
        verdict=UNKNOWN,  # type: ignore[arg-type]
        verdicts={},
        parts={},
        unknown_parts=frozenset(),
        n_unknown=1,
        points=dict(zip(rules.PARTS, detail.points, strict=True)),
        unknown_points=detail.unknown_points,
        score=detail.score,
        shortlist_points=(0, 0, 0),
        shortlist_score=0,
        in_reach=True,
        travel_out_min=None,
        travel_ret_min=None,
        mode_set=None,
    )
    assert explanation.score == 57_308
    assert (explanation.display_score, explanation.display_points()) == rules.whole_points(judged)


def test_employer_sees_the_score_of_the_shortlist() -> None:
    explanation = explain(EXAMPLE, audience="employer", context=EXAMPLE_CONTEXT)
    # 50 x 530 + 50 x 685; the unknown times are not for an employer to know of
    assert [(line.name, line.points) for line in explanation.parts] == [
        ("text", 26_500), ("skills", 34_250), ("unknown", 0),
    ]  # fmt: skip
    assert explanation.score == 60_750
    assert explanation.verdict is CONDITIONAL
    assert [line.name for line in explanation.constraints] == ["licence", "hours"]


@pytest.mark.parametrize(
    ("constraint", "finding", "part"),
    [
        (Constraint.TRAVEL, Finding(UNKNOWN, Reason.TRAVEL_NO_TIME), "travel"),
        (Constraint.TRAVEL, Finding(CONDITIONAL, Reason.TRAVEL_EMPLOYER_TRANSPORT, (254, 30, CAR)), "travel"),
        (Constraint.HEALTH, Finding(UNKNOWN, Reason.HEALTH_NOT_STATED), "health"),
        (Constraint.CARE, Finding(UNKNOWN, Reason.CARE_HOURS_VARY), "care"),
    ],
)
def test_neutral_value_is_not_shown_as_known(constraint: Constraint, finding: Finding, part: str) -> None:
    explanation = _explained(findings={constraint: finding}, values=(530, 1000, 500, 500, 500, 1000))
    line = next(line for line in explanation.parts if line.name == part)
    assert (line.value, line.unknown) == (None, True)
    assert "half of the points" in line.sentence
    assert line.points == 500 * line.weight


def test_estimate_is_a_value_even_where_the_verdict_is_open() -> None:
    finding = Finding(UNKNOWN, Reason.TRAVEL_BORDERLINE, (55, 60, CAR))
    line = _explained(findings={Constraint.TRAVEL: finding}).parts[Part.TRAVEL]
    assert (line.value, line.unknown) == (850, False)


@pytest.mark.parametrize("part", [Part.TEXT, Part.SKILLS, Part.PAY])
def test_unknown_parts(part: Part) -> None:
    explanation = _explained(values=(0, 500, 850, 1000, 1000, 500), unknown_parts=frozenset({part}))
    assert explanation.parts[part].value is None
    assert explanation.parts[-1].points == -4000
    assert explanation.parts[-1].sentence == f"What is not known: {explanation.parts[part].label}."


def test_nothing_unknown() -> None:
    line = _explained().parts[-1]
    assert (line.name, line.points, line.unknown) == ("unknown", 0, False)
    assert line.sentence == "Nothing is missing, so nothing is taken off."


# --- Verdicts and blockers -----------------------------------------------------------------------


def test_blockers_are_named() -> None:
    explanation = _explained(
        findings={
            Constraint.TRAVEL: Finding(FAIL, Reason.TRAVEL_NEEDS_VEHICLE),
            Constraint.CARE: Finding(FAIL, Reason.CARE_CLASH, (2, 0, 0)),
        }
    )
    assert explanation.blockers == ("travel", "care")
    assert "does not fit what is recorded. See: Travel; Caring and times." in explanation.text()


@pytest.mark.parametrize("constraint", [c for c in Constraint if c not in EMPLOYER_CONSTRAINTS])
def test_employer_hears_of_no_blocker_but_licence_and_hours(constraint: Constraint) -> None:
    untouched = _explained("employer")
    for reason in reasons_of(constraint):
        for verdict in VERDICTS[reason]:
            found = _explained("employer", findings={constraint: Finding(verdict, reason, (35, 7, 3))})
            assert found == untouched
            assert found.text() == untouched.text()


# --- Sentences ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (
            Finding(OK, Reason.TRAVEL_FITS, (35, 40, PT_WALK)),
            "The journey takes about 35 minutes there and 40 minutes back by bus, train or on foot (estimated). "
            "That is within the limit of 60 minutes each way agreed with the work coach.",
        ),
        (
            Finding(UNKNOWN, Reason.TRAVEL_MOBILE, (20, 20, PT_WALK)),
            "The work is at changing places, so the way to the first and from the last is not known. The journey "
            "takes about 20 minutes each way by bus, train or on foot (estimated). That is to the place that the "
            "advert names.",
        ),
        (
            Finding(FAIL, Reason.TRAVEL_NO_SERVICE, (50, 255, 0b01000)),
            "The journey there takes about 50 minutes by bus or train (estimated). No way back is known at that time "
            "or over that distance. This was checked for the times of the shifts (Monday to Friday, 09:00 to 17:00).",
        ),
        (
            Finding(FAIL, Reason.TRAVEL_NOT_STEP_FREE),
            "The workplace is not step-free. Their record says that step-free access is needed. It could fit if the "
            "employer can provide it.",
        ),
    ],
)
def test_travel_sentences(finding: Finding, expected: str) -> None:
    assert _sentence(finding, Constraint.TRAVEL) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("mon", "tue", "sat"), " There is a car on Monday, Tuesday and Saturday only."),
        ((), " There is a car on no day."),
        (None, " agreed with your work coach."),
    ],
)
def test_days_with_a_car_are_named(days: tuple[str, ...] | None, expected: str) -> None:
    detail = make_detail({Constraint.TRAVEL: Finding(OK, Reason.TRAVEL_FITS, (20, 20, PT_WALK))})
    explanation = explain(detail, audience="jobseeker", context=replace(CONTEXT, car_days=days))
    assert explanation.constraints[0].sentence.endswith(expected)


def test_travel_in_proportion_and_what_it_costs() -> None:
    finding = Finding(OK, Reason.TRAVEL_FITS, (60, 60, PT_WALK))
    context = replace(CONTEXT, shift_min=240, travel_cost_pence=1500, pay_percent=6, net_pence=1020)
    explanation = explain(make_detail({Constraint.TRAVEL: finding}), audience="jobseeker", context=context)
    sentence = next(line.sentence for line in explanation.constraints if line.name == "travel")
    assert sentence.endswith(
        " That is 120 minutes of travel for a shift of 240 minutes. The journeys cost about "
        "\N{POUND SIGN}15.00 a week, or 6% of the pay, which leaves \N{POUND SIGN}10.20 an hour, "
        "with the time on the way counted."
    )
    for more in ({"shift_min": 300}, {"travel_cost_pence": 0}, {"net_pence": None}, {"pay_percent": None}):
        shorter = explain(
            make_detail({Constraint.TRAVEL: finding}), audience="jobseeker", context=replace(context, **more)
        )
        assert len(shorter.constraints[0].sentence) < len(sentence)


def test_a_cost_over_the_limit_and_without_parking_is_said() -> None:
    finding = Finding(OK, Reason.TRAVEL_FITS, (60, 60, CAR))
    context = replace(CONTEXT, travel_cost_pence=4500, parking_left_out=True, cost_limit_pence=4000)
    said = _sentence(finding, Constraint.TRAVEL, context=context)
    assert said.endswith(
        " The journeys cost about \N{POUND SIGN}45.00 a week without parking. "
        "That is over the \N{POUND SIGN}40.00 a week that is on their record."
    )
    within = replace(context, cost_limit_pence=4500)
    assert "over the" not in _sentence(finding, Constraint.TRAVEL, context=within)


@pytest.mark.parametrize(
    ("source", "out", "ret", "audience", "expected"),
    [
        (None, 60, 45, "work_coach", "the limit of 60 minutes there and 45 minutes back."),
        ("regulation", 90, 90, "jobseeker", "the usual limit of 90 minutes each way."),
        ("coach_agreed", 60, 60, "jobseeker", "the limit of 60 minutes each way agreed with your work coach."),
        ("own_choice", 60, 60, "jobseeker", "the limit of 60 minutes each way that you chose."),
        ("own_choice", 60, 60, "work_coach", "the limit of 60 minutes each way that they chose."),
    ],
)
def test_limits_say_who_set_them(source: str | None, out: int, ret: int, audience: Audience, expected: str) -> None:
    context = replace(CONTEXT, limit_source=source, limit_out_min=out, limit_ret_min=ret)
    finding = Finding(FAIL, Reason.TRAVEL_TOO_FAR, (80, 95, CAR))
    assert _sentence(finding, Constraint.TRAVEL, audience, context=context).endswith(
        f"At least one way is over {expected}"
    )


def test_care_clash_names_times_and_day() -> None:
    assert _sentence(Finding(FAIL, Reason.CARE_CLASH, (2, 0, 0)), Constraint.CARE, "jobseeker") == (
        "The shifts (Monday to Friday, 09:00 to 17:00) and the journeys go outside the times when you can be away "
        "(Monday to Friday, 09:15 to 15:00). The first day is Wednesday."
    )
    assert _sentence(Finding(FAIL, Reason.CARE_CLASH, (7, 0, 0)), Constraint.CARE).endswith("15:00).")


@pytest.mark.parametrize(
    ("spare", "expected"), [(0, "no time"), (1, "1 minute"), (95, "95 minutes"), (190, "3 hours or more")]
)
def test_spare_time(spare: int, expected: str) -> None:
    sentence = _sentence(Finding(OK, Reason.CARE_FITS, (spare, 0, 0)), Constraint.CARE)
    assert sentence.endswith(f"with {expected} to spare.")


def test_a_very_long_week_is_not_read_out() -> None:
    shifts = " | ".join(["Mon-Fri 06:00-14:00"] * 8)
    finding = Finding(FAIL, Reason.CARE_NO_JOURNEY)
    sentence = _sentence(finding, Constraint.CARE, context=replace(CONTEXT, shifts=shifts))
    assert sentence == "No journey is known at the times of the shifts."


def test_too_few_days() -> None:
    finding = Finding(FAIL, Reason.CARE_TOO_FEW_DAYS, (1, 4, 0))
    assert _sentence(finding, Constraint.CARE) == "The times fit on 1 day. The job asks for 4 days a week."


@pytest.mark.parametrize(
    ("reason", "numbers", "expected"),
    [
        ("HOURS_FIT", (64, 90, 0), "The job is 16 to 22.5 hours a week. That is within the hours you want."),
        ("HOURS_TOO_FEW", (64, 80, 0), "The job is at most 16 hours a week. You asked for at least 20 hours."),
        ("HOURS_TOO_MANY", (150, 80, 0), "The job is at least 37.5 hours a week. You asked for at most 20 hours."),
    ],
)
def test_hours_sentences(reason: str, numbers: tuple[int, int, int], expected: str) -> None:
    finding = Finding(VERDICTS[Reason[reason]][0], Reason[reason], numbers)
    assert _sentence(finding, Constraint.HOURS, "jobseeker") == expected


def test_licence_sentences_name_licences() -> None:
    finding = Finding(UNKNOWN, Reason.LICENCE_UNRECOGNISED)
    sentence = _sentence(finding, Constraint.LICENCE, "employer", licences_needed=("driving_b", "zeppelin  pilot"))
    assert sentence == "You ask for: zeppelin pilot. This is not on our list, so it has not been checked."
    finding = Finding(FAIL, Reason.LICENCE_MISSING)
    sentence = _sentence(finding, Constraint.LICENCE, licences_missing=("driving_b", "cscs"))
    assert sentence == "The job asks for: car driving licence (B) and CSCS card. This is not on their record."


def test_health_sentences_name_dimensions() -> None:
    finding = Finding(FAIL, Reason.HEALTH_EXCEEDS, (1, 0, 0))
    sentence = _sentence(finding, Constraint.HEALTH, "jobseeker", dimensions_short=("lift_carry",))
    assert sentence == (
        "The job asks for lifting and carrying beyond what you told us. "
        "It could suit you if the employer can provide a lifting aid."
    )
    finding = Finding(OK, Reason.HEALTH_FITS)
    sentence = _sentence(finding, Constraint.HEALTH, dimensions_over_preference=("noise",))
    assert sentence.endswith("The work has more of this than preferred: noise.")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1000, "close: 100 of 100"),
        (530, "close: 53 of 100"),
        (495, "close: 50 of 100"),
        (494, "fairly close: 49 of 100"),
        (150, "a little alike: 15 of 100"),
        (0, "not much alike: 0 of 100"),
    ],
)
def test_text_sentence(value: int, expected: str) -> None:
    line = _explained(values=(value, 0, 0, 0, 0, 0)).parts[Part.TEXT]
    assert line.sentence == f"Their CV and the advert are {expected}."


def _skills_sentence(*skills: SkillEvidence) -> str:
    return _explained(skills=skills).parts[Part.SKILLS].sentence


def test_skills_sentence() -> None:
    assert _skills_sentence(
        SkillEvidence("cook", True, 100, 255, "cook"),
        SkillEvidence("plan menus", True, 60, 127, "shop"),
        SkillEvidence("bake", False, 50, 100, "bake"),
        SkillEvidence("keep records", True, 30, 0, None),
        SkillEvidence("sing", False, 15, 0, None),
    ) == (
        "They have: cook. In part: plan menus (through shop) and bake (at a lower level than asked). "
        "Asked for and not on their record: keep records."
    )


def test_skills_sentence_where_nothing_is_met() -> None:
    assert _skills_sentence(SkillEvidence("sing", False, 255, 0, None)) == (
        "None of the skills asked for is on their record."
    )


def test_skills_sentence_is_kept_short() -> None:
    skills = [SkillEvidence(f"skill {i}", True, 15, 255, f"skill {i}") for i in range(16)]
    assert _skills_sentence(*skills) == "They have: skill 0, skill 1, skill 2 and 13 more."


@pytest.mark.parametrize(
    ("pay", "wish", "value", "expected"),
    [
        (1230, 1250, 936, "The pay is about £12.30 an hour. They asked for £12.50."),
        (1230, 1230, 1000, "The pay is about £12.30 an hour. That meets the £12.30 that they asked for."),
        (500, 1250, 0, "The pay is about £5.00 an hour. They asked for £12.50. This part gives no points."),
        (1230, None, 1000, "They have set no least pay, so all the points are given."),
        (None, None, 1000, "They have set no least pay, so all the points are given."),
    ],
)
def test_pay_sentence(pay: int | None, wish: int | None, value: int, expected: str) -> None:
    context = replace(CONTEXT, pay_pence=pay, pay_wanted_pence=wish)
    assert _explained(context=context, values=(0, 0, 0, 0, 0, value)).parts[Part.PAY].sentence == expected


# --- Questions ---------------------------------------------------------------------------------


def test_questions_that_lift_the_verdict_come_first() -> None:
    explanation = _explained(
        findings={
            Constraint.TRAVEL: Finding(CONDITIONAL, Reason.TRAVEL_LIFT, (20, 20, 0b10000)),
            Constraint.HOURS: Finding(UNKNOWN, Reason.HOURS_NOT_STATED),
            Constraint.CARE: Finding(UNKNOWN, Reason.CARE_TIMES_NOT_STATED),
        },
        values=(0, 500, 700, 500, 1000, 500),
        unknown_parts=frozenset({Part.TEXT, Part.PAY}),
    )
    # care could add 4000 + 8 x 500, hours 4000; then what is conditional; then text (4000 + 30 x 1000), pay
    assert [(question.who, question.field) for question in explanation.questions] == [
        ("employer", "shifts"),
        ("employer", "hours_per_week_min"),
        ("jobseeker", "modes"),
        ("jobseeker", "cv_text"),
        ("employer", "pay_min_gbp"),
    ]
    assert explanation.questions[0].text == "Ask the employer: on which days and at what times is the work?"


def test_question_is_asked_once() -> None:
    explanation = _explained(
        context=replace(CONTEXT, workplace="unknown"),
        findings={
            Constraint.TRAVEL: Finding(UNKNOWN, Reason.TRAVEL_NO_TIME),
            Constraint.CARE: Finding(UNKNOWN, Reason.CARE_TRAVEL_UNKNOWN),
        },
    )
    assert [question.field for question in explanation.questions] == ["postcode"]


@pytest.mark.parametrize(
    ("workplace", "start", "expected"),
    [
        ("unknown", "exact", [("employer", "postcode")]),
        ("rough", "unknown", [("jobseeker", "postcode")]),
        ("unknown", "unknown", [("employer", "postcode"), ("jobseeker", "postcode")]),
        ("rough", "exact", [("jobseeker", "journey")]),
    ],
)
def test_who_is_asked_for_a_place(workplace: Place, start: Place, expected: list[tuple[str, str]]) -> None:
    context = replace(CONTEXT, workplace=workplace, starting_point=start)
    findings = {Constraint.TRAVEL: Finding(UNKNOWN, Reason.TRAVEL_NO_TIME)}
    explanation = _explained(context=context, findings=findings)
    assert [(question.who, question.field) for question in explanation.questions] == expected


def test_rough_place_is_asked_for_where_the_limit_is_near() -> None:
    findings = {Constraint.TRAVEL: Finding(UNKNOWN, Reason.TRAVEL_BORDERLINE, (58, 60, CAR))}
    explanation = _explained(context=replace(CONTEXT, workplace="rough"), findings=findings)
    assert [question.field for question in explanation.questions] == ["journey", "postcode"]


def test_each_dimension_is_a_question() -> None:
    explanation = _explained(
        findings={Constraint.HEALTH: Finding(UNKNOWN, Reason.HEALTH_NOT_STATED, (2, 0, 0))},
        dimensions_unknown=("standing", "noise"),
        dimensions_adjusted=("lift_carry",),
    )
    assert [question.field for question in explanation.questions] == [
        "demands.standing", "demands.noise", "demands_adjusted.lift_carry",
    ]  # fmt: skip
    assert explanation.questions[0].text == "Ask the employer: how much standing does the work ask for?"
    assert "Do not say who it is for" in explanation.text()


def test_school_terms_are_asked_about_unless_stated() -> None:
    findings = {Constraint.CARE: Finding(CONDITIONAL, Reason.CARE_HOLIDAYS_NOT_COVERED)}
    fields = [
        [
            question.field
            for question in _explained(context=replace(CONTEXT, term_only=stated), findings=findings).questions
        ]
        for stated in (None, False)
    ]
    assert fields == [["term_only", "away_windows_holiday"], ["away_windows_holiday"]]


@pytest.mark.parametrize(
    ("recorded", "skills", "expected"),
    [
        (False, (SkillEvidence("cook", True, 255, 0, None),), [("jobseeker", "skills")]),
        (True, (), [("employer", "required_skills")]),
        (False, (), [("employer", "required_skills"), ("jobseeker", "skills")]),
    ],
)
def test_who_is_asked_for_skills(
    recorded: bool, skills: tuple[SkillEvidence, ...], expected: list[tuple[str, str]]
) -> None:
    context = replace(CONTEXT, skills_recorded=recorded)
    explanation = _explained("employer", context, unknown_parts=frozenset({Part.SKILLS}), skills=skills)
    assert [(question.who, question.field) for question in explanation.questions] == expected


def test_no_questions_where_all_is_known() -> None:
    explanation = _explained()
    assert explanation.questions == ()
    assert "Questions" not in explanation.text()


# --- The object -----------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
def test_json_round_trip(audience: Audience) -> None:
    explanation = explain(EXAMPLE, audience=audience, context=EXAMPLE_CONTEXT)
    plain = explanation.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert sum(line["points"] for line in plain["parts"]) == plain["score"]  # type: ignore[attr-defined]
    assert sum(line["display_points"] for line in plain["parts"]) == plain["display_score"]  # type: ignore[attr-defined]
    assert plain["jobseeker_id"] == "person-9"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_repr_hides_whom_it_is_about(audience: Audience) -> None:
    explanation = explain(EXAMPLE, audience=audience, context=EXAMPLE_CONTEXT)
    verdict = "CONDITIONAL" if audience == "employer" else "UNKNOWN"
    assert repr(explanation) == f"Explanation(audience={audience!r}, verdict={verdict})"
    shown = repr((explanation.parts, explanation.constraints, explanation.questions, EXAMPLE, EXAMPLE_CONTEXT))
    shown += repr(EXAMPLE.findings)
    for hidden in ("person-9", "vacancy-3", "Alder", "cook", "DBS", "dbs", "530", "CARE", "09:15", "minutes", "shifts"):
        assert hidden not in shown


def test_text_holds_no_ids_and_is_what_str_gives() -> None:
    explanation = explain(EXAMPLE, audience="work_coach", context=EXAMPLE_CONTEXT)
    assert str(explanation) == explanation.text()
    assert "person-9" not in explanation.text()
    assert "vacancy-3" not in explanation.text()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_example_in_the_documentation_is_what_comes_out(audience: Audience) -> None:
    text = explain(EXAMPLE, audience=audience, context=EXAMPLE_CONTEXT).text()
    assert f"```text\n{text}\n```" in DOCUMENT.read_text(encoding="utf-8")


def test_unknown_audience() -> None:
    with pytest.raises(UsageError, match="audience"):
        explain(EXAMPLE, audience="neighbour", context=EXAMPLE_CONTEXT)  # type: ignore[arg-type]


def test_no_template_is_left_open() -> None:
    """Every reason of every constraint, for every reader who may know."""
    kinds = ("short", "adjusted", "good_day", "access", "unknown")
    names: dict[str, Any] = {f"dimensions_{kind}": ("noise",) for kind in kinds}
    names |= {"licences_needed": ("aat", "zeppelin"), "licences_missing": ("aat",)}
    for constraint in Constraint:
        for reason in reasons_of(constraint):
            for verdict in VERDICTS[reason]:
                for audience in AUDIENCES:
                    text = _explained(
                        audience, findings={constraint: Finding(verdict, reason, (35, 4, 3))}, **names
                    ).text()
                    assert "{" not in text
                    assert "  " not in text


# --- The context of a pair ------------------------------------------------------------------------


def test_context_from_rows() -> None:
    people = jobseeker_frame(
        [
            {"jobseeker_id": 1},
            {
                "jobseeker_id": 2, "latitude": 51.5, "longitude": -3.0, "limit_out": 60, "limit_source": "own_choice",
                "away_windows": "mon-fri 9:15-15:00", "away_windows_holiday": "none", "skills": [],
                "pay_wanted_gbp_per_hour": 12.5,
            },
        ]
    )  # fmt: skip
    vacancies = vacancy_frame(
        [
            {"vacancy_id": "a", "title": " Night \n porter "},
            {
                "vacancy_id": "b", "title": "Cook", "employer": "Alder Ltd", "latitude": 51.6, "longitude": -3.0,
                "place_radius_km": 2.0, "shifts": "mon,tue 9:00-17:00", "days_on_site": 2.0, "term_only": False,
                "pay_min_gbp": 24_000.0, "pay_period": "year", "hours_per_week_min": 37.5, "hours_per_week_max": 37.5,
            },
        ]
    )  # fmt: skip
    config = MatchConfig(shortlist_weights=ShortlistWeights(text=40, skills=60), unknown_penalty_points=10)
    assert pair_context(people, 0, vacancies, 0, config, default_limit_min=75) == PairContext(
        jobseeker_id=1,
        vacancy_id="a",
        title="Night porter",
        workplace="unknown",
        starting_point="unknown",
        limit_out_min=75,
        limit_ret_min=75,
        skills_recorded=False,
        shortlist_weights=(40, 60),
        penalty=10,
    )
    assert pair_context(people, 1, vacancies, 1, config, default_limit_min=75) == PairContext(
        jobseeker_id=2,
        vacancy_id="b",
        title="Cook",
        employer="Alder Ltd",
        shifts="Mon,Tue 09:00-17:00",
        days_on_site=2.0,
        term_only=False,
        workplace="rough",
        starting_point="exact",
        pay_pence=1231,  # 24,000 / (37.5 x 52) = 12.3077
        pay_wanted_pence=1250,
        limit_out_min=60,
        limit_ret_min=75,
        limit_source="own_choice",
        away_windows="Mon-Fri 09:15-15:00",
        away_windows_holiday="none",
        skills_recorded=True,
        shortlist_weights=(40, 60),
        penalty=10,
    )


def test_guesses_are_not_in_the_context() -> None:
    people = jobseeker_frame([{"jobseeker_id": 1}])
    row = {
        "vacancy_id": 1, "title": "Cook", "shifts": "Mon 09:00-17:00", "term_only": True, "pay_min_gbp": 12.0,
        "pay_period": "hour", "inferred_fields": ["shifts", "term_only", "pay_min_gbp"],
    }  # fmt: skip
    vacancies = without_inferred(vacancy_frame([row]))
    context = pair_context(people, 0, vacancies, 0, MatchConfig(), default_limit_min=90)
    assert (context.shifts, context.term_only, context.pay_pence) == (None, None, None)
