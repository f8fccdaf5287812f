"""How well adverts are read, on hand-made labels, and how fast: ``python -m benchmarks.reading [--quick]``.

Real adverts, not shipped; ``JOBMATCH_SHARED`` names the folder that holds them. What the labels mean and how they were
made is in ``benchmarks/annotations/README.md``. Only what is read as stated counts. Where a label says which words
state it, what was read rightly must overlap them ("of these in place").
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any, Final, get_args

from benchmarks.annotate import Half, Source, labels, texts
from benchmarks.common import Run, run_benchmark
from benchmarks.shared_data import livecareer_cvs
from jobmatch import read_jobseekers
from jobmatch.encode import EncodingCache, cache_path, jobseeker_texts
from jobmatch.notation import parse_shifts
from jobmatch.reading import AdvertReading, HoursRange, Pay, fill_skills, read_advert, read_cv
from jobmatch.reading.personal.masking import mask_personal

# Each is read once for an advert, or once for each licence and dimension.
_SINGLE: Final = (
    "hours", "pay", "shifts", "shift_kind", "weekends", "term_only", "contract", "remote", "needs_vehicle",
    "openings", "training", "disability_confident", "guaranteed_interview",
)  # fmt: skip
_MANY: Final = ("licences", "licences_obtainable", "demands")
_OUR_NAMES: Final = {"hours": "hours_per_week", "training": "training_given"}
# Kinds that state when the work is done by themselves; others follow from the times.
_KINDS: Final = ("zero_hours", "annualised")
_DEMANDS: Final = ("night_work", "shift_length")

Item = tuple[str, str]
Place = tuple[str, int, int]


@dataclass(slots=True)
class Count:
    """Items read and right, read and wrong, and missed; of the right ones those with a known place, and read there."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    placed: int = 0
    in_place: int = 0
    errors: list[str] = field(default_factory=list)


def expected_items(label: dict[str, Any]) -> set[Item]:
    """Items of a label: field and value as text."""
    items: set[Item] = set()
    for name, value in label.items():
        if name == "hours":
            items.add((name, str(HoursRange(*value))))
        elif name == "pay":
            items.add((name, str(Pay(*value))))
        elif name == "demands":
            items |= {(name, f"{dimension}:{level}") for dimension, level in value.items() if level}
        elif name in _MANY:
            items |= {(name, _in_order(one)) for one in value}
        elif name == "shifts":
            items.add((name, _times(value)))
        elif name in _SINGLE:
            items.add((name, str(value)))
    return items


def _times(shifts: str) -> str:
    """The same text for the same times, however they are written: "Sun-Thu" is "Mon-Thu,Sun"."""
    pattern = parse_shifts(shifts)
    return f"{' | '.join(sorted(map(str, pattern.templates)))} {pattern.n_days}"


def read_items(advert: AdvertReading) -> set[Item]:
    """Items that were read as stated, in the same form."""
    items: set[Item] = set()
    for name in _SINGLE:
        value = advert.stated(_OUR_NAMES.get(name, name))
        # Labels say of term time only where it is all; that a year is worked is no error.
        if value is None or (name == "shift_kind" and value not in _KINDS) or (name == "term_only" and not value):
            continue
        if isinstance(value, Pay):
            value = value._replace(pro_rata=False)
        items.add((name, _times(str(value)) if name == "shifts" else str(value)))
    for name in ("licences", "licences_obtainable"):
        items |= {(name, _in_order(str(reading.value))) for reading in advert.of(name, "stated")}
    items |= {("demands", f"{name}:{level}") for name, level in advert.demands.items() if name in _DEMANDS and level}
    return items


def _in_order(licence: str) -> str:
    """The same text for the same licences of which one is enough."""
    return " or ".join(sorted(licence.split(" or ")))


def _places(label: dict[str, Any], name: str, value: str) -> set[Place]:
    """Where the label says that it is stated."""
    field_name = f"demands.{value.partition(':')[0]}" if name == "demands" else name
    return {
        (source, start, end)
        for key, source in (("spans", "text"), ("title_spans", "title"))
        for start, end in label.get(key, {}).get(field_name, ())
    }


def _read_at(advert: AdvertReading, name: str) -> set[Place]:
    """Where everything of a field was read."""
    of_field = _OUR_NAMES.get(name, name)
    return {
        (reading.source, reading.start, reading.end)
        for reading in advert.readings
        if reading.provenance == "stated" and reading.field.partition(".")[0] == of_field
    }


