"""Boundaries of areas as outlines to draw, from GeoJSON or TopoJSON as published."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from jobmatch.errors import FormatError

WIDTH: Final = 300  # of a map, in its own units
Ring = Sequence[Sequence[float]]


def read_outlines(path: str | Path, areas: Iterable[str]) -> tuple[dict[str, str], int]:
    """Outlines of areas by their code or name, as paths of SVG, and the height of the map.

    The property of the shapes that names most of ``areas`` is the one by which they are found. Detail finer than a unit
    of the map is dropped.

    Parameters
    ----------
    path
        A GeoJSON or TopoJSON file in degrees; may be compressed (.gz).
    areas
        What the areas are called in the operator's table.

    Raises
    ------
    FormatError
        If the file is neither, or no shape is called as any area.
    """
    path, wanted = Path(path), set(areas)
    shapes = list(_shapes(_json(path), path.name))
    names = {name for properties, _ in shapes for name in properties}
    called = {name: sum(str(properties.get(name)) in wanted for properties, _ in shapes) for name in sorted(names)}
    by = max(called, key=lambda name: called[name], default="")
    if not called.get(by):
        raise FormatError(
            what=f"boundaries {path.name!r}",
            found=f"{len(shapes)} shape(s), none of which is called as an area of the table",
            expected="a property with the codes or names of areas that the table has",
        )
    points = [point for _, rings in shapes for ring in rings for point in ring]
    if not points or max(abs(point[1]) for point in points) > 90:
        raise FormatError(what=f"boundaries {path.name!r}", found="no positions in degrees", expected="WGS84")
    west, north = min(p[0] for p in points), max(p[1] for p in points)
    south, east = min(p[1] for p in points), max(p[0] for p in points)
    # A degree of longitude is shorter than one of latitude; that of the middle serves for a map of one country.
    narrow = math.cos(math.radians((north + south) / 2))
    scale = WIDTH / ((east - west) * narrow or 1)

    def drawn(ring: Ring) -> str:
        placed = [(round((x - west) * narrow * scale), round((north - y) * scale)) for x, y, *_ in ring]
        kept = [point for i, point in enumerate(placed) if i == 0 or point != placed[i - 1]]
        return "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z" if len(kept) > 2 else ""

    outlines: dict[str, str] = {}
    for properties, rings in shapes:
        name = str(properties.get(by))
        if name in wanted:
            outlines[name] = outlines.get(name, "") + "".join(map(drawn, rings))
    return outlines, math.ceil((north - south) * scale)


def _json(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        value = json.loads(gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data)
    except (OSError, EOFError, ValueError) as error:
        raise _unusable(path.name, type(error).__name__) from None
    if not isinstance(value, dict):
        raise _unusable(path.name, "no JSON object")
    return value


def _unusable(name: str, found: str) -> FormatError:
    return FormatError(what=f"boundaries {name!r}", found=found, expected="a GeoJSON or TopoJSON file, or one in .gz")


def _shapes(value: dict[str, Any], name: str) -> Iterator[tuple[dict[str, Any], list[Ring]]]:
    """Properties and rings of each shape."""
    try:
        if value.get("type") == "Topology":
            arcs = [_whole_arc(arc, value.get("transform")) for arc in value["arcs"]]
            for collection in value["objects"].values():
                for geometry in collection["geometries"]:
                    yield geometry.get("properties") or {}, [_joined(ring, arcs) for ring in _rings(geometry, "arcs")]
        elif value.get("type") == "FeatureCollection":
            for feature in value["features"]:
                yield feature.get("properties") or {}, list(_rings(feature["geometry"] or {}, "coordinates"))
        else:
            raise _unusable(name, f"JSON of type {str(value.get('type'))[:40]!r}")
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise _unusable(name, f"shapes that lack a part ({type(error).__name__})") from None


def _rings(geometry: dict[str, Any], where: str) -> Iterator[Any]:
    if geometry.get("type") == "Polygon":
        yield from geometry[where]
    elif geometry.get("type") == "MultiPolygon":
        for polygon in geometry[where]:
            yield from polygon


def _whole_arc(arc: Sequence[Sequence[float]], transform: dict[str, Any] | None) -> Ring:
    """Positions of an arc; with a transform, arcs are steps from one position to the next."""
    if transform is None:
        return arc
    (scale_x, scale_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x, y, points = 0.0, 0.0, []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * scale_x + from_x, y * scale_y + from_y))
    return points


def _joined(ring: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """A ring of arcs; a negative number (its complement) is an arc taken backwards."""
    points: list[Sequence[float]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points
