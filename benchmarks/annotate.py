"""Prints adverts to be labelled by hand, in a fixed random order: ``python -m benchmarks.annotate --half dev``.

Adverts of NHS Jobs and sentences of UK adverts are shuffled with a fixed seed; places 0, 2, 4 ... are the development
half, from which rules may be made, and 1, 3, 5 ... the test half, on which they are measured. Parts of the test half
that were labelled after rules had been mended by those before are the fresh part and the held-out part. The enriched
part is drawn from the rest by neutral words, for what random adverts seldom state; the second to the fifth go on
so, the fourth and fifth also by sums of money.
Labels are kept in ``benchmarks/annotations``, without any text; what each label means is in its README. Only adverts
("trades") and CVs that were written for the purpose stand there with their text.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from pathlib import Path
from typing import Any, Final, Literal, get_args

from benchmarks.common import REPOSITORY
from benchmarks.shared_data import nhs_adverts, shared_path
from jobmatch.encode.texts import html_to_text

Half = Literal[
    "dev", "test", "fresh", "held_out", "enriched", "second", "third", "fourth", "fifth",
    "trades", "trades_second", "trades_third",
]  # fmt: skip
Source = Literal["nhs", "green", "written"]
CvPart = Literal["first", "second", "third"]

ANNOTATIONS: Final = REPOSITORY / "benchmarks" / "annotations"
_SEED: Final = 20201101
_N_TEST: Final = 150
_N_FRESH: Final = 40
_N_HELD_OUT: Final = 100
# An advert belongs to the first of these whose pattern its text has, however many that has already.
_STRATA: Final = (
    re.compile(
        r"\b\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)\b.*\b\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)\b"
        r"|\b\d{1,2}[:.]\d\d\s*(?:-|to|\u2013)\s*\d{1,2}[:.]\d\d",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile("term[ -]?time", re.IGNORECASE),
    re.compile("from home|remote|hybrid|home[ -]working", re.IGNORECASE),
    re.compile(r"\bnights\b|\bnight shifts?\b|\b12[ -]?hours?\b|\blong days\b|\bevenings\b", re.IGNORECASE),
    re.compile(r"£ ?\d"),
)
# From which advert of each stratum to before which.
_DRAWN_OF_STRATUM: Final = {
    "enriched": ((0, 30), (0, 30), (0, 30), (0, 30), (0, 0)),
    "second": ((30, 65), (0, 0), (30, 50), (30, 65), (0, 0)),
    "third": ((65, 100), (0, 0), (50, 70), (65, 100), (0, 0)),
    "fourth": ((100, 150), (0, 0), (70, 80), (100, 110), (0, 30)),
    "fifth": ((150, 190), (0, 0), (80, 90), (110, 120), (30, 70)),
}
_NO_LABELS: Final = frozenset(("id", "title", "text"))
_SENTENCES: Final = Path("data", "green-uk-jobs", "df_testset.csv")
_BLANKS: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r"\s*\n\s*")


def texts(source: Source) -> dict[str, tuple[str, str]]:
    """Title and text, as published, by id."""
    if source == "nhs":
        rows = nhs_adverts().unique("description", keep="first", maintain_order=True)
        columns = ("vacancy_id", "title", "description")
        return {advert_id: (title, text) for advert_id, title, text in rows.select(columns).iter_rows()}
    if source == "written":
        files = sorted(ANNOTATIONS.glob("written_*.ndjson"))
        return {row["id"]: (row["title"], row["text"]) for file in files for row in rows_of(file)}
    words: dict[str, list[str]] = {}
    with shared_path(_SENTENCES).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words.setdefault(row["sentence_id"], []).append(row["word"])
    return {sentence_id: ("", " ".join(sentence)) for sentence_id, sentence in words.items()}


def drawn(source: Source, half: Half) -> list[str]:
    """Ids of one half, in the order in which they are labelled."""
    if source == "written":
        return list(labels(source, half))
    ids = sorted(texts(source))
    random.Random(_SEED).shuffle(ids)
    if half == "dev":
        return ids[::2]
    test = ids[1::2]
    rest = test[_N_TEST + _N_FRESH :]
    if half in _DRAWN_OF_STRATUM:
        return _by_words(rest[_N_HELD_OUT:], texts(source), _DRAWN_OF_STRATUM[half])
    return {"test": test[:_N_TEST], "fresh": test[_N_TEST:][:_N_FRESH], "held_out": rest}[half]


def _by_words(ids: list[str], of_id: dict[str, tuple[str, str]], wanted: tuple[tuple[int, int], ...]) -> list[str]:
    """Some of each stratum."""
    found: list[str] = []
    n_seen = [0] * len(_STRATA)
    for one in ids:
        text = _plain(of_id[one][1])
        stratum = next((i for i, pattern in enumerate(_STRATA) if pattern.search(text)), None)
        if stratum is not None:
            first, end = wanted[stratum]
            if first <= n_seen[stratum] < end:
                found.append(one)
            n_seen[stratum] += 1
    return found


def labels(source: Source, half: Half) -> dict[str, dict[str, Any]]:
    """Labels by id: what the text states, by field; none where none of this kind were made."""
    file = ANNOTATIONS / f"{source}_{half}.ndjson"
    if not file.is_file():
        return {}
    return {row["id"]: {name: row[name] for name in row if name not in _NO_LABELS} for row in rows_of(file)}


def rows_of(file: Path) -> list[dict[str, Any]]:
    """Rows of a file of labels."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _plain(text: str) -> str:
    return _LINES.sub("\n", _BLANKS.sub(" ", html_to_text(text))).strip()


def main() -> None:
    """Print a batch."""
    parser = argparse.ArgumentParser(description="Print adverts to be labelled by hand.")
    parser.add_argument("--source", choices=get_args(Source), default="nhs")
    parser.add_argument("--half", choices=get_args(Half), default="dev")
    parser.add_argument("--first", type=int, default=0, help="place in the half to start at")
    parser.add_argument("--count", type=int, default=20)
    options = parser.parse_args()
    of_id = texts(options.source)
    for place, advert_id in enumerate(drawn(options.source, options.half)):
        if options.first <= place < options.first + options.count:
            title, text = of_id[advert_id]
            print(f"##### {place} {advert_id} {title}\n{_plain(text)}\n")


if __name__ == "__main__":
    main()
