"""Partial credits: what one skill is worth for another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from jobmatch.errors import ColumnMissingError, ConfigError, ShapeMismatchError, UsageError
from jobmatch.pack import SkillCredits
from jobmatch.taxonomy import CreditRules, SkillLinks, SkillTaxonomy, read_esco, skill_credits
from tests.reference import skills as oracle
from tests.taxonomies import URI, esco_files, random_taxonomy, write_zip

Pair = tuple[str, str]


def _by_pair(table: pl.DataFrame) -> dict[Pair, tuple[float, str]]:
    return {(held, asked): (credit, relation) for held, asked, credit, relation in table.iter_rows()}


@pytest.fixture
def esco(tmp_path: Path) -> SkillTaxonomy:
    return read_esco(write_zip(tmp_path / "esco.zip", esco_files()))


def test_the_hierarchy_of_a_small_bundle(esco: SkillTaxonomy) -> None:
    found = {tuple(u.removeprefix(URI) for u in pair): worth for pair, worth in _by_pair(skill_credits(esco)).items()}
    assert found == {
        ("bread", "baking"): (0.85, "narrower"),
        ("cakes", "baking"): (0.85, "narrower"),
        ("baking", "bread"): (0.60, "broader"),
        ("baking", "cakes"): (0.60, "broader"),
        ("bread", "cakes"): (0.50, "sibling"),
        ("cakes", "bread"): (0.50, "sibling"),
        # in one group; what is below one of them is not below the other: no chains
        ("baking", "puddings"): (0.50, "sibling"),
        ("puddings", "baking"): (0.50, "sibling"),
        # flour is knowledge, oddness of no known type, and languages earn nothing
    }


@pytest.mark.parametrize("seed", range(20))
def test_credits_are_those_of_the_oracle(seed: int) -> None:
    taxonomy, plain = random_taxonomy(seed, [f"skill {letter}" for letter in "abcdefghijklmnopqrstuvwx"])
    found = _by_pair(skill_credits(taxonomy))
    for held, asked in product(plain.labels, repeat=2):
        worth, relation = oracle.credit(plain, held, asked)
        if held == asked or not worth:
            assert (held, asked) not in found
        else:
            credit, name = found[held, asked]
            assert (int(credit * 255 + 0.5), name) == (worth, relation)


def test_large_families_can_be_left_out(esco: SkillTaxonomy) -> None:
    found = skill_credits(esco, CreditRules(largest_family=2))
    siblings = found.filter(pl.col("relation") == "sibling")["held"].unique().sort().to_list()
    assert siblings == [f"{URI}bread", f"{URI}cakes"]


def _vectors(taxonomy: SkillTaxonomy, cosines: dict[str, float]) -> np.ndarray:
    """Vectors of any length, at these cosines to the one that stands first; others at right angles to everything."""
    rows = np.zeros((len(taxonomy), len(taxonomy) + 2), np.float32)
    for row, label in enumerate(taxonomy.skills["label"]):
        cosine = cosines.get(label)
        if cosine is None:
            rows[row, 2 + row] = 3.0
        else:
            rows[row, :2] = np.array([cosine, np.sqrt(1 - cosine**2)]) * (1 + row)
    return rows


def test_likeness_of_meaning(esco: SkillTaxonomy) -> None:
    cosines = {"bake bread": 1.0, "cook puddings": 0.9, "bake cakes": 0.72, "types of flour": 0.99, "Welsh": 0.99}
    found = _by_pair(skill_credits(esco, vectors=_vectors(esco, cosines)))
    credit, relation = found[f"{URI}puddings", f"{URI}bread"]
    assert relation == "near"
    assert credit == pytest.approx(0.7 * (0.9 - 0.7) / 0.25, abs=1e-5)
    # a sibling is worth more than so faint a likeness; other types and languages are worth nothing
    assert found[f"{URI}cakes", f"{URI}bread"] == (0.50, "sibling")
    assert (f"{URI}flour", f"{URI}bread") not in found
    assert (f"{URI}welsh", f"{URI}bread") not in found
    assert all(0 < credit <= 0.85 for credit, _ in found.values())


def test_a_function_is_given_the_labels(esco: SkillTaxonomy) -> None:
    asked: list[str] = []

    def encode(labels: Sequence[str]) -> np.ndarray:
        asked.extend(labels)
        return np.zeros((len(labels), 4), np.float32)

    assert skill_credits(esco, vectors=encode).equals(skill_credits(esco))
    assert asked == esco.skills["label"].to_list()


def test_vectors_must_line_up(esco: SkillTaxonomy) -> None:
    with pytest.raises(ShapeMismatchError, match="vectors of skills"):
        skill_credits(esco, vectors=np.zeros((3, 4), np.float32))


@pytest.mark.parametrize("rules", [{"narrower": 1.2}, {"sibling": -0.1}, {"near_from": 0.95}])
def test_rules_out_of_range_are_refused(rules: dict[str, float]) -> None:
    with pytest.raises(ConfigError):
        CreditRules(**rules)  # type: ignore[arg-type]


# --- As whole numbers ---------------------------------------------------------------------------


def _table(*rows: tuple[Any, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["held", "asked", "credit"], orient="row")


def test_the_largest_of_several_counts_and_none_exceeds_full() -> None:
    table = _table(("a", "b", 0.5), ("A ", "b", 0.85), ("b", "b", 0.2), ("b", "a", 1.0), ("c", "a", 0.0))
    credits_ = SkillCredits.of(table, SkillLinks.none())
    assert len(credits_) == 2
    keys = credits_.keys["key"].to_list()
    rows = {(keys[h], keys[a]): c for h, a, c, _ in credits_.frame.iter_rows()}
    assert rows == {("a", "b"): 217, ("b", "a"): 255}


@pytest.mark.parametrize(
    ("table", "error"),
    [
        (_table(("a", "b", 1.5)), UsageError),
        (_table(("a", "b", float("nan"))), UsageError),
        (_table(("a", None, 0.5)), UsageError),
        (_table(("a", "b", "half")), UsageError),
        (_table(("a", "b", 0.5)).with_columns(relation=pl.lit("cousin")), UsageError),
        (_table(("a", "b", 0.5)).drop("asked"), ColumnMissingError),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(table: pl.DataFrame, error: type[Exception]) -> None:
    with pytest.raises(error):
        SkillCredits.of(table, SkillLinks.none())


def test_credits_of_a_real_taxonomy(shared_data: Path) -> None:
    folder = shared_data / "esco-1.1.1"
    if not folder.is_dir():
        pytest.skip("ESCO 1.1.1 is not here: set JOBMATCH_SHARED to the folder that holds data/esco-1.1.1")
    esco = read_esco(folder)
    table = skill_credits(esco)
    assert table.height > 1_000_000
    whole = SkillCredits.of(table, SkillLinks.of(esco))
    assert len(whole) == table.height
    assert whole.frame["credit"].unique().sort().to_list() == [128, 153, 217]
    languages = esco.skills.filter(pl.col("skill_type") == "language")["skill_id"].implode()
    assert not table["held"].is_in(languages).any()
