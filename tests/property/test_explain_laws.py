"""Laws of explanations, over any pair that can be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from jobmatch import words
from jobmatch.codes import CONSTRAINT_NAMES, Constraint, Part, Verdict
from jobmatch.evidence import pair_details
from jobmatch.explain import (
    Explanation,
    PairContext,
    _employer_context,
    _employer_detail,
    explain,
    pair_context,
)
from jobmatch.phrases import AUDIENCES, EMPLOYER_CONSTRAINTS, EMPLOYER_PARTS, Audience
from jobmatch.results import PairDetail
from jobmatch.schemas import JOBSEEKER
from tests import worlds
from tests.details import contexts, details, findings, weights
from tests.market import Market, make_market

AUDIENCE = st.sampled_from(AUDIENCES)
PRIVATE_COLUMNS = [column.name for column in JOBSEEKER if column.audience == "not_employer"]
PRIVATE_CONSTRAINTS = [c for c in Constraint if c not in EMPLOYER_CONSTRAINTS]
FORBIDDEN = re.compile(
    r"travel|journey|minute|commut|remote|by car|on foot|\bbus|child|school|nursery|holiday|\bcar(?:e|ing|er)\b|window"
    r"|away|health|\blift|carry|capacity|adjust|disab|step-free|task|limit(?! on hours)|home|place|postcode"
    r"|pay\b|£|wish",
    re.IGNORECASE,
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[PairDetail, PairContext]:
    """Draw a detail and a context with the same weights."""
    drawn = draw(weights())
    return draw(details(drawn)), draw(contexts(drawn))


@given(pairs(), AUDIENCE)
def test_lines_add_up(pair: tuple[PairDetail, PairContext], audience: Audience) -> None:
    detail, context = pair
    explanation = explain(detail, audience=audience, context=context)
    assert sum(line.points for line in explanation.parts) == explanation.score
    assert explanation.score == (detail.shortlist_score if audience == "employer" else detail.score)
    assert explanation.parts[-1].name == "unknown"
    assert explanation.parts[-1].points <= 0
    assert sum(line.weight for line in explanation.parts) == 100


@given(pairs(), AUDIENCE)
def test_shown_points_add_up_and_are_near(pair: tuple[PairDetail, PairContext], audience: Audience) -> None:
    explanation = explain(pair[0], audience=audience, context=pair[1])
    shown = explanation.display_points()
    assert sum(shown.values()) == explanation.display_score
    assert abs(1000 * explanation.display_score - explanation.score) <= 500
    for line in explanation.parts:
        assert abs(1000 * shown[line.name] - line.points) < 1000
        assert line.name == "unknown" or 0 <= shown[line.name] <= line.weight


@given(pairs(), AUDIENCE)
def test_verdict_blockers_and_questions_agree(pair: tuple[PairDetail, PairContext], audience: Audience) -> None:
    explanation = explain(pair[0], audience=audience, context=pair[1])
    verdicts = {line.name: line.verdict for line in explanation.constraints}
    assert explanation.verdict == min(verdicts.values())
    assert explanation.blockers == tuple(name for name in CONSTRAINT_NAMES if verdicts.get(name) is Verdict.FAIL)
    asked = [(question.who, question.field) for question in explanation.questions]
    assert len(set(asked)) == len(asked)
    n_open = sum(verdict in (Verdict.UNKNOWN, Verdict.CONDITIONAL) for verdict in verdicts.values())
    n_open += sum(line.unknown for line in explanation.parts[:-1])
    if n_open == 0:
        assert asked == []
    assert ("travel" in verdicts) == (audience != "employer")


@given(pairs(), AUDIENCE)
def test_every_line_says_something(pair: tuple[PairDetail, PairContext], audience: Audience) -> None:
    explanation = explain(pair[0], audience=audience, context=pair[1])
    said = [(line.label, line.sentence) for line in explanation.parts]
    said += [(line.label, line.sentence) for line in explanation.constraints]
    for label, sentence in said:
        assert label
        assert re.fullmatch(r"[A-Z0-9].*\.", sentence), sentence
    for question in explanation.questions:
        assert question.text.endswith("?")
    assert not re.search(r"[<>{}_]|nan|None\b(?! of)", explanation.text())


@given(pairs(), AUDIENCE)
def test_json_round_trip(pair: tuple[PairDetail, PairContext], audience: Audience) -> None:
    plain = explain(pair[0], audience=audience, context=pair[1]).to_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain


# --- What an employer may know -----------------------------------------------------------------


def _everything(explanation: Explanation) -> tuple[str, str, str]:
    return explanation.text(), json.dumps(explanation.to_dict()), repr(explanation)


@st.composite
def private_facts(draw: st.DrawFn, detail: PairDetail, context: PairContext) -> tuple[PairDetail, PairContext]:
    """Draw the same pair with everything private replaced; what an employer may know stays."""
    other, other_context = draw(details()), draw(contexts())
    found = list(detail.findings)
    for constraint in PRIVATE_CONSTRAINTS:
        found[constraint] = draw(findings(constraint))
    values = tuple(detail.part_values[part] if part in EMPLOYER_PARTS else other.part_values[part] for part in Part)
    shown = frozenset(EMPLOYER_PARTS)
    return (
        replace(
            other,
            verdict=min(finding.verdict for finding in found),
            findings=tuple(found),
            part_values=values,
            shortlist_points=detail.shortlist_points,
            shortlist_score=detail.shortlist_score,
            unknown_parts=(detail.unknown_parts & shown) | (other.unknown_parts - shown),
            in_reach=draw(st.booleans()),
            skills=detail.skills,
            licences_missing=detail.licences_missing,
            licences_needed=detail.licences_needed,
        ),
        replace(
            other_context,
            jobseeker_id=context.jobseeker_id,
            vacancy_id=context.vacancy_id,
            title=context.title,
            employer=context.employer,
            skills_recorded=context.skills_recorded,
        ),
    )


@given(st.data())
def test_employer_explanation_does_not_depend_on_private_facts(data: st.DataObject) -> None:
    detail, context = data.draw(details()), data.draw(contexts())
    other, other_context = data.draw(private_facts(detail, context))
    before = explain(detail, audience="employer", context=context)
    after = explain(other, audience="employer", context=other_context)
    assert _everything(before) == _everything(after)
    # and nothing private is within reach of a sentence in the first place
    assert _employer_detail(detail) == _employer_detail(other)
    assert _employer_context(context) == _employer_context(other_context)


@given(pairs())
def test_employer_text_has_no_word_of_private_things(pair: tuple[PairDetail, PairContext]) -> None:
    explanation = explain(pair[0], audience="employer", context=pair[1])
    text = explanation.text() + json.dumps(explanation.to_dict())
    for name in words.LICENCE_NAMES.values():  # the employer's own words
        text = text.replace(name, "")
    assert FORBIDDEN.findall(text) == []


@given(pairs())
def test_staff_text_may_have_those_words(pair: tuple[PairDetail, PairContext]) -> None:
    """The search above can find something."""
    assert FORBIDDEN.search(explain(pair[0], audience="work_coach", context=pair[1]).text())


def _explanations(market: Market, audience: Audience) -> Iterator[Explanation]:
    person, vacancy, judged = market.judge_all()
    made = pair_details(judged, market.people, market.jobs, person, vacancy, market.space, market.settings)
    for p, v, detail in zip(person.tolist(), vacancy.tolist(), made, strict=True):
        limit_min = market.people.default_limit_min
        context = pair_context(market.people.frame, p, market.jobs.frame, v, market.config, default_limit_min=limit_min)
        yield explain(detail, audience=audience, context=context)


def _employer_explanations(market: Market) -> dict[tuple[Any, Any], tuple[str, str, str]]:
    return {
        (explanation.jobseeker_id, explanation.vacancy_id): _everything(explanation)
        for explanation in _explanations(market, "employer")
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_private_columns_change_no_byte_of_an_employer_explanation(seed: int) -> None:
    people, jobs = worlds.random_world(seed, 12, 12)
    strangers, _ = worlds.random_world(seed + 100, 12, 12)
    changed = [
        person | {name: stranger[name] for name in PRIVATE_COLUMNS}
        for person, stranger in zip(people, strangers, strict=True)
    ]
    first = make_market(people, jobs, seed=seed)
    second = make_market(changed, jobs, seed=seed)
    assert [row["limit_out"] for row in people] != [row["limit_out"] for row in changed]
    assert _employer_explanations(first) == _employer_explanations(second)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_real_pairs_add_up(audience: Audience) -> None:
    """A thousand pairs as the scorer judges them, and every constraint's sentence filled in."""
    market = make_market(*worlds.random_world(5, 25, 40), seed=5, credits_by_pair=worlds.random_credits(5))
    n = 0
    for explanation in _explanations(market, audience):
        n += 1
        assert sum(line.points for line in explanation.parts) == explanation.score
        assert sum(explanation.display_points().values()) == explanation.display_score
        text = explanation.text()
        assert not re.search(r"[<>{}]|  | [.:;,]|: \.", text), text
    assert n == 1000
