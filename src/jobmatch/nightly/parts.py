"""Partitions of people by area: neighbours together, big cities split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from jobmatch.index import Cells


@dataclass(frozen=True, slots=True)
class Part:
    """People from row ``first`` to before row ``last`` of the index, in which rows lie place by place."""

    number: int
    first: int
    last: int

    def __len__(self) -> int:
        """Count the people."""
        return self.last - self.first

    def to_dict(self) -> dict[str, int]:
        """Plain values, for JSON."""
        return asdict(self)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Part:
        """Back from plain values."""
        return cls(int(values["number"]), int(values["first"]), int(values["last"]))


def plan_parts(cells: Cells, n_people: int) -> list[Part]:
    """Cut people into partitions of about ``n_people`` each.

    Whole cells (10 km) go together until there are enough people; a cell of more people than that is cut into equal
    pieces by itself. The same cells and number give the same partitions.

    Parameters
    ----------
    cells : Cells
        Cells of the people's rows.
    n_people : int
        People of a partition.

    Examples
    --------
    >>> import numpy as np
    >>> stop = np.array([3, 5, 16])
    >>> cells = Cells(np.array([0, 3, 5]), stop, np.zeros((3, 3)), np.zeros(3), np.zeros(3))
    >>> [(part.first, part.last) for part in plan_parts(cells, 5)]
    [(0, 5), (5, 9), (9, 13), (13, 16)]
    """
    cuts, first = [0], 0
    for start, stop in zip(cells.start.tolist(), cells.stop.tolist(), strict=True):
        if stop - first > n_people and start > first:
            cuts.append(start)
            first = start
        if stop - first > n_people:
            n_pieces = -(-(stop - first) // n_people)
            size = -(-(stop - first) // n_pieces)
            cuts += range(first + size, stop, size)
            cuts.append(stop)
            first = stop
    end = int(cells.stop[-1]) if len(cells.stop) else 0
    bounds = sorted({*cuts, end})
    return [Part(i, a, b) for i, (a, b) in enumerate(pairwise(bounds))]
