from __future__ import annotations

from contextlib import suppress
from typing import TypeVar

import pytest
from hypothesis import given, settings, strategies as st

from jobmatch.codes import ShiftKind
from jobmatch.errors import InputError
from jobmatch.notation import (
    ALWAYS,
    DAY_MIN,
    NotationError,
    Span,
    WeekPattern,
    Window,
    format_shifts,
    format_windows,
    parse_shifts,
    parse_windows,
)


def _spans(days: list[int], start_h: float, hours: float) -> tuple[Span, ...]:
    return tuple(Span(day, int(start_h * 60), int(hours * 60)) for day in days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon-Fri 09:00-17:00", _spans([0, 1, 2, 3, 4], 9, 8)),
        ("mon-tue 9:00-17:00; SATURDAY 10:00-14:00", _spans([0, 1], 9, 8) + _spans([5], 10, 4)),
        ("Mon,Wed,Fri 06:00-14:00", _spans([0, 2, 4], 6, 8)),
        ("Mon-Tue,Sun 06:00-14:00", _spans([0, 1, 6], 6, 8)),
        ("Fri-Mon 10:00-12:00", _spans([0, 4, 5, 6], 10, 2)),
        ("daily 10:00-12:00", _spans([0, 1, 2, 3, 4, 5, 6], 10, 2)),
        ("Sun 22:00-06:00", _spans([6], 22, 8)),
        ("Sun 22:00-24:00", _spans([6], 22, 2)),
        ("Sun 22:00-00:00", _spans([6], 22, 2)),
        ("Mon 09:00-09:00", _spans([0], 9, 24)),
        ("Mon 00:00-24:00", _spans([0], 0, 24)),
        ("  Mon \u2013 Tue   09:00 \u2014 10:00 ;", _spans([0, 1], 9, 1)),
        ("Monday to Tuesday 09:00 to 10:00", _spans([0, 1], 9, 1)),
        ("Mon 16:00-18:00; Mon 07:00-09:00; Mon 07:00-09:00", _spans([0], 7, 2) + _spans([0], 16, 2)),
    ],
)
def test_fixed_shifts(text: str, expected: tuple[Span, ...]) -> None:
    assert parse_shifts(text) == WeekPattern(ShiftKind.FIXED, (expected,))


def test_other_kinds() -> None:
    week = _spans([0, 1, 2, 3, 4], 7, 12)
    assert parse_shifts("3 of Mon-Fri 07:00-19:00") == WeekPattern(ShiftKind.ANY_N, (week,), n_days=3)
    assert parse_shifts("6h within Mon-Fri 07:00-19:00") == WeekPattern(ShiftKind.FLEX, (week,), duration_min=360)
    assert parse_shifts("4 OF 7.5 hours within Mon-Fri 07:00-19:00") == WeekPattern(
        ShiftKind.FLEX, (week,), n_days=4, duration_min=450
    )
    rota = parse_shifts("Mon 06:00-14:00 | Mon 14:00-22:00")
    assert rota == WeekPattern(ShiftKind.ROTA, (_spans([0], 6, 8), _spans([0], 14, 8)))


@pytest.mark.parametrize(
    ("text", "duration_min"),
    [("6h", 360), ("6h 40min", 400), ("6h40", 400), ("90 min", 90), ("7.25h", 435), ("24h", 1440)],
)
def test_lengths(text: str, duration_min: int) -> None:
    assert parse_shifts(f"{text} within Mon 00:00-24:00").duration_min == duration_min


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none", ()),
        (" NONE ", ()),
        ("always", ALWAYS),
        ("Mon 06:00 to Fri 22:00", (Window(0, 360, 4 * DAY_MIN + 960),)),
        ("Fri 22:00 to Mon 06:00", (Window(4, 1320, 2 * DAY_MIN + 480),)),
        ("Wed 05:00 to Wed 05:00", ALWAYS),
        ("Mon 22:00 to Mon 06:00", (Window(0, 1320, 7 * DAY_MIN - 960),)),
        ("Fri 00:00 to Sun 24:00", (Window(4, 0, 3 * DAY_MIN),)),
        ("Mon-Tue 09:15-15:00", (Window(0, 555, 345), Window(1, 555, 345))),
    ],
)
def test_windows(text: str, expected: tuple[Window, ...]) -> None:
    assert parse_windows(text) == expected


