"""There is a sentence for everything that can be found, in words that we stand by."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest

from jobmatch import phrases, words
from jobmatch.codes import DIMENSIONS, LICENCES, LICENCES_BESIDE, Constraint, Part, Reason, Verdict
from jobmatch.errors import UsageError
from jobmatch.kernels.layout import NO_SERVICE, UNKNOWN_TIME
from jobmatch.notation import format_shifts, parse_shifts
from jobmatch.phrases import AUDIENCES, Ask, Phrase
from jobmatch.schemas import JOBSEEKER_COLUMNS, VACANCY_COLUMNS
from tests.details import VERDICTS, reasons_of

REASONS = [reason for reason in Reason if reason is not Reason.NONE]
FOR_EMPLOYERS = {*reasons_of(Constraint.LICENCE), *reasons_of(Constraint.HOURS)}
# Their questions depend on the pair; see `jobmatch.explain`.
ASKED_BY_PAIR = {
    Reason.TRAVEL_NO_TIME,
    Reason.CARE_TRAVEL_UNKNOWN,
    Reason.HEALTH_NOT_STATED,
    Reason.HEALTH_ADJUSTMENT,
}


def _all_phrases() -> Iterator[Phrase]:
    yield from phrases.REASONS.values()
    yield from phrases.PARTS.values()
    yield from phrases.CONSTRAINT_LABELS.values()
    yield from phrases.PART_LABELS.values()
    yield from phrases.HEADLINES.values()
    yield from phrases.ASK_PREFIX.values()
    yield phrases.READ_FROM_TEXT
    yield from (value for value in vars(phrases).values() if isinstance(value, Phrase))


def _all_asks() -> Iterator[Ask]:
    for asks in phrases.QUESTIONS.values():
        yield from asks
    yield from (value for value in vars(phrases).values() if isinstance(value, Ask))


def _all_texts() -> Iterator[str]:
    for phrase in _all_phrases():
        yield from {text for text in (phrase.work_coach, phrase.jobseeker, phrase.employer) if text is not None}
    yield from (ask.text for ask in _all_asks())
    yield from phrases.VERDICT_WORDS.values()
    yield from (phrases.NO_NAMES, phrases.WEIGHTS_NOTE)


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.name)
def test_every_reason_has_a_sentence_for_each_reader_who_may_know(reason: Reason) -> None:
    phrase = phrases.REASONS[reason]
    assert phrase.for_audience("work_coach")
    assert phrase.for_audience("jobseeker")
    if reason in FOR_EMPLOYERS:
        assert phrase.for_audience("employer")
    else:
        with pytest.raises(UsageError, match="employer"):
            phrase.for_audience("employer")


def test_every_reason_belongs_to_a_constraint() -> None:
    assert set(VERDICTS) == set(REASONS) == {reason for c in Constraint for reason in reasons_of(c)}


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.name)
def test_what_is_open_has_a_question_and_nothing_else_has(reason: Reason) -> None:
    is_open = bool(set(VERDICTS[reason]) & {Verdict.UNKNOWN, Verdict.CONDITIONAL})
    assert (reason in phrases.QUESTIONS or reason in ASKED_BY_PAIR) == is_open


def test_labels_and_headlines_are_complete() -> None:
    assert set(phrases.CONSTRAINT_LABELS) == set(Constraint)
    assert set(phrases.PART_LABELS) == set(Part)
    assert set(phrases.HEADLINES) == set(phrases.VERDICT_WORDS) == set(Verdict)
    for audience in AUDIENCES:
        for verdict in Verdict:
            assert phrases.HEADLINES[verdict].for_audience(audience)
    for constraint in Constraint:
        assert (phrases.CONSTRAINT_LABELS[constraint].employer is not None) == (
            constraint in phrases.EMPLOYER_CONSTRAINTS
        )
    for (part, _), phrase in phrases.PARTS.items():
        assert (phrase.employer is not None) == (part in phrases.EMPLOYER_PARTS)


def test_every_dimension_and_licence_has_a_name() -> None:
    assert set(words.DIMENSION_NAMES) == set(DIMENSIONS)
    assert set(words.LICENCE_NAMES) == {*LICENCES, *LICENCES_BESIDE}
    for names in (words.DIMENSION_NAMES, words.LICENCE_NAMES):
        assert len(set(names.values())) == len(names)
        assert not any("_" in name for name in names.values())


def test_questions_are_about_columns() -> None:
    for ask in _all_asks():
        column = ask.field.split(".", maxsplit=1)[0]
        columns = VACANCY_COLUMNS if ask.who == "employer" else JOBSEEKER_COLUMNS
        assert column == "journey" or column in columns, ask.field


def test_words_that_we_do_not_use() -> None:
    banned = re.compile(
        r"\b(cannot|can't|unable|unfit|fail\w*|refus\w*|reject\w*|disab\w*|suffer\w*|problem|you must|if you could)\b"
        r"|[<>&]|!",
        re.IGNORECASE,
    )
    assert [text for text in _all_texts() if banned.search(text)] == []


def test_no_more_is_asked_of_the_body() -> None:
    """What does not fit is for the employer to change, not for the person."""
    for reason in (Reason.HEALTH_EXCEEDS, Reason.TRAVEL_NOT_STEP_FREE):
        for audience in ("work_coach", "jobseeker"):
            assert "if the employer can provide" in phrases.REASONS[reason].for_audience(audience)


def test_sentences_are_short() -> None:
    for text in _all_texts():
        for sentence in re.split(r"(?<=[.?]) ", text):
            assert len(sentence.split()) <= 20, sentence


def test_jobseekers_are_spoken_to_and_others_are_not() -> None:
    for phrase in _all_phrases():
        assert not re.search(r"\b(they|their|them)\b", phrase.jobseeker, re.IGNORECASE), phrase.jobseeker
        assert not re.search(r"\byou(r)?\b", phrase.work_coach, re.IGNORECASE), phrase.work_coach


def test_templates_are_well_formed() -> None:
    for text in _all_texts():
        for _, name, spec, conversion in string.Formatter().parse(text):
            assert not spec
            assert conversion is None
            assert name is None or name.isidentifier()


def test_unknown_audience_is_refused() -> None:
    with pytest.raises(UsageError, match="audience must be one of"):
        phrases.check_audience("neighbour")


# --- Numbers and names in words -------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (90, 90, "22.5 hours"),
        (4, 4, "1 hour"),
        (1, 1, "0.25 hours"),
        (400, 400, "100 hours"),
        (64, 81, "16 to 20.25 hours"),
        (0, 80, "up to 20 hours"),
        (80, 672, "20 hours or more"),
        (0, 672, "any number of hours"),
    ],
)
def test_hours(low: int, high: int, expected: str) -> None:
    assert words.spell_hours_range(low, high) == expected


@pytest.mark.parametrize(
    ("out", "ret", "modes", "expected"),
    [
        (35, 40, 0b01001, "The journey takes about 35 minutes there and 40 minutes back by bus, train or on foot "
                          "(estimated)."),
        (35, 35, 0b101001, "The journey takes about 35 minutes each way by bus, train or on foot (by the timetable)."),
        (35, 35, 0b100100, "The journey takes about 35 minutes each way by car (by travel times)."),
        (0, 1, 0b00001, "The journey takes about 1 minute each way on foot (estimated)."),
        (20, NO_SERVICE, 0b01000, "The journey there takes about 20 minutes by bus or train (estimated). "
                                  "No way back is known at that time or over that distance."),
        (UNKNOWN_TIME, 25, 0b00100, "The journey back takes about 25 minutes by car (estimated). "
                                    "The time there is not known."),
        (NO_SERVICE, UNKNOWN_TIME, 0b01000, "No journey by bus or train is known for these times or this distance."),
        (UNKNOWN_TIME, UNKNOWN_TIME, 0b00010, "The journey time is not known."),
    ],
)  # fmt: skip
def test_journeys(out: int, ret: int, modes: int, expected: str) -> None:
    assert words.spell_journey(out, ret, modes) == expected


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ("Mon-Fri 9:00-17:00; Sat 10:00-14:00", "Monday to Friday, 09:00 to 17:00; Saturday, 10:00 to 14:00"),
        ("Mon,Wed,Fri 06:00-14:00", "Monday, Wednesday and Friday, 06:00 to 14:00"),
        ("Tue-Thu,Sat 22:00-06:00", "Tuesday to Thursday and Saturday, 22:00 to 06:00"),
        ("1 of 6h 40min within Mon 07:00-19:00", "1 day of 6 hours 40 minutes within Monday, 07:00 to 19:00"),
        ("4 of 7.5h within Mon-Fri 07:00-19:00", "4 days of 7.5 hours within Monday to Friday, 07:00 to 19:00"),
        ("Sun 06:00-14:00 | Sun 14:00-24:00", "Sunday, 06:00 to 14:00, or Sunday, 14:00 to 24:00"),
    ],
)  # fmt: skip
def test_weeks(week: str, expected: str) -> None:
    assert words.spell_week(format_shifts(parse_shifts(week))) == expected


def test_windows_in_words() -> None:
    assert words.spell_week("Mon 06:00 to Fri 22:00") == "Monday 06:00 to Friday 22:00"
    assert words.spell_week("none") == "no times"
    assert words.spell_week("always") == "all week"


def test_lists_of_names() -> None:
    assert words.join_words([]) == ""
    assert words.join_words(["one\n  two"]) == "one two"
    assert words.join_words(["a", "b", "c", "d"], most=3) == "a, b, c and 1 more"
    assert words.spell_licences(["driving_b", "zeppelin"]) == "car driving licence (B) and zeppelin"
    assert words.spell_dimensions(["noise", "lift_carry"]) == "noise and also lifting and carrying"


def test_money() -> None:
    assert words.spell_pounds(5) == "£0.05"
    assert words.spell_pounds(123_456) == "£1234.56"
