from __future__ import annotations

import gzip
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, strategies as st
from typer.testing import CliRunner

import jobmatch as jm
from jobmatch.cli import app
from jobmatch.ledger.boundaries import read_outlines
from jobmatch.ledger.suppress import hide_small
from jobmatch.tables import write_frame

AREAS = pl.DataFrame({"jobseeker_id": range(200), "lad": ["E1"] * 90 + ["E2"] * 60 + ["W1"] * 50})


def changes(*rows: tuple[range, str, int | None, str | None, int]) -> pl.DataFrame:
    schema = {
        "jobseeker_id": pl.Int64,
        "change": pl.String,
        "amount": pl.Int64,
        "licence": pl.String,
        "n_more": pl.Int64,
    }
    every = [(person, *rest) for people, *rest in rows for person in people]
    return pl.DataFrame(every, schema=schema, orient="row")


# Of E1 30 people, of E2 20 and of W1 5 would have vacancies with ten minutes more; a licence concerns 3 in all.
CHANGES = changes(
    (range(30), "travel", 10, None, 2),
    (range(90, 110), "travel", 10, None, 1),
    (range(150, 155), "travel", 10, None, 7),
    (range(3), "licence", None, "driving_b", 4),
    (range(40), "cover_later", 60, None, 1),
)


def rows_of(ledger: jm.BarrierLedger, change: str) -> dict[str, tuple[int | None, int | None, bool]]:
    rows = ledger.frame.filter(change=change).select("area", "n_people", "n_pairs", "suppressed").rows()
    return {area: (n_people, n_pairs, hidden) for area, n_people, n_pairs, hidden in rows}


def test_counts_and_what_is_hidden_are_those_worked_out_by_hand() -> None:
    """W1 has 5, so it is hidden; E2, the next smallest area, goes with it; E1 and the total are shown."""
    ledger = jm.barrier_ledger(CHANGES, AREAS, "lad")
    assert rows_of(ledger, "travel") == {
        "(all areas)": (55, 60 + 20 + 35, False),
        "E1": (30, 60, False),
        "E2": (None, None, True),
        "W1": (None, None, True),
    }
    assert rows_of(ledger, "licence") == {"(all areas)": (None, None, True), "E1": (None, None, True)}
    assert rows_of(ledger, "cover_later") == {"(all areas)": (40, 40, False), "E1": (40, 40, False)}
    assert rows_of(ledger, "everybody")["E2"] == (60, None, False)


def test_people_who_are_in_no_area_are_one_of_their_own() -> None:
    ledger = jm.barrier_ledger(CHANGES, AREAS[20:], "lad")
    assert rows_of(ledger, "everybody")["(not stated)"] == (20, None, False)
    assert rows_of(ledger, "travel")["(all areas)"][0] == 55


CELLS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 1000)), min_size=1, max_size=8)


@given(CELLS, st.integers(2, 12))
def test_no_hidden_count_follows_from_the_total(cells: list[tuple[int, int]], least: int) -> None:
    """Whatever is hidden, other counts in the same hidden cells give the same total: every one from 1 to least - 1."""
    frame = pl.DataFrame(
        {
            "area": [f"a{i}" for i in range(len(cells))],
            "n_area": [n for _, n in cells],
            "n_people": [n for n, _ in cells],
        }
    )
    marked = hide_small(frame, least)
    small = marked.filter(pl.col("n_people").is_between(1, least - 1))
    assert small["hidden"].all()
    assert not marked.filter(pl.col("n_people") == 0)["hidden"].any()
    hidden = marked.filter("hidden")["n_people"].to_list()
    total_hidden = marked["total_hidden"][0]
    if not hidden:
        return
    if 0 < sum(n for n, _ in cells) < least:
        assert total_hidden
    if not total_hidden:
        # With one other at `least` or more and the rest at 1 or more, there is a way for each small value.
        assert len(hidden) >= 2
        for value in range(1, least):
            assert sum(hidden) - value >= least + (len(hidden) - 2)


@given(CELLS)
def test_the_same_cells_are_hidden_whatever_the_order(cells: list[tuple[int, int]]) -> None:
    frame = pl.DataFrame(
        {
            "area": [f"a{i}" for i in range(len(cells))],
            "n_area": [n for _, n in cells],
            "n_people": [n for n, _ in cells],
        }
    )
    assert hide_small(frame, 10).equals(hide_small(frame.reverse(), 10))


def test_bad_input_is_refused() -> None:
    with pytest.raises(jm.ColumnMissingError):
        jm.barrier_ledger(CHANGES, AREAS, "region")
    with pytest.raises(jm.InputError, match=r"1 row\(s\)"):
        jm.barrier_ledger(CHANGES, pl.concat([AREAS, AREAS[:1]]), "lad")
    with pytest.raises(jm.InputError, match="same kind"):
        jm.barrier_ledger(CHANGES, AREAS.cast({"jobseeker_id": pl.String}), "lad")
    with pytest.raises(jm.ConfigError):
        jm.barrier_ledger(CHANGES, AREAS, "lad", least_people=1)


