"""What is encoded: adverts without HTML, CVs without contacts, nothing where there is nothing."""

from __future__ import annotations

import time

import polars as pl
import pytest
from hypothesis import given, strategies as st

from jobmatch.encode.texts import html_to_text, jobseeker_texts, tidy, vacancy_texts


def read(markup: str) -> str:
    return tidy(html_to_text(markup))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Day</p><p>Night</p>", "Day Night"),
        ("Tea<br>Coffee<br/>Milk<BR />", "Tea Coffee Milk"),
        ("<ul><li>one</li><li>two</li></ul>", "one two"),
        ("<b>Nur</b>se", "Nurse"),
        ("<P CLASS='a b' id=3 data-x=\"1 > 0\">Up</P>", "Up"),
        ("&lt;p&gt;Care &amp;amp; cure&lt;/p&gt;", "Care & cure"),
        ("&lt;p&gt;Care &amp; cure&lt;/p&gt;", "Care & cure"),
        ("&amp;lt;p&amp;gt;twice&amp;lt;/p&amp;gt;", "twice"),
        ("<p>a&nbsp;b\u00a0c</p>", "a b c"),
        ("<p>x</p><script>alert('no')</script><style>p{}</style><!-- no --><p>y</p>", "x y"),
        ("<html><head><title>Site</title></head><body>Job</body></html>", "Job"),
        ("<p>Word's <o:p>leavings</o:p></p>", "Word's leavings"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_html_becomes_plain_text(markup: str, text: str) -> None:
    assert read(markup) == text


@pytest.mark.parametrize(
    "text",
    [
        "children under <5 years",
        "a <b and c> d",
        "pay < 30k and hours > 20",
        "under <five years>",
        "ward <<3>>",
        "1 <2 >0",
        "<3",
        "ends with <",
    ],
)
@pytest.mark.parametrize("around", ["{}", "<p>{}</p>", "&lt;p&gt;{}&lt;/p&gt;"])
def test_a_bracket_that_opens_no_tag_stays(text: str, around: str) -> None:
    assert read(around.format(text)) == text


def test_a_tag_shown_as_text_stays() -> None:
    assert read("<p>Know your &lt;b&gt; from your &lt;i&gt;</p>") == "Know your <b> from your <i>"


def test_plain_text_is_left_alone() -> None:
    assert read("R&D at AT&T, fish & chips; 5 > 3") == "R&D at AT&T, fish & chips; 5 > 3"


@pytest.mark.parametrize(
    "hostile", ["<p " + " " * 100_000, "<" * 100_000, "<p a=" * 30_000, "<!--" * 30_000, "&amp;" * 50_000]
)
def test_hostile_markup_takes_no_time(hostile: str) -> None:
    started = time.process_time()
    html_to_text(hostile)
    assert time.process_time() - started < 5


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    html_to_text(text)
    assert tidy(tidy(text)) == tidy(text)


def test_texts_that_look_the_same_are_the_same() -> None:
    assert tidy(" cafe\u0301\t\n work\u00a0") == "caf\u00e9 work"


def test_names_and_contacts_do_not_matter() -> None:
    texts = jobseeker_texts(
        pl.DataFrame(
            {"cv_text": ["Jan Kos\nWelder, LS1 4AP, a@b.example", "Amina Yusuf\nWelder, BD1 1AA, c.d@e.example"]}
        )
    )
    assert texts[0] == texts[1]


def test_a_vacancy_is_title_skills_description() -> None:
    frame = pl.DataFrame(
        {
            "vacancy_id": ["v"],
            "title": ["Care &amp; support worker"],
            "description": ["<p>Help people.</p>"],
            "required_skills": [["lifting", "http://data.europa.eu/esco/skill/1", None, "first aid"]],
            "desirable_skills": [["Welsh"]],
        }
    )
    assert vacancy_texts(frame) == [
        "Care & support worker. Required: lifting, first aid. Desirable: Welsh. Help people."
    ]


def test_what_a_vacancy_lacks_is_left_out() -> None:
    frame = pl.DataFrame(
        {"title": ["Cook", "Cook", " "], "description": [None, "", None], "required_skills": [None, [], None]},
        schema_overrides={"required_skills": pl.List(pl.String)},
    )
    assert vacancy_texts(frame) == ["Cook.", "Cook.", ""]
    assert vacancy_texts(frame.select("title")) == ["Cook.", "Cook.", ""]


def test_a_jobseeker_is_the_cv_or_none() -> None:
    frame = pl.DataFrame(
        {
            "cv_text": ["Baker\n for ten years", None, "  ", "a@b.example, 07700 900123", "Baker!"],
            "skills": [["bread"], ["bread", "cake"], [], None, None],
        },
        schema_overrides={"skills": pl.List(pl.String)},
    )
    assert jobseeker_texts(frame) == ["Baker for ten years.", None, None, None, "Baker!"]
    assert jobseeker_texts(frame.select("skills")) == [None] * 5


def test_empty_tables_give_no_texts() -> None:
    frame = pl.DataFrame(schema={"title": pl.String, "cv_text": pl.String})
    assert vacancy_texts(frame) == []
    assert jobseeker_texts(frame) == []
