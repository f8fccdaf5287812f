"""Remote work, training, openings, schemes and demands."""

from __future__ import annotations

import pytest

from jobmatch.codes import DIMENSIONS
from jobmatch.reading import demands, read_advert

REMOTE = [
    ("hybrid, two days a week from home", None, "hybrid"),
    ("Hybrid working", None, "hybrid"),
    ("a mix of home and office working", None, "hybrid"),
    ("3 days a week in the office, hybrid role", None, "hybrid"),
    ("some home working", None, "hybrid"),
    ("This role is fully remote", None, "full"),
    ("Home based role", None, "full"),
    ("", "Customer Adviser (Remote)", "full"),
    ("Remote - UK", None, "full"),
    ("Location\nRemote\nPermanent", None, "full"),
    ("UK (Remote)", None, "full"),
    ("remote communities in Scotland", None, None),
    ("Work from home permanently", None, "full"),
    ("There is no remote working", None, "no"),
    ("The role is office based", None, "no"),
    ("This role cannot be done from home", None, "no"),
    ("care home", None, None),
    ("remote monitoring services", None, None),
    ("hybrid theatre", None, None),
    ("currently working from home due to Covid", None, None),
    ("interviews will be held remotely", None, None),
    ("visiting people in their own home", None, None),
]


@pytest.mark.parametrize(("text", "title", "remote"), REMOTE)
def test_remote(text: str, title: str | None, remote: str | None) -> None:
    assert read_advert(text, title).stated("remote") == remote


def test_days_on_site() -> None:
    stated = read_advert("Hybrid working, 3 days a week in the office")
    assert stated.stated("days_on_site") == 3
    inferred = read_advert("Hybrid, two days a week from home")
    assert [(reading.value, reading.provenance) for reading in inferred.of("days_on_site")] == [(3, "inferred")]


@pytest.mark.parametrize(
    "text",
    [
        "Full training provided",
        "full training will be given",
        "On the job training",
        "No experience needed as training is provided",
        "We will provide all the training you need",
        "Training will be provided in our systems",
        "you will be fully trained",
    ],
)
def test_training(text: str) -> None:
    assert read_advert(text).stated("training_given") is True


@pytest.mark.parametrize(
    "text",
    [
        "You will provide training to staff",
        "a training practice",
        "No training is provided",
        "have completed training in first aid",
        "training and development opportunities",
        "training could be provided",
    ],
)
def test_no_training(text: str) -> None:
    assert read_advert(text).stated("training_given") is None


OPENINGS = [
    ("x3 positions", 3),
    ("2 posts available", 2),
    ("We have two vacancies", 2),
    ("we are recruiting 5 warehouse operatives", 5),
    ("Number of positions: 4", 4),
    ("looking to recruit two Band 5 Nurses", 2),
    ("1 x 20 hours per week, 1 x 16 hours per week", 2),
    ("Band 2 posts", None),
    ("both posts", None),
    ("over 400,000 vacancies", None),
    ("first position", None),
    ("3 years in a similar position", None),
    ("recruiting for 2 years", None),
    ("3 x 12 hour night shifts", None),
    ("a minimum of 5 x GCSEs", None),
    ("We have one part time permanent post", 1),
]


@pytest.mark.parametrize(("text", "openings"), OPENINGS)
def test_openings(text: str, openings: int | None) -> None:
    assert read_advert(text).stated("openings") == openings


SCHEMES = [
    ("As a Disability Confident Committed employer", "disability_confident", "committed"),
    ("a Disability Confident Employer", "disability_confident", "employer"),
    ("We are a Disability Confident Leader", "disability_confident", "leader"),
    ("part of the Disability Confident scheme", "disability_confident", "member"),
    ("Disability Confident Level 1", "disability_confident", "committed"),
    ("Disability Confident (Level 2)", "disability_confident", "employer"),
    ("Level 3 Disability Confident", "disability_confident", "leader"),
    ("Disability Confident scheme. NVQ Level 3 needed", "disability_confident", "member"),
    ("We offer interviews to all disabled applicants who meet the essential criteria", "guaranteed_interview", True),
    ("We interview all applicants with a disability who meet the minimum criteria", "guaranteed_interview", True),
    ("Candidates who meet the essential criteria will be offered an interview", "guaranteed_interview", None),
    ("a guaranteed interview scheme for disabled applicants", "guaranteed_interview", True),
    ("we guarantee an interview to disabled people who meet the minimum criteria", "guaranteed_interview", True),
    ("a guaranteed interview to students due to qualify", "guaranteed_interview", None),
    ("We will make reasonable adjustments at interview", "adjustments", True),
    ("reasonable adjustments for patients with learning disabilities", "adjustments", None),
]


@pytest.mark.parametrize(("text", "field", "value"), SCHEMES)
def test_schemes(text: str, field: str, value: object) -> None:
    assert read_advert(text).stated(field) == value


STATED_DEMANDS = [
    ("manual handling up to 20kg", {"lift_carry": 5}),
    ("Must be able to lift 25 kg", {"lift_carry": 6}),
    ("lifting boxes of up to 30kg", {"lift_carry": 7}),
    ("carry parcels weighing up to 5 kilos", {"lift_carry": 2}),
    ("You will not be required to lift", {"lift_carry": 0}),
    ("on your feet all day", {"standing": 7}),
    ("on your feet for long periods", {"standing": 6}),
    ("standing for prolonged periods", {"standing": 6}),
    ("working outdoors in all weathers", {"cold_heat_outdoors": 6}),
    ("using ladders", {"steps_access": 7}),
    ("12 hour shifts", {"shift_length": 6}),
    ("7.5 hour shifts", {"shift_length": 4}),
    ("days and nights", {"night_work": 5}),
    ("Permanent nights", {"night_work": 7}),
    ("night shifts are required", {"night_work": 5}),
    ("some evening work", {"night_work": 3}),
    ("no night shifts", {"night_work": 0}),
    ("late nights and weekends", {"night_work": 3}),
    ("walking up to 10 miles a day", {"walking": 7}),
]


@pytest.mark.parametrize(("text", "levels"), STATED_DEMANDS)
def test_stated_demands(text: str, levels: dict[str, int]) -> None:
    assert read_advert(text).demands == levels


def test_night_title() -> None:
    assert read_advert(None, "Night Care Assistant").demands == {"night_work": 7}


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("there is some heavy lifting", "lift_carry"),
        ("working at height", "heights"),
        ("The role is physically demanding", "pace_effort"),
        ("involves bending and kneeling", "bend_kneel"),
        ("a noisy environment", "noise"),
        ("lone working", "lone_working"),
        ("you will be on your feet", "standing"),
    ],
)
def test_a_demand_without_its_amount_is_only_suggested(text: str, dimension: str) -> None:
    advert = read_advert(text)
    assert dimension not in advert.demands
    assert f"demands.{dimension}" in {reading.field for reading in advert.of("demands", "inferred")}


@pytest.mark.parametrize(
    "text",
    [
        "carrying out duties",
        "an outstanding team with good standing",
        "reaching out to clients",
        "move up the career ladder",
        "the UK's fastest growing",
        "lifting standards in our schools",
        "a night out",
        "standing orders",
        "stretching targets",
        "our head office in Shirley Heights",
        "lost 10 kg",
        "a group where there is no lifting can be arranged",
        "move up the ladder",
    ],
)
def test_words_that_only_look_like_demands(text: str) -> None:
    assert not read_advert(text).of("demands")


def test_every_dimension_is_known() -> None:
    assert {dimension for dimension, _, _ in demands._SIMPLE.values()} <= set(DIMENSIONS)