def test_nobody_kept_from_anything_is_a_ledger_too() -> None:
    ledger = jm.barrier_ledger(CHANGES.clear(), AREAS, "lad")
    assert ledger.frame["change"].unique().to_list() == ["everybody"]
    assert "No single change" in ledger.html()


# --- Maps ------------------------------------------------------------------------------


def geojson() -> dict[str, object]:
    def square(west: float) -> list[list[list[float]]]:
        return [[[west, 50], [west + 1, 50], [west + 1, 51], [west, 51], [west, 50]]]

    shapes = [("E1", "Polygon", square(-3)), ("E2", "MultiPolygon", [square(-2)]), ("X9", "Polygon", square(-1))]
    return {
        "type": "FeatureCollection",
        "features": [
            {"properties": {"n": 1, "code": code}, "geometry": {"type": kind, "coordinates": coordinates}}
            for code, kind, coordinates in shapes
        ],
    }


def test_outlines_of_geojson(tmp_path: Path) -> None:
    """Three degrees over 300 units; in the middle, at 50.5 N, one of latitude is 100 / cos 50.5 = 157.2."""
    path = tmp_path / "areas.geojson.gz"
    path.write_bytes(gzip.compress(json.dumps(geojson()).encode()))
    outlines, height = read_outlines(path, ["E1", "E2", "W1"])
    assert (outlines["E1"], height) == ("M0 157L100 157L100 0L0 0L0 157Z", 158)
    assert set(outlines) == {"E1", "E2"}


def test_outlines_of_topojson_join_arcs_and_take_some_backwards(tmp_path: Path) -> None:
    """Two squares side by side with one arc in common, the second taking it backwards; a unit is half a degree."""
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [-3, 50]},
        "arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2], [2, 0]], [[2, 0], [2, 0], [0, 2], [-2, 0]]],
        "objects": {
            "a": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "E1"}},
                    {"type": "Polygon", "arcs": [[2, -1]], "properties": {"code": "E2"}},
                ],
            }
        },
    }
    path = tmp_path / "topo.json"
    path.write_text(json.dumps(topology))
    outlines, height = read_outlines(path, ["E1", "E2"])
    assert outlines == {
        "E1": f"M150 {height}L150 0L0 0L0 {height}L150 {height}Z",
        "E2": f"M150 {height}L300 {height}L300 0L150 0L150 {height}Z",
    }


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"type": "Topology"}', '{"type": "FeatureCollection", "features": [1]}']
)
def test_what_is_no_boundaries_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(jm.FormatError):
        read_outlines(path, ["E1"])


def test_boundaries_of_other_areas_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(json.dumps(geojson()))
    with pytest.raises(jm.FormatError, match="none of which is called"):
        read_outlines(path, ["S1"])


def test_published_boundaries(shared_data: Path) -> None:
    path = shared_data / "uk-lad-boundaries" / "gb_lad_topo.json.gz"
    if not path.is_file():
        pytest.skip("the boundaries are not here")
    by_code, height = read_outlines(path, ["E06000001", "W06000022", "S12000033"])
    by_name, _ = read_outlines(path, ["Hartlepool"])
    assert set(by_code) == {"E06000001", "W06000022", "S12000033"}
    assert by_name["Hartlepool"] == by_code["E06000001"]
    assert 450 < height < 650  # Great Britain is about twice as tall as wide


# --- Files -----------------------------------------------------------------------------


def test_command_writes_all_or_nothing(tmp_path: Path) -> None:
    write_frame(CHANGES, tmp_path / "changes.parquet")
    write_frame(AREAS, tmp_path / "areas.parquet")
    (tmp_path / "b.json").write_text(json.dumps(geojson()))
    (tmp_path / "wrong.json").write_text("{}")
    out = tmp_path / "out"
    files = [str(tmp_path / "changes.parquet"), str(tmp_path / "areas.parquet"), str(out), "--by", "lad"]
    refused = CliRunner().invoke(app, ["ledger", *files, "--boundaries", str(tmp_path / "wrong.json")])
    assert (refused.exit_code, out.exists()) == (2, False)
    done = CliRunner().invoke(app, ["ledger", *files, "--boundaries", str(tmp_path / "b.json")])
    assert done.exit_code == 0, done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["ledger.csv", "ledger.html", "ledger.parquet"]
    page = (out / "ledger.html").read_text()
    assert "10 minutes more each way" in page
    assert page.count('class="map"') == 2  # travel and cover; the licence is not shown
    assert "http" not in page


def test_the_page_has_no_maps_without_boundaries_and_escapes_names() -> None:
    odd = AREAS.with_columns(pl.col("lad").replace("E1", "<b>E1</b>"))
    page = jm.barrier_ledger(CHANGES, odd, "lad").html()
    assert 'class="map"' not in page
    assert "<b>" not in page
    assert "&lt;b&gt;E1" in page
