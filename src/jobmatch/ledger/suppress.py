"""Counts of so few people that they could be about somebody are hidden, and what would give them away with them."""

from __future__ import annotations

import polars as pl


def hide_small(cells: pl.DataFrame, least: int) -> pl.DataFrame:
    """Say which cells of one table with a total are to be hidden, and whether its total is.

    Hidden are cells of 1 to ``least - 1`` people; nobody is no secret. One hidden cell would be the total less the
    others, and several could be squeezed: so further cells go with them until, as far as the total tells, each could
    be anything from 1 to ``least - 1``. Which go with them is by the size of the area, never by what the cell holds,
    since that would tell about it. If there are not enough of them the total is hidden in their place.

    Parameters
    ----------
    cells : polars.DataFrame
        area, n_area (its people, to choose by) and n_people of one table, each area once.
    least : int
        Smallest count that is shown; 2 or more.

    Returns
    -------
    polars.DataFrame
        The same rows in the order of area, with ``hidden`` and ``total_hidden``.

    Examples
    --------
    >>> cells = pl.DataFrame({"area": list("abc"), "n_area": [30, 50, 90], "n_people": [4, 30, 40]})
    >>> hide_small(cells, 10).select("area", "hidden", "total_hidden").rows()
    [('a', True, False), ('b', True, False), ('c', False, False)]
    """
    rows = cells.sort("n_area", "area").select("area", "n_people").rows()
    hidden = {area: n for area, n in rows if 0 < n < least}
    spare = [(area, n) for area, n in rows if n >= least]
    total = sum(n for _, n in rows)
    total_hidden = 0 < total < least
    while hidden and not total_hidden and not _safe(list(hidden.values()), least):
        if not spare:
            total_hidden = True
            break
        area, n = spare.pop(0)
        hidden[area] = n
    return cells.sort("area").with_columns(hidden=pl.col("area").is_in(list(hidden)), total_hidden=pl.lit(total_hidden))


def _safe(counts: list[int], least: int) -> bool:
    """Whether the sum of hidden counts leaves each of them its whole range.

    Somebody who knows the rule knows that each is at least 1 and that one of them is at least ``least``. For another
    to be as much as ``least - 1``, the sum must be no less than both and one for each that is left.
    """
    n_large = sum(n >= least for n in counts)
    return n_large > 0 and sum(counts) >= least + (least - 1) + len(counts) - 2
