"""Taxonomies: what is read, what is refused, and which skill a name means."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from jobmatch.errors import ColumnMissingError, FormatError, TaxonomyError
from jobmatch.taxonomy import SkillTaxonomy, Taxonomy, read_esco
from tests.reference import skills as oracle
from tests.taxonomies import URI, esco_files, random_taxonomy, write_zip

SKILLS = [{"skill_id": "1", "label": "bake bread"}, {"skill_id": "2", "label": "bake cakes"}]


def _made(skills: Any = SKILLS, broader: Any = None, labels: Any = None) -> SkillTaxonomy:
    return SkillTaxonomy.from_tables(skills, broader, labels, name="Made up")


# --- ESCO -------------------------------------------------------------------------------------


@pytest.fixture(params=["folder", "zip", "two zips", "folder of zips", "newer"])
def esco(request: pytest.FixtureRequest, tmp_path: Path) -> SkillTaxonomy:
    """The made-up bundle, in each of the ways in which it may lie there."""
    files = esco_files(newer=request.param == "newer")
    if request.param == "zip":
        return read_esco(write_zip(tmp_path / "ESCO dataset - v1.1.1 - all.zip", files))
    if request.param in {"two zips", "folder of zips"}:
        relations = {name: files.pop(name) for name in list(files) if name.startswith("broader")}
        zips = [
            write_zip(tmp_path / "ESCO dataset - v1.1.1 - classification - en - csv.zip", files),
            write_zip(tmp_path / "ESCO dataset - v1.1.1 - classification -  - csv.zip", relations),
        ]
        return read_esco(zips if request.param == "two zips" else tmp_path)
    folder = tmp_path / "esco"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return read_esco(folder, version="1.1.1")


def test_an_esco_bundle_is_read_wherever_it_lies(esco: SkillTaxonomy) -> None:
    assert isinstance(esco, Taxonomy)
    assert (esco.name, esco.version, len(esco)) == ("ESCO", "1.1.1", 8)
    kinds = dict(esco.skills.select("label", "skill_type").iter_rows())
    assert kinds == {
        "bake bread": "skill/competence",
        "bake cakes": "skill/competence",
        "bake, roast and grill": "skill/competence",
        "cook puddings": "skill/competence",
        "types of flour": "knowledge",
        "Welsh": "language",
        "write Welsh": "language",
        "oddness": None,
    }
    assert dict(esco.skills.select("label", "reuse_level").iter_rows())["bake bread"] == "sector-specific"
    bread = esco.labels.filter(pl.col("skill_id") == f"{URI}bread")["label"].to_list()
    assert bread == ["bake  loaves", "bake bred", "make loaves"]
    assert (f"{URI}bread", f"{URI}baking") in list(esco.broader.iter_rows())
    assert not esco.broader["skill_id"].is_in([f"{URI}empty", f"{URI}old"]).any()


def test_the_fingerprint_tells_contents_apart(tmp_path: Path) -> None:
    files = esco_files()
    one = read_esco(write_zip(tmp_path / "one.zip", files), version="1")
    same = read_esco(write_zip(tmp_path / "same.zip", files), version="1")
    files["skills_en.csv"] = files["skills_en.csv"].replace(b"bake cakes", b"bake pies")
    other = read_esco(write_zip(tmp_path / "other.zip", files), version="1")
    assert one.fingerprint == same.fingerprint != other.fingerprint
    assert read_esco(tmp_path / "one.zip").version == "not stated"


@pytest.mark.parametrize(
    ("name", "damage", "error", "says"),
    [
        ("skills_en.csv", None, FormatError, "no skills_en.csv"),
        ("broaderRelationsSkillPillar.csv", None, FormatError, "broaderRelationsSkillPillar_en.csv"),
        ("skills_en.csv", (b"preferredLabel", b"prefLabel"), ColumnMissingError, "preferredLabel"),
        ("skills_en.csv", (b",bake cakes,", b",,"), TaxonomyError, "1 skill(s) have no label"),
        ("skills_en.csv", (b"obsolete,", b"obsolete,,,"), TaxonomyError, "of another length"),
        ("broaderRelationsSkillPillar.csv", (b"skill/cakes", b"skill/nowhere"), TaxonomyError, "of one version"),
        ("broaderRelationsSkillPillar.csv", (b"skill/food", b"skill/bread"), TaxonomyError, "than themselves"),
    ],
)
def test_a_damaged_bundle_is_refused(
    tmp_path: Path, name: str, damage: tuple[bytes, bytes] | None, error: type[Exception], says: str
) -> None:
    files = esco_files()
    data = files.pop(name)
    if damage:
        assert damage[0] in data
        files[name] = data.replace(*damage)
    with pytest.raises(error) as caught:
        read_esco(write_zip(tmp_path / "esco.zip", files))
    assert says in str(caught.value)


def test_a_file_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK but no more")
    with pytest.raises(FormatError, match="cannot be unpacked"):
        read_esco(tmp_path / "bad.zip")
    with pytest.raises(FormatError, match="no such file"):
        read_esco(tmp_path / "absent.zip")
    path = write_zip(tmp_path / "cut.zip", esco_files())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("bundle/skills_en.csv").header_offset
    data = bytearray(path.read_bytes())
    data[start + 80] ^= 0xFF  # inside the member's data, so its checksum is wrong
    path.write_bytes(data)
    with pytest.raises(FormatError, match="cannot be unpacked"):
        read_esco(path)


def test_the_real_bundle_of_esco(shared_data: Path) -> None:
    folder = shared_data / "esco-1.1.1"
    if not folder.is_dir():
        pytest.skip("ESCO 1.1.1 is not here: set JOBMATCH_SHARED to the folder that holds data/esco-1.1.1")
    esco = read_esco(folder)
    assert (esco.version, len(esco)) == ("1.1.1", 13_896)
    types = dict(esco.skills["skill_type"].value_counts().iter_rows())
    assert types["language"] > 300
    assert types["skill/competence"] + types["knowledge"] + types["language"] + types[None] == 13_896
    # 20,656 relations, but for those of groups that hold no skill
    assert 20_500 < esco.broader.height <= 20_656
    found = esco.link(["MANAGE  staff of music", "Welsh", "no such skill"])
    assert found["label"].to_list() == ["manage musical staff", "Welsh", None]


# --- Tables -----------------------------------------------------------------------------------


def test_codes_may_be_whole_numbers() -> None:
    taxonomy = _made([{"skill_id": 1, "label": "a"}, {"skill_id": 2, "label": "b"}], [{"skill_id": 1, "broader_id": 2}])
    assert taxonomy.skills["skill_id"].to_list() == ["1", "2"]
    assert taxonomy.broader.row(0) == ("1", "2")
    assert taxonomy.skills["skill_type"].to_list() == ["skill", "skill"]


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"skills": []}, "no skills"),
        ({"skills": [*SKILLS, {"skill_id": None, "label": "x"}]}, "have no skill_id"),
        ({"skills": [*SKILLS, {"skill_id": "3", "label": " "}]}, "have no label"),
        ({"skills": [*SKILLS, {"skill_id": "2", "label": "x"}]}, "there twice"),
        ({"skills": [{"skill_id": "a", "label": "x"}, {"skill_id": "A", "label": "y"}]}, "whatever their case"),
        ({"skills": [*SKILLS, {"skill_id": "3", "label": 4}]}, "not text"),
        ({"labels": [{"skill_id": "9", "label": "x"}]}, "are no skill: '9'"),
        ({"labels": [{"skill_id": "1", "label": None}]}, "a value missing"),
        ({"broader": [{"skill_id": "9", "broader_id": "1"}]}, "neither a skill nor a group"),
        ({"broader": [{"skill_id": "1", "broader_id": "1"}]}, "broader than themselves"),
        (
            {"broader": [{"skill_id": "1", "broader_id": "g"}, {"skill_id": "g", "broader_id": "1"}]},
            "broader than themselves: '1', 'g'",
        ),
    ],
)
def test_tables_that_contradict_themselves_are_refused(tables: dict[str, Any], says: str) -> None:
    with pytest.raises(TaxonomyError) as caught:
        _made(**tables)
    assert says in str(caught.value)


@pytest.mark.parametrize("table", ["skills", "broader", "labels"])
def test_a_column_that_is_absent_is_named(table: str) -> None:
    with pytest.raises(ColumnMissingError, match=table):
        _made(**{table: [{"skill_id": "1", "name": "x"}]})


def test_a_published_table_with_a_column_for_each_level(tmp_path: Path) -> None:
    """A four-level classification such as the UK Standard Skills Classification: only columns are renamed."""
    path = tmp_path / "skills.csv"
    path.write_text(
        "Domain Code,Domain,Area Code,Area,Group Code,Group,Skill Code,Skill\n"
        "A,Caring,A1,Personal care,A1.1,Washing and dressing,A1.1.01,Help people to wash\n"
        "A,Caring,A1,Personal care,A1.1,Washing and dressing,A1.1.02,Help people to dress\n"
        "A,Caring,A1,Personal care,A1.2,Mealtimes,A1.2.01,Help people to eat\n",
        encoding="utf-8",
    )
    table = pl.read_csv(path)
    ssc = SkillTaxonomy.from_tables(
        table.select(skill_id="Skill Code", label="Skill"),
        broader=table.select(skill_id="Skill Code", broader_id="Group Code"),
        name="UK Standard Skills Classification",
        version="1.0",
    )
    assert isinstance(ssc, Taxonomy)
    assert ssc.link(["help people to  EAT", "a1.2.01"])["skill_id"].to_list() == ["A1.2.01", "A1.2.01"]


# --- Links ------------------------------------------------------------------------------------


def test_a_label_that_several_skills_share_is_not_linked(esco: SkillTaxonomy) -> None:
    found = esco.link(["make puddings", "Make Cakes", f"{URI}BREAD", "bake bred", "BAKING"])
    assert found["label"].to_list() == [None, "bake cakes", "bake bread", "bake bread", "bake, roast and grill"]
    assert found["found_by"].to_list() == [None, "other label", "id", "other label", "other label"]


def test_a_label_wins_over_another_skills_other_label() -> None:
    taxonomy = _made(labels=[{"skill_id": "1", "label": "bake cakes"}, {"skill_id": "2", "label": "1"}])
    assert taxonomy.link(["bake cakes", "1"])["skill_id"].to_list() == ["2", "1"]


@pytest.mark.parametrize("seed", range(20))
def test_links_are_those_of_the_oracle(seed: int) -> None:
    names = [f"skill {letter}" for letter in "abcdefghijklmn"]
    taxonomy, plain = random_taxonomy(seed, names)
    tried = [*names, *(name.upper() for name in names), *plain.labels, *plain.labels.values(), "unknown"]
    found = taxonomy.link(tried)["skill_id"].to_list()
    for name, skill_id in zip(tried, found, strict=True):
        expected = oracle.meant(plain, name)
        assert skill_id == (expected if expected in plain.labels else None), name
