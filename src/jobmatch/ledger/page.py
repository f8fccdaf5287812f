"""The ledger as a page."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from jobmatch.ledger.boundaries import WIDTH
from jobmatch.pages import render_page

_WORDS: Final = {
    "travel": "{amount} minutes more each way",
    "hours_fewer": "{amount} hours a week fewer than wanted",
    "hours_more": "{amount} hours a week more than wanted",
    "cover_later": "cover {amount} minutes later",
    "cover_earlier": "cover {amount} minutes earlier",
    "paid_childcare": "{amount} hours a week more of paid childcare",
    "evening_transport": "missing evening transport",
    "licence": "licence: {licence}",
}
_MOST_LICENCES_MAPPED: Final = 3
_SHADES: Final = ("#dbe9f6", "#a9cde8", "#67a9d3", "#2f7ab8", "#0b4a8a")
_UNSHADED: Final = "#bbb"


def ledger_page(frame: pl.DataFrame, least_people: int, outlines: dict[str, str], height: int) -> str:
    """The page; maps only if there are outlines."""
    named = frame.with_columns(
        what=pl.struct("change", "amount", "licence").map_elements(_in_words, return_dtype=pl.String)
    )
    totals = named.filter(pl.col("area") == "(all areas)", pl.col("change") != "everybody")
    areas = named.filter(pl.col("area") != "(all areas)")
    sizes = areas.filter(pl.col("change") == "everybody").select("area", n_area="n_people")
    shares = areas.filter(pl.col("change") != "everybody").join(sizes, "area", how="left")
    shares = shares.with_columns(share=pl.col("n_people") / pl.col("n_area"))
    largest = totals["n_people"].max()
    return render_page(
        "ledger.html",
        title="Barrier ledger",
        least_people=least_people,
        largest=largest or 1,
        totals=totals.to_dicts(),
        maps=[_map(what, shares.filter(pl.col("what") == what)) for what in _mapped(totals)] if outlines else [],
        outlines=list(outlines.items()),
        unshaded=_UNSHADED,
        width=WIDTH,
        height=height,
        areas=[
            {"name": name, "rows": rows.to_dicts()} for (name,), rows in shares.group_by("area", maintain_order=True)
        ],
    )


def _in_words(what: dict[str, Any]) -> str:
    licence = str(what["licence"] or "").replace("_", " ")
    known = _WORDS.get(what["change"])
    return known.format(amount=what["amount"], licence=licence) if known else str(what["change"]).replace("_", " ")


def _mapped(totals: pl.DataFrame) -> list[str]:
    """What there are maps of: the largest step of each kind, and the licences that concern most people."""
    shown = totals.filter(pl.col("n_people").is_not_null())
    steps = shown.filter(pl.col("change") != "licence").sort("change", "amount").group_by("change", maintain_order=True)
    licences = shown.filter(pl.col("change") == "licence").sort("n_people", "licence", descending=[True, False])
    return [*steps.last()["what"], *licences["what"].head(_MOST_LICENCES_MAPPED)]


def _map(what: str, rows: pl.DataFrame) -> dict[str, Any]:
    """Shades of areas in equal steps of share, the darkest for the largest."""
    share = dict(rows.filter(pl.col("share").is_not_null()).select("area", "share").rows())
    most = max(share.values(), default=0) or 1
    n = len(_SHADES)
    return {
        "what": what,
        "fill": {area: _SHADES[min(n - 1, int(n * value / most))] for area, value in share.items()},
        "legend": [(_SHADES[i], most * i / n, most * (i + 1) / n) for i in range(n)],
    }
