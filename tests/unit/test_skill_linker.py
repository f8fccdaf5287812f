"""Free text to skills."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from jobmatch import ConfigError, SkillLinker, SkillTaxonomy, starter_taxonomy
from jobmatch.reading.skills.skill_names import without_qualifier
from jobmatch.reading.skills.vocabulary import starter_skills

STARTER = SkillLinker()
TAXONOMY = SkillTaxonomy.from_tables(
    [
        {"skill_id": "java", "label": "Java (computer programming)"},
        {"skill_id": "chef", "label": "Chef (tools for software configuration management)"},
        {"skill_id": "chefs", "label": "work as chef"},
        {"skill_id": "sas", "label": "SAS"},
        {"skill_id": "creative", "label": "think creatively"},
        {"skill_id": "forks", "label": "operate forklifts"},
        {"skill_id": "a", "label": "bake bread"},
        {"skill_id": "b", "label": "bake cakes"},
    ],
    labels=[
        {"skill_id": "creative", "label": "experience"},
        {"skill_id": "forks", "label": "drive fork trucks"},
        {"skill_id": "a", "label": "do the baking"},
        {"skill_id": "b", "label": "do the baking"},
    ],
    name="test",
)
LINKER = SkillLinker(TAXONOMY)


def found(text: str, linker: SkillLinker = STARTER) -> list[tuple[str, str]]:
    return [(link.label, link.standing) for link in linker.link(text)]


@pytest.mark.parametrize(
    ("text", "label", "stage", "words"),
    [
        ("Till operation.", "till operation", "label", "Till operation"),
        ("I worked with kids and did till work", "till operation", "other label", "till work"),
        ("I operated forklift trucks for years", "forklift driving", "lemma", "operated forklift trucks"),
        ("<p>Stacked&nbsp;the shelves &amp; more</p>", "stock replenishment", "lemma", "Stacked&nbsp;the shelves"),
        ("multi drop driving", "multi-drop delivery", "other label", "multi drop driving"),
        ("I signed in Makaton", "Makaton", "label", "Makaton"),
        ("Fluent Welsh", "Welsh", "label", "Welsh"),
        ("C# and .NET", "C#", "label", "C#"),
    ],
)
def test_stage_and_span(text: str, label: str, stage: str, words: str) -> None:
    link = STARTER.link(text)[0]
    assert (link.label, link.stage, text[link.start : link.end], link.provenance) == (label, stage, words, "stated")


@pytest.mark.parametrize(
    "text",
    [
        "platform, information and performance",  # "form" is in none of them
        "She will excel and go on to access the site",  # not Excel, nor Access
        "sage and onion stuffing",
        "a bilingualwelsh sign",
        "personal. Care of plants",  # two sentences
        "a specialist recruitment consultancy",
        "the sales team",
        "",
    ],
)
def test_what_names_no_skill(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("No experience needed in cleaning", "not_needed"),
        ("No previous experience of ironing or cleaning is required", "not_needed"),
        ("Cleaning experience is not required", "not_needed"),
        ("No cleaning involved", "not_needed"),
        ("Without any knowledge of cleaning you can apply", "not_needed"),
        ("Cleaning: full training provided", "to_learn"),
        ("You will be trained in cleaning", "to_learn"),
        ("I would like to learn cleaning", "to_learn"),
        ("Hoping to train in cleaning", "to_learn"),
        ("Cleaning would be an advantage", "desirable"),
        ("Cleaning is essential", "plain"),
        ("No experience of cooking is needed, but you must be good at cleaning", "plain"),
        ("Training provided. Cleaning of offices", "plain"),
        ("Not only cleaning", "plain"),
    ],
)
def test_standing(text: str, standing: str) -> None:
    assert ("cleaning", standing) in found(text)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Python (primary)", "primary"), ("Python - advanced", "advanced"), ("Python: basic", "basic"),
        ("Python", None), ("Python (the language)", None),
    ],
)  # fmt: skip
def test_qualifier_is_told_apart(text: str, qualifier: str | None) -> None:
    link = STARTER.link(text)[0]
    assert (link.label, link.qualifier, link.end) == ("Python", qualifier, 6)


def test_a_name_without_its_qualifier() -> None:
    assert without_qualifier("Excel - advanced") == ("Excel", "advanced")
    assert without_qualifier("primary") == ("primary", None)
    assert without_qualifier("Sage (Payroll)") == ("Sage (Payroll)", None)


def test_brackets_of_a_label_are_not_said_in_a_text() -> None:
    assert [link.skill_id for link in LINKER.link("5 years of JAVA and java")] == ["java", "java"]


def test_an_ordinary_word_needs_what_the_brackets_say() -> None:
    assert not LINKER.link("Head Chef in a hotel")
    assert [link.skill_id for link in LINKER.link("Chef and other configuration tools")] == ["chef"]


def test_short_capitals_must_be_capitals() -> None:
    assert [link.skill_id for link in LINKER.link("SAS and sas")] == ["sas"]


def test_another_label_of_one_word_must_say_what_the_label_says() -> None:
    assert not LINKER.link("Experience")


def test_a_shared_name_is_not_linked() -> None:
    assert not LINKER.link("I do the baking")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Set up syringe drivers", "syringe drivers"),
        ("answered the telephone triage line", "triage"),
        ("Marked books and homework", "marking and feedback"),
        ("Records kept on EMIS", "EMIS Web"),
        ("I collected rent arrears", "rent collection"),
        ("Putaway with a VNA truck", "VNA truck driving"),
        ("securing loads, roping and sheeting", "load securing"),
        ("hoovering and mopping", "cleaning"),
        ("searched bags at the door", "bag searches"),
        ("probing food each service", "food temperature checks"),
        ("I was gutting fish", "fishmongery"),
        ("Lambing 400 ewes", "lambing and calving"),
        ("laying kerbs", "kerb laying"),
        ("cat and genny, laser levels", "cable avoidance"),
        ("PLC fault finding", "PLC programming"),
        ("Read micrometers and verniers", "precision measurement"),
        ("changed brake pads", "vehicle maintenance"),
        ("month end close", "month-end accounts"),
        ("reset passwords in Active Directory", "user account management"),
        ("pivot tables and VLOOKUP", "Microsoft Excel"),
        ("Outlook and Word", "Microsoft Outlook"),
    ],
)
def test_what_trades_name(text: str, label: str) -> None:
    assert label in {name for name, _ in found(text)}


@pytest.mark.parametrize(
    "text",
    [
        "the bus driver used a syringe",
        "Capita PLC, a listed plc",
        "has a permit to work in the UK",
        "wages are paid by BACS",
        "our outlook on life is good, word of mouth",
        "we are forging new links and flagging nothing",
        "reported to the counter fraud specialist",
        "rated good by the CQC",
        "I have physiotherapy on Tuesdays and had drug and alcohol support",
        "shortlisted candidates will hear within a week",
        "you will draft and write what is asked",
        "interviews are held over Zoom",
        "a free eye test and e-learning for all",
        "please tell us your dietary requirements",
        "hybrid or at home, as you like",
        "she reacts quickly",
        "Ray and Charity Crane, Stone Lane",
        "the bags were heavy and the search went on",
        "a load of books marked down",
        "around the school run",
        "rams and ewes",
    ],
)
def test_what_only_looks_like_a_skill(text: str) -> None:
    assert not found(text)


def test_links_do_not_overlap_and_the_longest_wins() -> None:
    assert found("staff training and development") == [("staff training", "plain")]
    assert found("deep cleaning") == [("deep cleaning", "plain")]


def by_letters(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of letters: enough to know "breadbaking" for "bake bread"."""
    rows = np.array([[text.lower().count(chr(97 + i)) for i in range(26)] for text in texts], np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def test_items_of_lists_are_linked_by_meaning_where_no_name_is_found() -> None:
    linker = SkillLinker(TAXONOMY, encode=by_letters, near=0.9)
    text = "Skills: baked bread (advanced), xyz, disability\nI like baking breads in a long sentence of words"
    links = linker.link("Skills\nbakebread, xyz\n" + text)
    assert [(link.skill_id, link.stage, link.provenance) for link in links if link.stage == "embedding"] == [
        ("a", "embedding", "inferred")
    ]
    assert all(0.9 <= link.score <= 1 for link in links if link.stage == "embedding")


def test_near_is_checked() -> None:
    with pytest.raises(ConfigError, match="near"):
        SkillLinker(near=0)


def test_no_name_of_the_starter_list_is_given_twice() -> None:
    names = [name.lower() for skill in starter_skills() for name in (skill.label, *skill.other_labels)]
    assert len(names) == len(set(names))
    assert len(starter_skills()) > 900


def test_every_name_of_the_starter_list_is_found_as_its_skill() -> None:
    for skill in starter_skills():
        for name in (skill.label, *skill.other_labels):
            links = STARTER.link(name)
            assert [link.label for link in links] == [skill.label], name


def test_the_starter_list_is_a_taxonomy() -> None:
    taxonomy = starter_taxonomy()
    assert len(taxonomy) == len(starter_skills())
    assert taxonomy.link(["Shelf Stacking"])["label"].to_list() == ["stock replenishment"]


@given(
    st.lists(
        st.sampled_from([name for skill in starter_skills()[::7] for name in (skill.label, " no ", ",", "\n", "x")])
    )
)
def test_spans_quote_the_text_and_never_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    links = STARTER.link(text)
    assert all(0 <= link.start < link.end <= len(text) for link in links)
    assert all(one.end <= other.start for one, other in itertools.pairwise(links))