def test_windows_say_where_they_begin_and_end() -> None:
    text = "mon-tue 8:45-15:15 @ Nursery; Sat 09:00-17:00; Fri 18:00 to Sun 18:00 @home > gran-2"
    assert parse_windows(text) == (
        Window(0, 525, 390, "nursery", "nursery"),
        Window(1, 525, 390, "nursery", "nursery"),
        Window(4, 1080, 2 * DAY_MIN, "home", "gran-2"),
        Window(5, 540, 480),
    )
    canonical = "Mon,Tue 08:45-15:15 @nursery; Fri 18:00 to Sun 18:00 @home>gran-2; Sat 09:00-17:00"
    assert format_windows(parse_windows(text)) == canonical


def test_home_goes_without_saying() -> None:
    assert format_windows(parse_windows("Mon 09:00-12:00 @home>home")) == "Mon 09:00-12:00"


@pytest.mark.parametrize("text", ["Mon 09:00-12:00 @", "Mon 09:00-12:00 @a b", "Mon 09:00-12:00 @a>", "always @gran"])
def test_a_place_is_one_word(text: str) -> None:
    with pytest.raises(NotationError, match="item 1"):
        parse_windows(text)


def test_shifts_have_no_places() -> None:
    with pytest.raises(NotationError, match="item 1"):
        parse_shifts("Mon 09:00-12:00 @nursery")


def test_a_day_of_too_many_shifts_is_refused() -> None:
    def times(n: int) -> str:
        return "; ".join(f"Mon {hour:02}:00-{hour:02}:30" for hour in range(n))

    assert len(parse_shifts(times(8)).templates[0]) == 8
    with pytest.raises(NotationError, match="more than 8 shifts"):
        parse_shifts(times(9))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "item 1"),
        (";", "item 1"),
        ("Mon-Fri", "item 1"),
        ("09:00-17:00", "item 1"),
        ("Mon 09:00-17:00; Mox 09:00-17:00", "item 2"),
        ("Mon-Fri-Sat 09:00-17:00", "item 1"),
        ("Mon 24:00-06:00", "item 1, start"),
        ("Mon 09:00-24:01", "item 1, end"),
        ("Mon 09:60-17:00", "item 1, start"),
        ("Mon 9-17", "item 1"),
        ("Mon \u0661\u0662:00-13:00", "item 1"),
        ("0 of Mon-Fri 09:00-17:00", "number before 'of'"),
        ("6 of Mon-Fri 09:00-17:00", "number before 'of'"),
        ("2 of Mon 07:00-09:00; Mon 16:00-18:00", "number before 'of'"),
        ("9h within Mon-Fri 09:00-17:00", "shift length"),
        ("six hours within Mon-Fri 09:00-17:00", "shift length"),
        ("6 within Mon-Fri 09:00-17:00", "shift length"),
        ("0h within Mon-Fri 09:00-17:00", "shift length"),
        ("Mon 06:00-14:00 |", "template 2, item 1"),
        ("3 of Mon-Fri 06:00-14:00 | Mon 14:00-22:00", "template 1"),
        ("Mon 06:00 to Fri 22:00", "item 1"),
        ("none", "item 1"),
        ("always", "item 1"),
        ("Mon 09:00-10:00;" * 2000, "text"),
    ],
)
def test_errors_name_the_part_and_show_an_example_but_not_the_text(text: str, part: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_shifts(text)
    assert caught.value.part == part
    assert "'Mon-Fri 09:00-17:00" in str(caught.value) or "'Mon-Fri 06:00-14:00 |" in str(caught.value)
    assert isinstance(caught.value, InputError)


def test_windows_errors_do_not_repeat_personal_times() -> None:
    with pytest.raises(NotationError) as caught:
        parse_windows("Mon 03:17-04:71; Tuesday when the nursery is open")
    assert "03:17" not in str(caught.value)
    assert "nursery" not in str(caught.value)


@pytest.mark.parametrize("bad", [(7, 0, 60), (-1, 0, 60), (0, 1440, 60), (0, -1, 60), (0, 0, 0), (0, 0, 10_081)])
def test_a_span_lies_in_a_week(bad: tuple[int, int, int]) -> None:
    with pytest.raises(NotationError):
        Span(*bad)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("friday,MON,tue,wed 9:00-17:00", "Mon-Wed,Fri 09:00-17:00"),
        ("Tue,Mon 22:00-00:00", "Mon,Tue 22:00-24:00"),
        ("Sat 10:00-14:00; Mon 09:00-17:00; Tue 09:00-17:00", "Mon,Tue 09:00-17:00; Sat 10:00-14:00"),
        ("2 of 400min within Mon-Sun 00:00-00:00", "2 of 6h 40min within Mon-Sun 00:00-24:00"),
        ("Mon 6:00-14:00|Mon 14:00-22:00", "Mon 06:00-14:00 | Mon 14:00-22:00"),
    ],
)
def test_canonical_text(text: str, canonical: str) -> None:
    assert format_shifts(parse_shifts(text)) == canonical