def _overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def compare(half: Half, sources: Iterable[Source] = get_args(Source)) -> dict[str, Count]:
    """Counts by field on one half."""
    counts = {name: Count() for name in (*_SINGLE, *_MANY)}
    for source in sources:
        of_id = texts(source)
        for advert_id, label in labels(source, half).items():
            title, text = of_id[advert_id]
            advert = read_advert(text, title or None)
            expected, read = expected_items(label), read_items(advert)
            for kind, items in (("right", expected & read), ("wrong", read - expected), ("missed", expected - read)):
                for name, value in sorted(items):
                    count = counts[name]
                    setattr(count, kind, getattr(count, kind) + 1)
                    if kind == "right" and (places := _places(label, name, value)):
                        count.placed += 1
                        count.in_place += any(
                            _overlap(place, found) for place in places for found in _read_at(advert, name)
                        )
                    if kind != "right":
                        count.errors.append(f"{source} {advert_id} {kind}: {value}")
    return counts


def measure(run: Run) -> dict[str, float]:
    """Compare on the halves that were asked for, and time."""
    metrics: dict[str, float] = {}
    for half in run.options.half:
        metrics |= {f"{half}_{name}": value for name, value in _measure_half(half, run).items()}
    return metrics | _speed(run)


def _measure_half(half: Half, run: Run) -> dict[str, float]:
    metrics: dict[str, float] = {f"n_adverts_{source}": len(labels(source, half)) for source in get_args(Source)}
    for name, count in compare(half).items():
        n_read, n_stated = count.right + count.wrong, count.right + count.missed
        metrics |= {f"{name}_n_stated": n_stated, f"{name}_n_read": n_read}
        if n_read:
            metrics[f"{name}_precision"] = count.right / n_read
        if n_stated:
            metrics[f"{name}_recall"] = count.right / n_stated
        if count.placed:
            metrics[f"{name}_of_these_in_place"] = count.in_place / count.placed
        run.console.print(
            f"{half} {name:22} stated {n_stated:4} read {n_read:4} right {count.right:4}", highlight=False
        )
        for error in count.errors if run.options.errors else ():
            run.console.print(f"    {error}", highlight=False)
    return metrics


def _speed(run: Run) -> dict[str, float]:
    """Adverts and CVs a second, on one thread."""
    adverts = list(texts("nhs").values())[: 500 if run.quick else 5000]
    cvs = livecareer_cvs(run.seed)["cv_text"].drop_nulls().to_list()[: 20 if run.quick else 1000]
    for title, text in adverts[:50]:
        read_advert(text, title)
    for text in cvs[:5]:
        read_cv(mask_personal(text))
    with run.timed("read adverts") as reading:
        for title, text in adverts:
            read_advert(text, title)
    with run.timed("read CVs") as reading_cvs:
        for text in cvs:
            read_cv(text)
    with run.timed("mask CVs") as masking:
        for text in cvs:
            mask_personal(text)
    frame = read_jobseekers(
        [{"jobseeker_id": row, "cv_text": text} for row, text in enumerate(cvs)], read_text="none"
    ).frame
    with TemporaryDirectory() as folder, EncodingCache(cache_path(folder)) as kept:
        with run.timed("CVs that a night has not seen") as new:
            fill_skills(frame, kept=kept)
            jobseeker_texts(frame, kept)
        with run.timed("CVs that it has") as known:
            fill_skills(frame, kept=kept)
            jobseeker_texts(frame, kept)
    return {
        "n_adverts_timed": len(adverts),
        "mean_characters": sum(len(text) for _, text in adverts) / len(adverts),
        "adverts_per_s_per_core": len(adverts) / reading.seconds,
        "n_cvs_timed": len(cvs),
        "mean_characters_of_cvs": sum(map(len, cvs)) / len(cvs),
        "cvs_per_s_per_core": len(cvs) / reading_cvs.seconds,
        "cvs_masked_per_s_per_core": len(cvs) / masking.seconds,
        "new_cvs_of_a_night_per_s_per_core": len(cvs) / new.seconds,
        "known_cvs_of_a_night_per_s_per_core": len(cvs) / known.seconds,
    }


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--half",
        choices=get_args(Half),
        nargs="+",
        default=["held_out", "fifth", "trades_third"],
        help="which labels to measure on (default: held_out fifth trades_third)",
    )
    parser.add_argument("--errors", action="store_true", help="list what was wrong or missed, by id")


if __name__ == "__main__":
    run_benchmark(
        "reading",
        measure,
        description="What is read from adverts, against labels made by hand.",
        data="NHS Jobs adverts of 2020 and CVs (LiveCareer), not shipped; synthetic: adverts of other trades, written "
        "for the purpose; labels: benchmarks/annotations",
        add_options=_add_options,
        columns=("n_stated", "n_read", "precision", "recall", "of_these_in_place"),
    )
