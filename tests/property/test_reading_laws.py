"""Laws of reading adverts, for any text."""

from __future__ import annotations

from hypothesis import example, given, settings, strategies as st

from jobmatch.reading import FIELDS, read_advert
from jobmatch.reading.adverts.table import Fill
from jobmatch.reading.plain import Plain
from jobmatch.tables import read_vacancies

# Pieces that rules look for, in any order and beside any other text, so that rules meet what they were not made for.
_PIECES = st.sampled_from(
    [
        "hours", "per week", "37.5", "£", "£12", "11.44", "p/h", "per annum", "k", "Mon-Fri", "9am", "5pm", "to",
        "-", "or", "no", "not",
        "driving licence", "DBS", "enhanced", "NMC", "HCPC", "registered", "nights", "weekends", "kg", "lift",
        "up to", "20", "x3",
        "positions", "permanent", "bank", "fixed term", "remote", "home", "car", "own", "essential", "desirable",
        "training", "provided",
        "term time", "only", "zero hours", "24:00", "0900", "25:99", "1.5.2", "½", "thirty seven and a half", "<p>",
        "</p>", "&lt;", "&pound;",
        "\n", ". ", ":", ",", "(", ")", "\u2013", "\u0130", "a day", "5 days", "minimum", "a week", "shift",
        "earlies", "7-3", "lates 2-10",
    ]
)  # fmt: skip
_ADVERTS = st.lists(_PIECES | st.text(max_size=12), max_size=25).map(" ".join)
# Says nothing that any rule reads.
_UNRELATED = st.sampled_from(
    [
        "We are a friendly team.",
        "Our garden has apple trees.",
        "Apply through the website.",
        "We value kindness above all.",
    ]
)


@given(st.text(max_size=300) | _ADVERTS, st.none() | _ADVERTS)
@settings(max_examples=300)
@example("&lt;p&gt;&lt;b", "<script>")
def test_any_text_can_be_read_and_spans_lie_inside_it(text: str, title: str | None) -> None:
    for reading in read_advert(text, title):
        source = text if reading.source == "text" else title
        assert source is not None
        assert 0 <= reading.start < reading.end <= len(source)
        assert reading.field.partition(".")[0] in FIELDS


@given(_ADVERTS)
@settings(max_examples=150)
def test_reading_is_deterministic(text: str) -> None:
    assert read_advert(text).readings == read_advert(text).readings


@given(_ADVERTS)
@settings(max_examples=150)
def test_a_span_quotes_what_was_read(text: str) -> None:
    """The words at the span, read by themselves, hold the same plain text: nothing is made up elsewhere."""
    low = Plain(text).low
    for reading in read_advert(text):
        quoted = Plain(text[reading.start : reading.end]).low.strip()
        assert quoted == "" or quoted.split()[0] in low


@given(_ADVERTS, _UNRELATED)
@settings(max_examples=150)
def test_an_unrelated_sentence_changes_nothing(text: str, sentence: str) -> None:
    def values(text: str) -> list[tuple[str, str, str]]:
        return [(reading.field, str(reading.value), reading.provenance) for reading in read_advert(text)]

    line_end = "<br>" if "<" in text else "\n"  # in markup the line ends of the source are blanks
    alone = values(f"{text}{line_end}")
    assert values(f"{text}{line_end}{sentence}") == alone
    assert values(f"{sentence}\n{text}\n") == alone


@given(_ADVERTS)
@settings(max_examples=100)
def test_markup_around_a_text_changes_nothing(text: str) -> None:
    """A paragraph is read as a line is, unless the text itself is markup."""
    if any(mark in text for mark in "<>&\n"):
        return
    of_line = [(reading.field, str(reading.value)) for reading in read_advert(f"\n{text}\n")]
    assert [(reading.field, str(reading.value)) for reading in read_advert(f"<p>{text}</p>")] == of_line


@given(_ADVERTS)
@settings(max_examples=100)
def test_repr_shows_no_value(text: str) -> None:
    advert = read_advert(text)
    assert repr(advert).startswith("AdvertReading(")
    assert all(
        str(reading.value) not in repr(reading) or str(reading.value).isdigit()
        for reading in advert
        if len(str(reading.value)) > 8
    )


@given(_ADVERTS, st.sampled_from(["sure", "all"]))
@settings(max_examples=60, deadline=None)
def test_a_table_that_was_read_is_accepted_again_unchanged(text: str, fill: Fill) -> None:
    row = {"vacancy_id": "v", "title": "Cook", "description": text}
    for given_pay in ({}, {"pay_min_gbp": 20_000, "pay_period": "year"}):
        table = read_vacancies([row | given_pay], read_text=fill)
        again = read_vacancies(table.frame, read_text=fill)
        assert again.frame.equals(table.frame)
