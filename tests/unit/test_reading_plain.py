"""Plain text and where it stood in the original."""

from __future__ import annotations

import pytest

from jobmatch.reading import read_advert
from jobmatch.reading.plain import Plain

TEXTS = [
    ("plain text", "plain text"),
    ("<p>Mon&ndash;Fri</p><p>9-5</p>", "\nmon-fri\n9-5\n"),
    ("&lt;p&gt;Care for &lt;5s &amp;amp; babies&lt;/p&gt;", "\ncare for <5s & babies\n"),
    ("&amp;lt;p&amp;gt;twice&amp;lt;/p&amp;gt;", "\ntwice\n"),
    ("<b>bo</b>ld", "bold"),
    ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
    ("<!-- note -->hello <b>there</b>", "hello there"),
    ("<p>a<script>var pay = '£20 per hour';</script>b</p>", "\na   b\n"),
    ("&pound;12 an hour", "£12 an hour"),
    ("Mon\u2013Fri \u2022 9\u20145", "mon-fri \n 9-5"),
    ("\u0130stanbul", "\u0130stanbul"),
    ("&", "&"),
    ("<", "<"),
    ("<p>", "\n"),
    ("", ""),
]


@pytest.mark.parametrize(("original", "low"), TEXTS)
def test_text(original: str, low: str) -> None:
    assert " ".join(Plain(original).low.split(" ")).replace("  ", " ").split() == low.split()


@pytest.mark.parametrize("original", [original for original, _ in TEXTS])
def test_every_character_is_traced(original: str) -> None:
    plain = Plain(original)
    spans = [plain.original_span(at, at + 1) for at in range(len(plain.low))]
    assert all(0 <= start < end <= len(original) for start, end in spans)
    assert spans == sorted(spans)


def test_a_span_of_escaped_markup_quotes_the_original() -> None:
    text = "&lt;p&gt;Hours: &lt;strong&gt;37.5 hours per week&lt;/strong&gt;, &amp;pound;12.50 per hour&lt;/p&gt;"
    quotes = {reading.field: text[reading.start : reading.end] for reading in read_advert(text)}
    assert quotes == {"hours_per_week": "37.5 hours per week", "pay": "&amp;pound;12.50 per hour"}


def test_sentences_end_at_stops_but_not_at_abbreviations() -> None:
    plain = Plain("Shifts inc. nights. No weekends! ok")
    start = plain.low.index("nights")
    first, last = plain.sentence(start, start + 6)
    assert plain.low[first:last] == "shifts inc. nights"


def test_a_bar_ends_a_sentence_but_not_after_an_abbreviation() -> None:
    plain = Plain("Days | nights | 40 hrs. | weekends; ok")
    starts = [plain.low.index(word) for word in ("days", "nights", "weekends", "ok")]
    found = [plain.low[slice(*plain.sentence(start, start + 2))] for start in starts]
    assert found == ["days", "nights", "40 hrs. | weekends", "ok"]


def test_a_span_ends_before_the_markup_that_follows_it() -> None:
    text = "<p>Pay: <b>&pound;12.50</b> an hour<br>&nbsp;<i>Monday</i></p>"
    plain = Plain(text)
    for word in ("£", "12.50", "monday"):
        start = plain.low.index(word)
        first, last = plain.original_span(start, start + len(word))
        assert text[first:last].lower() in (word, "&pound;")
    assert plain.low[plain.place_of(text.index("Monday")) :].startswith("monday")


def test_letters_beyond_western_europe_shift_no_place() -> None:
    text = "Pâtissier wanted in Łódź \U0001f370: 20 hours per week, £13 per hour"
    quotes = {reading.field: text[reading.start : reading.end] for reading in read_advert(text)}
    assert quotes == {"hours_per_week": "20 hours per week", "pay": "£13 per hour"}
