"""Job titles to occupations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner

from jobmatch import (
    ColumnMissingError,
    ConfigError,
    FormatError,
    OccupationCoder,
    Occupations,
    TaxonomyError,
    UsageError,
    read_esco_occupations,
    read_soc_titles,
)
from jobmatch.cli import app
from jobmatch.taxonomy import plain_title, translate

OCCUPATIONS = Occupations.from_tables(
    [
        {"occupation_id": "a", "label": "cleaner", "group_code": "9112"},
        {"occupation_id": "b", "label": "window cleaner", "group_code": "9123"},
        {"occupation_id": "c", "label": "lorry driver", "group_code": "8332"},
        {"occupation_id": "d", "label": "chef", "group_code": "3434"},
    ],
    labels=[
        {"occupation_id": "a", "label": "office cleaning assistant"},
        {"occupation_id": "c", "label": "driver"},
        {"occupation_id": "d", "label": "driver"},
    ],
    name="mine",
)
BUNDLE = """conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status
u1,9112,cleaner,"office cleaner\nchar",,released
u2,8332,lorry driver,trucker,hgv man,released
u3,1111,king,,,obsolete
"""


def by_letters(texts: Sequence[str]) -> NDArray[np.float32]:
    rows = np.array([[text.count(chr(97 + i)) for i in range(26)] for text in texts], np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("HCA (Nights) - Newport - £11.50 per hour x2", "healthcare assistant"),
        ("Part Time Cleaner, Hull", "cleaner"),
        ("Cleaner 16 hours per week - term time only", "cleaner"),
        ("Staff Nurse Band 5", "staff nurse"),
        ("URGENT: Chef wanted", "chef"),
        ("Co-ordinator", "coordinator"),
        ("Night", "night"),
    ],
)
def test_a_title_is_made_plain(title: str, plain: str) -> None:
    assert plain_title(title) in {plain, plain_title(plain)}


@pytest.mark.parametrize(
    ("title", "occupation", "score", "found_by"),
    [
        ("Cleaner", "a", 1.0, "label"),
        ("Office Cleaning Assistant - Hull", "a", 0.98, "other label"),
        ("Assistant, office cleaning", None, None, None),  # what follows a comma is taken for a place
        ("Cleaners of windows", None, None, None),
        ("Window Cleaners (part time)", "b", 0.95, "words"),
        ("HGV Driver", "c", 1.0, "label"),
        ("Driver", None, None, None),  # two occupations share it
        ("Drivers", None, None, None),
        ("", None, None, None),
        (None, None, None, None),
    ],
)
def test_names(title: str | None, occupation: str | None, score: float | None, found_by: str | None) -> None:
    row = OccupationCoder(OCCUPATIONS).code([title]).row(0, named=True)
    assert (row["title"], row["occupation_id"], row["score"], row["found_by"]) == (title, occupation, score, found_by)


def test_a_vote_of_near_names_and_unknown_where_unsure() -> None:
    coder = OccupationCoder(OCCUPATIONS, encode=by_letters, least=0.5)
    coded = coder.code(["chefs", "window cleanerr", "zzz"])
    assert coded["occupation_id"].to_list() == ["d", "b", None]
    sure = OccupationCoder(OCCUPATIONS, encode=by_letters, least=1.0)
    assert sure.code(["window cleanerr"]).row(0)[1:4] == (None, None, None)
    assert 0 < sure.code(["window cleanerr"])["score"][0] < 1


def test_order_of_titles_does_not_matter() -> None:
    coder = OccupationCoder(OCCUPATIONS, encode=by_letters, least=0.3)
    titles = ["chefz", "cleaner", "window cleanerr", "lorry"]
    assert coder.code(titles[::-1]).reverse().equals(coder.code(titles))


def test_a_title_that_is_a_name_as_it_stands() -> None:
    """With an abbreviation or a comma of its own."""
    some = Occupations.from_tables(
        [{"occupation_id": "a", "label": "HGV man"}, {"occupation_id": "b", "label": "porter, night"}], name="mine"
    )
    assert OccupationCoder(some).code(["hgv man", "Porter, night", "Porter"])["occupation_id"].to_list() == [
        "a",
        "b",
        None,
    ]


def test_another_name_that_ends_the_names_of_many_is_nobodys() -> None:
    """ "Driver" is another name of one, and the end of the names of many; a label of its own still counts."""
    drivers = [
        {"occupation_id": str(n), "label": f"{kind} driver"} for n, kind in enumerate(["bus", "taxi", "van", "tram"])
    ]
    hearse = {"occupation_id": "h", "label": "hearse driver"}
    other = [{"occupation_id": "h", "label": "driver"}]
    assert OccupationCoder(Occupations.from_tables([hearse], other, name="few")).code(["Driver"])["score"][0] == 0.98
    many = OccupationCoder(Occupations.from_tables([*drivers, hearse], other, name="many"))
    assert many.code(["Driver"])["occupation_id"].to_list() == [None]
    own = OccupationCoder(Occupations.from_tables([*drivers, {"occupation_id": "d", "label": "driver"}], name="own"))
    assert own.code(["Driver"])["occupation_id"].to_list() == ["d"]


def test_suggestions_begin_with_what_is_named_and_go_on_by_likeness() -> None:
    coder = OccupationCoder(OCCUPATIONS, encode=by_letters)
    found = coder.suggest(["Chef", None, "window cleanerr", "Driver"], n=3)
    assert found["title_row"].to_list() == [0] * 3 + [2] * 3 + [3] * 3
    assert found["rank"].to_list() == [1, 2, 3] * 3
    assert found.row(0, named=True) | {"title": ""} == {
        "title_row": 0, "rank": 1, "title": "", "occupation_id": "d", "label": "chef", "group_code": "3434",
        "score": 1.0, "found_by": "label",
    }  # fmt: skip
    assert found["occupation_id"].to_list()[3:5] == ["b", "a"]
    # Two occupations share the name, so none is coded, and both are suggested.
    assert set(found["occupation_id"].to_list()[6:8]) == {"c", "d"}
    for _, rows in found.group_by("title_row"):
        assert rows["score"].is_sorted(descending=True)
        assert rows["occupation_id"].is_unique().all()


def test_suggestions_of_a_title_are_those_of_its_own_names() -> None:
    """Against the greatest cosine looked for name by name."""
    coder = OccupationCoder(OCCUPATIONS, encode=by_letters)
    names = [*OCCUPATIONS.occupations.select("occupation_id", "label").iter_rows(), *OCCUPATIONS.labels.iter_rows()]
    asked = by_letters(["lory drivver"])[0]
    greatest: dict[str, float] = {}
    for owner, name in names:
        cosine = float(by_letters([name])[0] @ asked)
        greatest[owner] = max(greatest.get(owner, -1.0), cosine)
    found = coder.suggest(["lory drivver"], n=10)
    assert found["occupation_id"].to_list() == sorted(greatest, key=lambda one: (-greatest[one], one))
    assert found["score"].to_list() == pytest.approx([round(greatest[one], 3) for one in found["occupation_id"]])


def test_suggestions_need_an_encoder_and_a_number() -> None:
    with pytest.raises(ConfigError, match="encoder"):
        OccupationCoder(OCCUPATIONS).suggest(["chef"])
    with pytest.raises(ConfigError, match="at least 1"):
        OccupationCoder(OCCUPATIONS, encode=by_letters).suggest(["chef"], n=0)
    assert OccupationCoder(OCCUPATIONS, encode=by_letters).suggest(["", None]).is_empty()


@pytest.mark.parametrize("n", [2.0, 2.5, "2", True, None])
def test_the_number_of_suggestions_is_whole(n: Any) -> None:
    with pytest.raises(ConfigError, match="whole number"):
        OccupationCoder(OCCUPATIONS, encode=by_letters).suggest(["chef"], n=n)


def test_a_number_of_numpy_will_do() -> None:
    n: Any = np.int64(2)
    assert OccupationCoder(OCCUPATIONS, encode=by_letters).suggest(["chef"], n=n).height == 2


def test_a_single_title_has_to_be_in_a_list() -> None:
    coder = OccupationCoder(OCCUPATIONS, encode=by_letters)
    for ask in (coder.code, coder.suggest):
        with pytest.raises(UsageError, match=r"Several titles are asked for, found text.*\n.*into a list"):
            ask("chef")


def test_least_is_checked() -> None:
    with pytest.raises(ConfigError, match="least"):
        OccupationCoder(OCCUPATIONS, least=0)


def test_esco(tmp_path: Path) -> None:
    (tmp_path / "occupations_en.csv").write_text(BUNDLE, encoding="utf-8")
    esco = read_esco_occupations(tmp_path)
    assert (esco.name, len(esco)) == ("ESCO", 2)
    coded = OccupationCoder(esco).code(["Office cleaner", "HGV man", "King"])
    assert coded["occupation_id"].to_list() == ["u1", "u2", None]
    assert coded["group_code"].to_list() == ["9112", "8332", None]
    with pytest.raises(FormatError, match="occupations_cy"):
        read_esco_occupations(tmp_path, language="cy")


def test_soc_titles() -> None:
    soc = read_soc_titles(
        [
            {"soc_code": 9223, "title": "cleaner", "unit_group": "Cleaners and domestics"},
            {"soc_code": 9223, "title": "char", "unit_group": "Cleaners and domestics"},
            {"soc_code": 117, "title": "officer"},
        ]
    )
    assert soc.occupations.rows() == [("0117", "officer", "011"), ("9223", "Cleaners and domestics", "922")]
    assert OccupationCoder(soc).code(["Char"])["occupation_id"].to_list() == ["9223"]


@pytest.mark.parametrize(
    "rows", [[{"soc_code": "1", "title": None}], [{"soc_code": None, "title": "x"}], [{"soc_code": "1", "title": ""}]]
)
def test_soc_titles_must_be_whole(rows: list[dict[str, object]]) -> None:
    with pytest.raises(TaxonomyError):
        read_soc_titles(rows)
    with pytest.raises(ColumnMissingError):
        read_soc_titles([{"title": "x"}])


@pytest.mark.parametrize(
    ("occupations", "labels"),
    [
        ([{"occupation_id": "a", "label": "x"}, {"occupation_id": "a", "label": "y"}], []),
        ([{"occupation_id": "a", "label": None}], []),
        ([{"occupation_id": "a", "label": "x"}], [{"occupation_id": "b", "label": "y"}]),
        ([], []),
    ],
)
def test_bad_classifications(occupations: list[dict[str, object]], labels: list[dict[str, object]]) -> None:
    with pytest.raises(TaxonomyError):
        Occupations.from_tables(occupations, labels, name="bad")


def test_a_crosswalk_of_the_operator() -> None:
    coded = OccupationCoder(OCCUPATIONS).code(["Cleaner", "Window cleaner", "Chef", "Pilot"])
    by_id = translate(coded, [{"occupation_id": "a", "soc_code": 9223}, {"occupation_id": "d", "soc_code": 5434}])
    assert by_id["soc_code"].to_list() == ["9223", None, "5434", None]
    by_group = translate(
        coded,
        [
            {"group_code": 9112, "soc_code": 9223},
            {"group_code": 9123, "soc_code": 9231},
            {"group_code": 9123, "soc_code": 9239},  # two: which of them is not known
        ],
    )
    assert by_group["soc_code"].to_list() == ["9223", None, None, None]
    with pytest.raises(ColumnMissingError):
        translate(coded, [{"occupation_id": "a"}])


def test_command_line(tmp_path: Path) -> None:
    titles, soc, out = tmp_path / "titles.csv", tmp_path / "soc.csv", tmp_path / "out.csv"
    titles.write_text("vacancy_id,title\n1,Cleaner (nights)\n2,Astronaut trainer\n", encoding="utf-8")
    soc.write_text("soc_code,title\n9223,cleaner\n5434,chef\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["code", str(titles), "--soc", str(soc), "--out", str(out)])
    assert run.exit_code == 0, run.output
    coded = pl.read_csv(out)
    assert coded["vacancy_id"].to_list() == [1, 2]
    assert coded["occupation_id"].to_list() == [9223, None]
    assert "1 of 2 unknown" in run.output
    assert CliRunner().invoke(app, ["code", str(titles), "--out", str(out)]).exit_code == 2
    run = CliRunner().invoke(app, ["code", str(titles), "--soc", str(soc), "--suggest", "2", "--out", str(out)])
    assert run.exit_code == 0, run.output
    suggested = pl.read_csv(out)
    assert suggested["vacancy_id"].to_list() == [1, 1, 2, 2]
    assert suggested["rank"].to_list() == [1, 2, 1, 2]
    assert suggested["occupation_id"][0] == 9223
    assert "suggestions for 2 of 2 title(s)" in run.output
    assert "unknown" not in run.output
    both = ["--suggest", "2", "--least", "0.5"]
    run = CliRunner().invoke(app, ["code", str(titles), "--soc", str(soc), *both, "--out", str(out)])
    assert run.exit_code == 2
    assert "--least is of no use with --suggest" in run.output
    titles.write_text('title\ncleaner\n""\n...\n', encoding="utf-8")
    run = CliRunner().invoke(app, ["code", str(titles), "--soc", str(soc), "--suggest", "2", "--out", str(out)])
    assert "suggestions for 1 of 3 title(s)" in run.output
