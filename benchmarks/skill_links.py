"""How well text is linked to skills, and how fast: ``python -m benchmarks.skill_links [--quick]``.

Two sets of real text, neither shipped; ``JOBMATCH_SHARED`` names the folder that holds them:

- lines of CVs, whose words that name a skill were marked by one person before any link had been seen
  (``benchmarks/annotations/cv_skills.ndjson``);
- sentences of UK adverts, whose skills others marked (Green Skills, CC BY 4.0), halved as `benchmarks.annotate` does.

A link is right if at least half of it lies in marked words: that says that the words name a skill, not that it is the
right one of the vocabulary. Of the marked stretches, those count as found that a link touches.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.annotate import ANNOTATIONS, drawn
from benchmarks.common import Run, run_benchmark
from benchmarks.shared_data import ESCO, livecareer_cvs, shared_path
from jobmatch.encode.static import StaticEncoder
from jobmatch.reading import SkillLinker
from jobmatch.reading.skills.skill_linker import SkillLink
from jobmatch.taxonomy import read_esco

_GREEN: Final = Path("data", "green-uk-jobs", "df_testset.csv")
_SPEED_TEXTS: Final = 100


class Marked(NamedTuple):
    """A text and the stretches of it that name skills."""

    text: str
    skills: list[tuple[int, int]]


def cv_lines() -> list[Marked]:
    """Labelled lines of CVs."""
    texts = dict(livecareer_cvs(0).select("jobseeker_id", "cv_text").iter_rows())
    lines = (ANNOTATIONS / "cv_skills.ndjson").read_text(encoding="utf-8").splitlines()
    found = map(json.loads, lines)
    return [
        Marked(texts[one["id"]][one["start"] : one["end"]], [(start, end) for start, end in one["skills"]])
        for one in found
    ]


def green_sentences(half: str) -> list[Marked]:
    """Sentences of adverts, words joined by blanks."""
    words: dict[str, list[tuple[str, str]]] = {}
    with shared_path(_GREEN).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words.setdefault(row["sentence_id"], []).append((row["word"], row["tag"]))
    ids = (
        drawn("green", "dev")
        if half == "dev"
        else [id_ for part in ("test", "fresh", "held_out") for id_ in drawn("green", part)]
    )
    return [_marked(words[sentence_id]) for sentence_id in ids]


def _marked(words: list[tuple[str, str]]) -> Marked:
    skills: list[tuple[int, int]] = []
    place = 0
    for word, tag in words:
        end = place + len(word)
        if tag == "B-Skill":
            skills.append((place, end))
        elif tag == "I-Skill" and skills:
            skills[-1] = skills[-1][0], end
        place = end + 1
    return Marked(" ".join(word for word, _ in words), skills)


def measure(linker: SkillLinker, texts: list[Marked], keep: Callable[[SkillLink], bool]) -> dict[str, int]:
    """Links, right links, marked stretches and those found."""
    counts = {"links": 0, "right": 0, "marked": 0, "found": 0}
    for text, skills in texts:
        spans = [(link.start, link.end) for link in linker.link(text) if keep(link)]
        counts["links"] += len(spans)
        counts["right"] += sum(2 * sum(_shared(span, skill) for skill in skills) >= span[1] - span[0] for span in spans)
        counts["marked"] += len(skills)
        counts["found"] += sum(any(_shared(span, skill) for span in spans) for skill in skills)
    return counts


def _shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _linkers() -> Iterator[tuple[str, SkillLinker]]:
    esco = read_esco([shared_path(path) for path in ESCO])
    encode = StaticEncoder().encode
    yield "starter", SkillLinker(encode=encode)
    yield "esco", SkillLinker(esco, encode=encode)


def measure_all(run: Run) -> dict[str, float]:
    """All figures, by vocabulary, set of texts and kind of link."""
    sets = {"cv": cv_lines(), "adverts_dev": green_sentences("dev"), "adverts": green_sentences("test")}
    texts = livecareer_cvs(run.seed)["cv_text"].to_list()[: 10 if run.quick else _SPEED_TEXTS]
    metrics: dict[str, float] = {}
    for vocabulary, linker in _linkers():
        for name, marked in sets.items():
            for kind, keep in _KINDS.items():
                counts = measure(linker, marked, keep)
                start = f"{vocabulary}_{name}_{kind}"
                metrics |= {f"{start}_n_{what}": count for what, count in counts.items()}
                if counts["links"]:
                    metrics[f"{start}_precision"] = counts["right"] / counts["links"]
                metrics[f"{start}_recall"] = counts["found"] / counts["marked"]
        with run.timed("linked") as linking:
            for text in texts:
                linker.link(text)
        metrics[f"{vocabulary}_cvs_per_s_per_core"] = len(texts) / linking.seconds
    return metrics


_KINDS: Final[dict[str, Callable[[SkillLink], bool]]] = {
    "named": lambda link: link.stage != "embedding",
    "near": lambda link: link.stage == "embedding",
}

if __name__ == "__main__":
    run_benchmark(
        "skill_links",
        measure_all,
        description="Links from text to skills, against words marked as skills.",
        data="real, not shipped: lines of CVs, marked by us; sentences of UK adverts, marked by others (Green Skills)",
        columns=("n_links", "n_right", "n_marked", "n_found", "precision", "recall"),
    )
