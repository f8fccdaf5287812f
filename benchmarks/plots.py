"""Plots of benchmark results, drawn by `benchmarks.report` beside the tables: SVG, the same bytes each time."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

_SIZE: Final = re.compile(r"matching_of_(\d+)_s")


def draw_growth(result: Mapping[str, Any]) -> str:
    """How time and memory of the matching stage grow with the country, as SVG.

    Parameters
    ----------
    result : mapping
        Of `benchmarks.national`.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    metrics = result["metrics"]
    sizes = sorted(int(found[1]) for found in map(_SIZE.fullmatch, metrics) if found)
    panels = (
        ("minutes", [metrics[f"matching_of_{n}_s"] / 60 for n in sizes]),
        ("peak memory, GB", [metrics[f"peak_of_{n}_gb"] for n in sizes]),
        ("people a second", [metrics[f"people_of_{n}_per_s"] for n in sizes]),
        ("share of pairs in reach that are judged, %", [100 * metrics[f"share_judged_of_{n}"] for n in sizes]),
    )
    # Ids and the time would differ from run to run.
    with mpl.rc_context({"svg.hashsalt": "jobmatch", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(9, 5.5), layout="constrained")
        for axes, (label, values) in zip(figure.subplots(2, 2).flat, panels, strict=True):
            axes.plot(sizes, values, marker="o")
            axes.set(xscale="log", yscale="log" if label == "minutes" else "linear", ylabel=label)
            axes.set_ylim(bottom=None if label == "minutes" else 0)
            axes.set_xticks(sizes, [f"{n / 1e6:g} M" for n in sizes])
            axes.minorticks_off()
            axes.grid(alpha=0.3)
        figure.supxlabel("people, among half as many vacancies")
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    return drawn.getvalue()


PLOTS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {"national": draw_growth}
"""Plot by the name of the result that it shows."""
