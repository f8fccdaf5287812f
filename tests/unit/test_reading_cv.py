"""CVs: what is read from them, and what is not."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from jobmatch import SkillLinker, SkillTaxonomy, read_cv, read_jobseekers

DAY = dt.date(2026, 1, 15)
CV = """Agnieszka Nowak
Newport, 07700 900123
Nationality: Polish
Date of birth: 3 March 1985

Profile
Care assistant, ten years. I am Polish and have depression.

Work history
Care assistant, Oak House, June 2019 to present
Administered medication and wrote care plans. No experience of cooking.
Till work for a supermarket
Shop Assistant 03/2015 - 05/2018

Skills
Makaton, Microsoft Excel (advanced), cash handling
I would like to learn welding

Education
NVQ level 3 in Health and Social Care, Newport College
GCSEs, 2001
Currently working towards a BTEC

Languages
Polish (native), English (fluent), some Spanish

Licences
Full clean UK driving licence. I hold an enhanced DBS, on the update service.
My forklift licence has expired.
"""


def test_a_whole_cv() -> None:
    cv = read_cv(CV, as_of=DAY)
    assert cv.skills == [
        "medication administration", "care planning", "till operation", "Makaton", "Microsoft Excel", "cash handling",
        "Polish", "English", "Spanish",
    ]  # fmt: skip
    assert [str(job) for job in cv.occupations] == [
        "Care assistant, 120 months",
        "Care assistant, 2019-06 to now, 79 months",
        "Shop Assistant, 2015-03 to 2018-05, 38 months",
    ]
    assert cv.licences == ["nvq_care_3", "driving_b", "dbs_enhanced"]
    assert cv.languages == ["Makaton", "Polish (native)", "English (fluent)", "Spanish (basic)"]
    assert cv.qualifications == ["NVQ, level 3: health and social care", "GCSEs, level 2"]
    assert [str(one.value) for one in cv.of("qualifications", "inferred")] == ["BTEC"]


def test_values_quote_the_words_that_state_them() -> None:
    quotes = {str(one.value): CV[one.start : one.end] for one in read_cv(CV)}
    assert quotes["Makaton"] == "Makaton"
    assert quotes["care planning"] == "care plans"
    assert quotes["Shop Assistant, 2015-03 to 2018-05, 38 months"] == "Shop Assistant 03/2015 - 05/2018"
    assert quotes["NVQ, level 3: health and social care"] == "NVQ level 3 in Health and Social Care"


def test_nothing_protected_is_read() -> None:
    values = " ".join(str(one.value) for one in read_cv(CV.replace("Polish (native), ", ""))).lower()
    assert not [word for word in ("polish", "1985", "depression", "nowak", "agnieszka", "2001") if word in values]


def test_html_keeps_its_places() -> None:
    text = "<p>Work history</p><p>Cook &ndash; 2015 to 2017</p><ul><li>Till&nbsp;work</li></ul>"
    cv = read_cv(text)
    assert [str(job) for job in cv.occupations] == ["Cook, 2015-01 to 2017-01, 24 months"]
    assert [text[one.start : one.end] for one in cv.of("skills")] == ["Till&nbsp;work"]


def test_the_length_of_a_job_that_goes_on_needs_a_day() -> None:
    job = read_cv("Cleaner, May 2020 to present").occupations[0]
    assert (job.goes_on, job.months, job.start) == (True, None, dt.date(2020, 5, 1))


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("I have worked as a care assistant for 7 years.", ["care assistant, 84 months"]),
        ("Warehouse operative, three years.", ["Warehouse operative, 36 months"]),
        ("10 years' experience", []),
        ("17 years as a cleaner", ["cleaner, 204 months"]),
        ("I was an administrator in a housing association for six years", ["administrator, 72 months"]),
        ("I would like to work as a carer for many years", []),
        (
            "Company Name City , State Executive Chef 07/2014 to 08/2015",
            ["Executive Chef, 2014-07 to 2015-08, 13 months"],
        ),
        ("2015 to 2018: forklift driver, a cold store.", ["forklift driver, 2015-01 to 2018-01, 36 months"]),
        ("Education\nNewport School, teacher training 2001 to 2003", []),
        ("Cook, 2018 to 2015", []),
        ("Opening hours 9 to 5, order 2000 to 2010", []),
    ],
)
def test_jobs(text: str, jobs: list[str]) -> None:
    assert [str(job) for job in read_cv(text).occupations] == jobs


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Full UK driving licence", ["driving_b"]),
        ("I do not have a driving licence", []),
        ("Provisional driving licence", []),
        ("I am working towards my CSCS card", []),
        ("Valid CSCS card", ["cscs"]),
        ("I want to get my SIA licence", []),
        ("SIA door supervisor licence held", ["sia_door"]),
        ("I managed staff who needed a DBS check", []),
    ],
)
def test_licences(text: str, held: list[str]) -> None:
    assert read_cv(text).licences == held


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("I speak Arabic, some Turkish and English.", ["Arabic", "Turkish (basic)", "English"]),
        ("Fluent in Welsh", ["Welsh (fluent)"]),
        ("I am Polish.", []),
        ("I polish floors and speak clearly", []),
        ("French teacher at a language school", []),
        ("I do not speak French", []),
        ("BSL level 2", ["British Sign Language"]),
    ],
)
def test_languages(text: str, languages: list[str]) -> None:
    assert read_cv(text).languages == languages


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I have a level 2 certificate in food safety.", ["certificate, level 2: food safety"]),
        ("I hold an NVQ 2", ["NVQ, level 2"]),
        ("Education: BSc in Nursing, 2010", ["degree, level 6: nursing"]),
        ("I passed 5 GCSEs", ["GCSEs, level 2"]),
        ("I managed the MBA programme", []),
        ("I am studying for an HNC", []),
        ("I completed an apprenticeship in plumbing", ["apprenticeship: plumbing"]),
    ],
)
def test_qualifications(text: str, found: list[str]) -> None:
    assert read_cv(text).qualifications == found


def test_no_text_and_repr() -> None:
    assert list(read_cv(None)) == list(read_cv("")) == []
    assert repr(read_cv("Till work")) == "CvReading(1 values)"


# --- Tables ------------------------------------------------------------------------------

ROWS = [
    {"jobseeker_id": 1, "cv_text": CV},
    {"jobseeker_id": 2, "cv_text": CV, "skills": ["knitting"]},
    {"jobseeker_id": 3, "cv_text": "I did till work and cleaning."},
    {"jobseeker_id": 4},
]


def test_a_list_of_skills_fills_what_is_missing() -> None:
    table = read_jobseekers(ROWS)
    skills, read = table.frame["skills"].to_list(), table.frame["read_fields"].to_list()
    assert skills[0] == read_cv(CV).skills
    assert skills[1:] == [["knitting"], None, None]
    assert read == [["skills"], None, None, None]
    assert "read from the CV" in table.report()


def test_licences_are_on_record_and_fill_nothing() -> None:
    for read_text in ("sure", "all"):
        table = read_jobseekers(ROWS, read_text=read_text)
        assert table.frame["licences"].null_count() == len(ROWS)
        assert not table.readings.filter(field="licences")["filled"].any()
        assert table.readings.filter(field="licences", jobseeker_id=1)["value"].to_list()[:2] == [
            "nvq_care_3",
            "driving_b",
        ]


def test_all_and_none() -> None:
    assert read_jobseekers(ROWS, read_text="all").frame["skills"].to_list()[2] == ["till operation", "cleaning"]
    untouched = read_jobseekers(ROWS, read_text="none")
    assert untouched.readings.height == 0
    assert untouched.frame["skills"].to_list() == [None, ["knitting"], None, None]


def test_what_was_read_is_read_again_unchanged() -> None:
    table = read_jobseekers(ROWS)
    again = read_jobseekers(table.frame)
    assert again.n_rejected == 0
    assert again.frame.equals(table.frame)


def test_readings_have_the_id_and_the_place() -> None:
    readings = read_jobseekers(ROWS).readings
    assert readings.columns == ["jobseeker_id", "field", "value", "provenance", "source", "start", "end", "filled"]
    row = readings.filter(jobseeker_id=3).row(0, named=True)
    assert (row["value"], ROWS[2]["cv_text"][row["start"] : row["end"]]) == ("till operation", "till work")  # type: ignore[index]


def test_a_taxonomy_of_ones_own() -> None:
    taxonomy = SkillTaxonomy.from_tables([{"skill_id": "x", "label": "till work"}], name="mine")
    table = read_jobseekers(ROWS, read_text="all", skills=SkillLinker(taxonomy))
    assert table.frame["skills"].to_list()[2] == ["till work"]


@given(st.text(alphabet=st.sampled_from("Cook 2015to-.,\n NVQ3lSkis:"), max_size=150))
def test_any_text_is_read_within_its_bounds(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in read_cv(text))
