"""What is read from CVs and masked in them, against labels made by hand: ``python -m benchmarks.cv_reading``.

The CVs were written for the purpose, by somebody who had seen neither the rules nor what they read, and stand with
their labels in ``benchmarks/annotations``. Only what is read as stated counts. What each count means:

- jobs: the title as the label has it, or one within the other; "dates" are the right ones whose first and last month
  are right as well, to the year where the CV tells no month;
- licences, languages: the same names; qualifications, skills: what was read overlaps the words of the label;
- masked: of the words that tell who somebody is or how to reach them, "recall" is the share that is gone;
- kept: of the labelled titles, qualifications and skills, the share whose words are all left where a CV is masked;
- lacked, protected: skills that somebody says to lack, and what is protected: "read" are those that were read all the
  same, as a skill or as anything.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from benchmarks.annotate import ANNOTATIONS, CvPart, rows_of
from benchmarks.common import Metrics, Run, run_benchmark
from jobmatch.reading import CvReading, Reading, read_cv
from jobmatch.reading.personal.masking import personal_spans
from jobmatch.reading.values import JobHeld

Label = Mapping[str, Any]
_NOW: Final = "now"
_FIELDS: Final = ("jobs", "dates", "licences", "languages", "qualifications", "skills", "masked", "kept")
_NEVER: Final = ("lacked", "protected")
_ONLY_FOUND: Final = ("skills", "masked", "kept")  # not all skills of a CV are labelled


@dataclass(slots=True)
class Count:
    """What was stated, read, and right; and what was wrong or missed, by id."""

    stated: int = 0
    read: int = 0
    right: int = 0
    found: int = 0
    errors: list[str] = field(default_factory=list)

    def metrics(self, name: str) -> Iterator[tuple[str, float]]:
        """Counts and shares by name."""
        yield "n_stated", self.stated
        if name not in _ONLY_FOUND:
            yield "n_read", self.read
        if self.read and name not in _NEVER:
            yield "precision", self.right / self.read
        if self.stated and name not in _NEVER:
            yield "recall", self.found / self.stated


def cv_labels(part: CvPart) -> list[Label]:
    """CVs of one part, each with its text and labels."""
    return list(rows_of(ANNOTATIONS / f"cvs_{part}.ndjson"))


def measure(run: Run) -> Metrics:
    """Compare on each part."""
    metrics: dict[str, float] = {}
    for part in run.options.part:
        rows = cv_labels(part)
        metrics[f"{part}_n_cvs"] = len(rows)
        for name, count in compare(rows).items():
            metrics |= {f"{part}_{name}_{key}": value for key, value in count.metrics(name)}
            run.console.print(
                f"{part} {name:16} stated {count.stated:4} read {count.read:4} right {count.right:4}"
                f" found {count.found:4}",
                highlight=False,
            )
            for error in count.errors if run.options.errors else ():
                run.console.print(f"    {error}", highlight=False)
    return metrics


def compare(rows: list[Label]) -> dict[str, Count]:
    """Counts by what is read."""
    counts = {name: Count() for name in (*_FIELDS, *_NEVER)}
    for row in rows:
        cv = read_cv(row["text"], as_of=dt.date.fromisoformat(row["as_of"]))
        _compare_jobs(cv, row, counts["jobs"], counts["dates"])
        _compare_names(cv.licences, row["licences"], row["id"], counts["licences"])
        spoken = [language.partition(" (")[0] for language in cv.languages]
        _compare_names(spoken, row["languages"], row["id"], counts["languages"])
        _compare_words(cv.of("qualifications"), row, "qualifications", counts["qualifications"])
        _compare_skills(cv, row, counts["skills"])
        _compare_masked(row, counts["masked"], counts["kept"])
        _count_wrongly_read(cv.of("skills"), row, "not_skills", counts["lacked"])
        _count_wrongly_read(list(cv), row, "protected", counts["protected"])
    return counts


def _compare_jobs(cv: CvReading, row: Label, jobs: Count, dates: Count) -> None:
    """Each job held is found at most once."""
    left = [one.value for one in cv.of("occupations") if isinstance(one.value, JobHeld)]
    jobs.read += len(left)
    for job in row["jobs"]:
        jobs.stated += 1
        same = [one for one in left if _same_title(one.title, job["title"])]
        found = next((one for one in same if _same_dates(one, job)), same[0] if same else None)
        if found is None:
            jobs.errors.append(f"{row['id']} missed: {job['title']}, {job['start']} to {job['end']}")
            continue
        left.remove(found)
        jobs.right, jobs.found = jobs.right + 1, jobs.found + 1
        if job["start"] is not None:
            dates.stated += 1
            dates.read += found.start is not None
            if _same_dates(found, job):
                dates.right, dates.found = dates.right + 1, dates.found + 1
            else:
                dates.errors.append(f"{row['id']} {found} instead of {job['start']} to {job['end']}")
    jobs.errors += [f"{row['id']} wrong: {one}" for one in left]


def _same_title(read: str, label: str) -> bool:
    one, other = read.casefold().strip(" .,:-"), label.casefold().strip(" .,:-")
    return one == other or one in other or other in one


def _same_dates(job: JobHeld, label: Label) -> bool:
    def same(read: dt.date | None, stated: str | None) -> bool:
        return read is None if stated is None else read is not None and f"{read:%Y-%m}".startswith(stated)

    end = job.goes_on if label["end"] == _NOW else not job.goes_on and same(job.end, label["end"])
    return same(job.start, label["start"]) and end


def _compare_names(read: list[str], stated: list[str], cv_id: str, count: Count) -> None:
    found, expected = {one.casefold() for one in read}, {one.casefold() for one in stated}
    count.read, count.stated = count.read + len(found), count.stated + len(expected)
    count.right, count.found = count.right + len(found & expected), count.found + len(found & expected)
    count.errors += [f"{cv_id} wrong: {one}" for one in sorted(found - expected)]
    count.errors += [f"{cv_id} missed: {one}" for one in sorted(expected - found)]


def _compare_words(readings: list[Reading], row: Label, name: str, count: Count) -> None:
    """By the words: what was read is right if it touches labelled words, and these are found."""
    right: list[Reading] = []
    for words in dict.fromkeys(row[name]):
        touching = _touching(readings, row["text"], words)
        right += touching
        _count_found(words, count, row, is_found=bool(touching))
    count.read += len(readings)
    for one in readings:
        if one in right:
            count.right += 1
        else:
            count.errors.append(f"{row['id']} wrong: {one.value}")


def _compare_skills(cv: CvReading, row: Label, count: Count) -> None:
    """Some skills of each CV are labelled, so that only how many of these are found can be told."""
    readings = cv.of("skills")
    for words in row["skills"]:
        _count_found(words, count, row, is_found=bool(_touching(readings, row["text"], words)))


def _count_found(words: str, count: Count, row: Label, *, is_found: bool) -> None:
    count.stated += 1
    if is_found:
        count.found += 1
    else:
        count.errors.append(f"{row['id']} missed: {words}")


def _touching(readings: list[Reading], text: str, words: str) -> list[Reading]:
    """Readings that have a character of these words, wherever the text has them."""
    spans = list(_spans(text, words))
    return [one for one in readings if any(one.start < end and start < one.end for start, end in spans)]


def _compare_masked(row: Label, masked: Count, kept: Count) -> None:
    """Words that tell who somebody is are masked if no letter or digit of them is left; those of work must stay."""
    text = row["text"]
    hidden = _letters(text, ((span.start, span.end) for span in personal_spans(text)))
    for words in row["personal"]:
        _count_found(words, masked, row, is_found=_letters(text, _spans(text, words)) <= hidden)
    titles = (job["title"] for job in row["jobs"])
    for words in dict.fromkeys((*titles, *row["qualifications"], *row["skills"])):
        # A title as the label has it, which the CV writes another way, stands nowhere.
        if spans := list(_spans(text, words)):
            is_kept = any(hidden.isdisjoint(_letters(text, [span])) for span in spans)
            _count_found(words, kept, row, is_found=is_kept)


def _letters(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}


def _count_wrongly_read(readings: list[Reading], row: Label, name: str, count: Count) -> None:
    """What must not be read: whoever lacks a skill, or what is protected."""
    for words in row[name]:
        count.stated += 1
        if wrong := _touching(readings, row["text"], words):
            count.read += 1
            count.errors.append(f"{row['id']} read: {wrong[0].field} {wrong[0].value} in {words}")


def _spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--part", choices=get_args(CvPart), nargs="+", default=["third"], help="which CVs (default: third)"
    )
    parser.add_argument("--errors", action="store_true", help="list what was wrong or missed")


if __name__ == "__main__":
    run_benchmark(
        "cv_reading",
        measure,
        description="What is read from CVs and masked in them, against labels made by hand.",
        data="synthetic: CVs written and labelled for the purpose (benchmarks/annotations)",
        add_options=_add_options,
        columns=("n_stated", "n_read", "precision", "recall"),
    )