daily = st.builds(Span, st.integers(0, 6), st.integers(0, DAY_MIN - 1), st.integers(1, DAY_MIN))
_places = st.sampled_from(["home", "nursery", "gran-2"])
long = st.builds(
    Window, st.integers(0, 6), st.integers(0, DAY_MIN - 1), st.integers(1, 7 * DAY_MIN - 1), _places, _places
)
AnySpan = TypeVar("AnySpan", bound=Span)


def _sorted(spans: st.SearchStrategy[AnySpan]) -> st.SearchStrategy[tuple[AnySpan, ...]]:
    return st.lists(spans, min_size=1, max_size=8).map(lambda found: tuple(sorted(set(found))))


@st.composite
def patterns(draw: st.DrawFn) -> WeekPattern:
    kind = draw(st.sampled_from([ShiftKind.FIXED, ShiftKind.ANY_N, ShiftKind.FLEX, ShiftKind.ROTA]))
    if kind == ShiftKind.ROTA:
        return WeekPattern(kind, tuple(draw(st.lists(_sorted(daily), min_size=2, max_size=4))))
    spans = draw(_sorted(daily))
    days = st.integers(1, len({span.day for span in spans}))
    if kind == ShiftKind.FLEX:
        shortest = min(span.duration_min for span in spans)
        return WeekPattern(kind, (spans,), draw(st.none() | days), draw(st.integers(1, shortest)))
    return WeekPattern(kind, (spans,), draw(days) if kind == ShiftKind.ANY_N else None)


@settings(max_examples=300, deadline=None)
@given(patterns())
def test_shifts_survive_writing_and_reading(pattern: WeekPattern) -> None:
    assert parse_shifts(format_shifts(pattern)) == pattern


@settings(max_examples=300, deadline=None)
@given(st.just(()) | st.just(ALWAYS) | _sorted(long))
def test_windows_survive_writing_and_reading(windows: tuple[Window, ...]) -> None:
    assert parse_windows(format_windows(windows)) == windows


@settings(max_examples=300, deadline=None)
@given(st.text() | st.from_regex(r"[0-9a-zA-Z :;|,@>\-]{0,60}") | st.lists(
    st.sampled_from(["Mon", "-", "Fri", " ", "09:00", "17:00", "3 of", "6h within", "|", ";", ",", "to", "@", "gran"])
).map("".join))  # fmt: skip
def test_any_text_is_read_or_refused_and_never_anything_else(text: str) -> None:
    with suppress(NotationError):
        pattern = parse_shifts(text)
        assert parse_shifts(format_shifts(pattern)) == pattern
    with suppress(NotationError):
        windows = parse_windows(text)
        assert parse_windows(format_windows(windows)) == windows


def test_a_rota_of_too_many_templates_is_refused() -> None:
    assert len(parse_shifts(" | ".join(["Mon 09:00-15:00"] * 8)).templates) == 8
    with pytest.raises(NotationError, match="more than 8 templates"):
        parse_shifts(" | ".join(["Mon 09:00-15:00"] * 9))
