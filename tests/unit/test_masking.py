"""What of a CV never reaches an encoder or its cache."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from jobmatch.encode import EncodingCache, encode_texts, jobseeker_texts
from jobmatch.encode.wordlist import WORDS_PATH
from jobmatch.reading import PERSONAL_KINDS, mask_personal, personal_spans
from jobmatch.reading.protected_words import PROTECTED_WORDS

CV = """Agnieszka Nowak-Brown
Flat 2, 14 Mill Lane, Newport, NP20 1AA
Tel: 07700 900123 | agnieszka.nowak@example.org | linkedin.com/in/agnieszkanowak
Date of birth: 3rd March 1985
Nationality: Polish
NI number: QQ 12 34 56 C

Profile
I am a 39 year old cleaner with ten years in hospitals. I have depression and keep well.
Agnieszka is never late. NOWAK

Cleaner, 2010 to 2015
I worked for Mrs Ellen Price and with Kwame Mensah.

References: Mr J. Okafor, Siobhan Kelly
"""
SECRETS = (
    "agnieszka", "nowak", "mill lane", "np20", "07700", "example.org", "linkedin", "1985", "polish", "qq 12", "39 year",
    "depression", "ellen", "price", "kwame", "mensah", "okafor", "siobhan", "kelly",
)  # fmt: skip


def test_nothing_that_names_the_person_is_left() -> None:
    masked = mask_personal(CV).lower()
    assert [secret for secret in SECRETS if secret in masked] == []


def test_what_the_person_did_is_left() -> None:
    masked = mask_personal(CV)
    for kept in (
        "Profile",
        "cleaner with ten years in hospitals",
        "is never late",
        "Cleaner, 2010 to 2015",
        "References",
    ):
        assert kept in masked


def test_every_kind_is_found() -> None:
    assert {span.kind for span in personal_spans(CV)} | {"postcode", "phone"} == set(PERSONAL_KINDS)


class Recorder:
    """An encoder that keeps what it is given."""

    fingerprint = "recorder"
    dimensions = 4

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str], *, progress: object = None) -> NDArray[np.float32]:
        self.seen += texts
        return np.full((len(texts), 4), 0.5, np.float32)

    def close(self) -> None:
        pass


def test_no_name_or_contact_reaches_encoder_or_cache(tmp_path: Path) -> None:
    recorder = Recorder()
    with EncodingCache(tmp_path / "cache.sqlite") as cache:
        encode_texts(jobseeker_texts(pl.DataFrame({"cv_text": [CV]})), recorder, cache)
    assert recorder.seen
    for text in (*recorder.seen, *(file.read_bytes().decode("latin-1") for file in tmp_path.iterdir())):
        assert [secret for secret in SECRETS if secret in text.lower()] == []


@pytest.mark.parametrize(
    "contact",
    [
        "jo.bloggs+jobs@mail.example.co.uk",
        "JO@EXAMPLE.ORG",
        "07700 900123",
        "07700900123",
        "020 7946 0958",
        "(01632) 960001",
        "01632-960-001",
        "+44 7700 900123",
        "+44 (0)20 7946 0958",
        "0044 20 7946 0958",
        "555-010-1234",
        "M1 1AE",
        "sw1a 2aa",
        "EC1A1BB",
        "B33 8TH",
        "JG123456C",
        "AB 12 34 56 C",
    ],
)
def test_contacts_are_taken_out(contact: str) -> None:
    assert mask_personal(f"Welder, {contact}, since 2015") == "Welder,  , since 2015"


@pytest.mark.parametrize(
    "text",
    [
        "2010 - 2015, 2016-2019, 2015 2016",
        "01-02-2015 to 03.04.2018 and 01/02/2015",
        "Band 5 A1 1st class, B1 2nd line",
        "NVQ level 2, 3 GCSEs, 120,000 GBP, 37.5 hours",
        "C1 licence, 7.5t, Python 3.11, ISO 9001",
        "managed 1000 2000 staff @ work",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_personal(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Olumide Adebayo\nDriver", " \nDriver"),  # by its place: no list has it
        ("PRIYA PATEL\nDriver", " \nDriver"),
        ("Curriculum Vitae\nNguyen Hoa\nDriver", "Curriculum Vitae\n \nDriver"),
        ("CV of Sam O'Neill, bricklayer", "CV of  , bricklayer"),
        ("Name: jan kowalski\nDriver", "Name:  \nDriver"),
        ("My name is Chidi Eze.", "My name is  ."),
        ("Address: 4 The Cottages,\nHull\nDriver", " \nHull\nDriver"),
        ("I lived at 22 Mill Lane until 2015", "I lived at   until 2015"),
        ("born on 12/03/1985", " "),
        ("aged 45", " "),
        ("Marital status: single", " "),
        ("Due to my bad back I left", "  I left"),
        ("http://me.example.org/cv and @janedoe", "  and  "),
        ("DOB 1/2/80 Nationality: Indian", "   "),
        ("Driver | Religion: Sikh | Forklift", "Driver |  | Forklift"),
        ("Gender:\nMale\nDriver", " \nDriver"),
        ("Nationality  British\nDriver", " \nDriver"),
    ],
)
def test_one_by_one(text: str, masked: str) -> None:
    assert mask_personal(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "SENIOR ACCOUNTANT\nSummary",
        "Hotel Housekeeper\nI clean",
        "Retired Teacher\nfoo",
        "Highly Motivated Individual\nfoo",
        "I supported people with depression and autism",
        "Customer Service Manager, Microsoft Office, Georgia State",
        "12 years of experience; 4 months in a row",
        "worked with children aged 3 to 11",
        "Health and safety: trained",
        "Public health: managed a ward",
        "I have supported people with autism and epilepsy",
        "I cared for adults with diabetes and depression",
        "Worked with single mums at a refuge",
        "Supported a single mother and her two children",
        "I have taught 30 children a year",
        "Processed applications of Polish nationals",
        "Advised clients on settled status",
        "Wheelchair services technician",
        "Supported a wheelchair user at home",
        "Ran classes for pregnant women",
        "Maternity leave cover, 12 months",
        "I covered maternity leave for a manager",
        "I am a single point of contact",
        "I am single-minded",
        "I am a black belt in judo",
        "I am a youth worker",
        "As a national account manager I led a team",
        "I am a mental health nurse",
        "As a care worker I supported adults with autism",
        "I have worked in a GP surgery",
        "I am fluent in English",
        "I am a French teacher",
        "I am 15 minutes away and 100% committed",
        "I'm from Newport",
        "Church administrator, Catholic Education Service",
        "I have to add up takings",
        "I worked in hospital kitchens and with my hands",
        "Stress tested parts; back office and hand tools",
        "Looked after children aged two to five",
        "Raised funds for the family centre",
        "He or she signs; they check",
        "Job title: Manager",
    ],
)
def test_what_is_nobodys_stays(text: str) -> None:
    assert mask_personal(text) == text


OWN = [
    ("I am a Muslim woman with five years in shops.", ("muslim", "woman")),
    ("As a Sikh man, I value service.", ("sikh", "man")),
    ("I'm gay and proud.", ("gay",)),
    ("single mum of two looking for part-time work", ("single", "mum", "two")),
    ("Energetic mother of 4 with ten years in offices", ("mother",)),
    ("Married with 3 kids.", ("married", "kids")),
    ("Status: Married", ("married",)),
    ("I have two young children at school.", ("children",)),
    ("My husband is a nurse.", ("husband",)),
    ("I use a wheelchair.", ("wheelchair",)),
    ("Wheelchair user since 2010.", ("wheelchair",)),
    ("I'm deaf and wear hearing aids.", ("deaf",)),
    ("Depression and anxiety kept me off work.", ("depression", "anxiety")),
    ("I have epilepsy and depression.", ("epilepsy", "depression")),
    ("I suffer from asthma, severe migraines and anxiety.", ("asthma", "migraines", "anxiety")),
    ("Off work with depression in 2019.", ("depression",)),
    ("Diagnosed with epilepsy in 2015.", ("epilepsy",)),
    ("Due to my autism and dyslexia I plan ahead.", ("autism", "dyslexia")),
    ("Polish national, full licence", ("polish",)),
    ("Dual British citizen", ("british",)),
    ("I am Nigerian and live in Leeds.", ("nigerian",)),
    ("I came here from Poland when I was young.", ("poland",)),
    ("I was born in India.", ("india",)),
    ("I have settled status.", ("settled",)),
    ("I'm 54 and fit.", ("54",)),
    ("I\u2019m 54.", ("54",)),
    ("A 54-year-old welder in my fifties", ("54", "fifties")),
    ("I was pregnant in 2019.", ("pregnant",)),
    ("Pregnant, due in May", ("pregnant",)),
    ("On maternity leave from 2014 to 2015", ("maternity",)),
    ("I sing at my local church.", ("church",)),
    ("Title: Mrs", ("mrs",)),
    ("Prefers she/her", ("she", "her")),
    ("HIV positive since 2010", ("hiv",)),
    ("I fast during Ramadan.", ("ramadan",)),
    ("Career break to have a baby", ("baby",)),
    ("Career break 2010-2014: raising my family", ("family",)),
    ("Career break: maternity", ("maternity",)),
    ("Married, two children", ("married", "children")),
    ("Nationality British", ("british",)),
    ("I moved from Syria in 2016.", ("syria",)),
    ("Indefinite leave to remain (ILR)", ("indefinite", "ilr")),
    ("Off sick with stress", ("stress",)),
    ("Because of my bad knee I cannot lift.", ("knee",)),
    ("I suffer with my back.", ("back",)),
    ("Medically retired from the army", ("medically",)),
]


@pytest.mark.parametrize(("text", "secrets"), OWN)
def test_what_people_say_of_themselves_is_masked(text: str, secrets: tuple[str, ...]) -> None:
    masked = mask_personal(text).lower()
    assert [secret for secret in secrets if secret in masked] == []


def test_no_protected_word_is_in_the_word_list_of_the_text_score() -> None:
    written = {line.split("\t")[1] for line in WORDS_PATH.read_text(encoding="utf-8").splitlines()[1:]}
    assert len(written) > 10_000
    assert written.isdisjoint(word for words in PROTECTED_WORDS.values() for word in words)


def test_what_people_say_of_themselves_reaches_no_cache(tmp_path: Path) -> None:
    recorder = Recorder()
    with EncodingCache(tmp_path / "cache.sqlite") as cache:
        encode_texts(jobseeker_texts(pl.DataFrame({"cv_text": [text for text, _ in OWN]})), recorder, cache)
    assert recorder.seen
    seen = [*recorder.seen, *(file.read_bytes().decode("latin-1") for file in tmp_path.iterdir())]
    assert [secret for _, secrets in OWN for secret in secrets for text in seen if f" {secret} " in text.lower()] == []


@given(st.text(alphabet=st.sampled_from("Ab 01@.-:\n/,'"), max_size=200))
def test_spans_are_ordered_and_within_the_text(text: str) -> None:
    place = 0
    for span in personal_spans(text):
        assert place <= span.start < span.end <= len(text)
        place = span.end


@pytest.mark.parametrize(
    "piece",
    [
        "Aa ",
        "1 ",
        "1 A ",
        "a@",
        "0 ",
        "Mr ",
        "Name: ",
        "I am a ",
        "address: a,\n",
        "x. ",
        "depression, ",
        "as a black ",
        "nationality",
        "I have two young ",
        "health ",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    mask_personal(piece * (20_000 // len(piece)))
    assert time.process_time() - start < 2
