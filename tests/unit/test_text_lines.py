"""The lines of what a text's part is made of: they add up, name words and occupations, and are the employer's too."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, strategies as st

from jobmatch.codes import Part
from jobmatch.explain import Audience, Explanation, PartLine, explain
from jobmatch.explanation import share_out
from jobmatch.results import TextEvidence
from tests.details import CONTEXT, make_detail

_EVIDENCE = TextEvidence(
    values=(620, 300, 1000),
    weights=(45, 45, 10),
    words=("forklift", "pallets", "sage"),
    occupations=("forklift drivers",),
    person_occupation="forklift drivers",
    vacancy_occupation="forklift drivers",
)


def _explanation(evidence: TextEvidence | None, audience: Audience = "work_coach") -> Explanation:
    value = 0
    if evidence is not None:
        value = sum(weight * part for weight, part in zip(evidence.weights, evidence.values, strict=True)) // 100
    detail = make_detail(values=(value, 1000, 850, 1000, 1000, 1000), text=evidence)
    return explain(detail, audience=audience, context=CONTEXT)


def _text(explanation: Explanation) -> PartLine:
    return next(line for line in explanation.parts if line.name == "text")


@pytest.mark.parametrize("audience", get_args(Audience))
def test_each_reader_hears_what_the_text_is_made_of(audience: Audience) -> None:
    line = _text(_explanation(_EVIDENCE, audience))
    assert [part.name for part in line.made_of] == ["meaning", "words", "occupations"]
    assert [part.value for part in line.made_of] == [620, 300, 1000]
    assert line.made_of[0].sentence == "As a whole, they are close."
    assert line.made_of[1].sentence == "Telling words in both: forklift, pallets and sage."
    assert line.made_of[2].sentence == "Both read most like the work of forklift drivers."
    assert "- Of these, words in common: " in _explanation(_EVIDENCE, audience).text()


def test_points_by_hand() -> None:
    # 45 x 620 + 45 x 300 + 10 x 1000 = 51,400; the part is 514 and gives 30 x 514 = 15,420 thousandths of a point:
    # 8,370, 4,050 and 3,000
    line = _text(_explanation(_EVIDENCE))
    assert line.points == 15_420
    assert [part.points for part in line.made_of] == [8370, 4050, 3000]
    explanation = _explanation(_EVIDENCE)
    assert explanation.display_points()["text"] == 15
    assert explanation.display_points_within(line) == [8, 4, 3]


@given(
    st.tuples(*[st.integers(0, 1000)] * 3),
    st.integers(0, 100).flatmap(lambda a: st.tuples(st.just(a), st.integers(0, 100 - a))),
    st.sampled_from(get_args(Audience)),
)
def test_points_add_up(values: tuple[int, int, int], shares: tuple[int, int], audience: Audience) -> None:
    weights = (*shares, 100 - sum(shares))
    explanation = _explanation(TextEvidence(values=values, weights=weights), audience)
    line = _text(explanation)
    if max(weights) == 100:
        assert not line.made_of
        return
    assert sum(part.points for part in line.made_of) == line.points
    assert sum(explanation.display_points_within(line)) == explanation.display_points()["text"]
    assert all(part.points >= 0 for part in line.made_of)
    frame = explanation.to_frame()
    assert frame.filter(kind="text")["of_which"].sum() == line.points
    assert frame["points"].sum() == explanation.score
    told = next(part for part in explanation.to_dict()["parts"] if part["name"] == "text")  # type: ignore[attr-defined]
    assert [part["points"] for part in told["made_of"]] == [part.points for part in line.made_of]


@given(st.integers(0, 10_000), st.lists(st.integers(0, 1000), min_size=1, max_size=5).filter(sum))
def test_shares_are_within_one_of_their_due(total: int, by: list[int]) -> None:
    shares = share_out(total, by)
    assert sum(shares) == total
    for share, part in zip(shares, by, strict=True):
        assert abs(share - total * part / sum(by)) < 1


def test_nothing_in_common_is_said() -> None:
    evidence = TextEvidence(
        values=(0, 0, 0), weights=(45, 45, 10), person_occupation="nurses", vacancy_occupation="welders"
    )
    meaning, words, occupations = _text(_explanation(evidence)).made_of
    assert meaning.sentence == "As a whole, they have nothing in common."
    assert words.sentence == "They have no telling word in common."
    assert occupations.sentence == "The advert reads most like the work of welders, the CV like that of nurses."


def test_only_the_first_words_are_named() -> None:
    many = TextEvidence(values=(0, 900, 0), weights=(45, 45, 10), words=tuple("abcdefghi"))
    assert _text(_explanation(many)).made_of[1].sentence == "Telling words in both: a, b, c, d, e, f and 3 more."


def test_without_a_text_there_is_nothing_to_take_apart() -> None:
    detail = make_detail(unknown_parts=frozenset({Part.TEXT}), values=(0, 1000, 850, 1000, 1000, 1000))
    assert not _text(explain(detail, audience="work_coach", context=CONTEXT)).made_of


def test_repr_shows_no_word_and_no_occupation() -> None:
    shown = repr(_EVIDENCE) + repr(_text(_explanation(_EVIDENCE)).made_of)
    assert "forklift" not in shown
    assert "620" not in shown
