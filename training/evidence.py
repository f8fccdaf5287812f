"""Make the list of words and the table of occupations: ``python -m training.evidence --esco DIR``.

Both are learned from ESCO's own texts, and hold none of them: the list has single words with the number of texts that
have each, the table has mean vectors of the static model and weights of single words. Names of occupations are ours.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from jobmatch.encode import StaticEncoder, quantise
from jobmatch.encode.occupations import OCCUPATIONS_PATH, pack_occupations
from jobmatch.encode.weights import WordWeights
from jobmatch.encode.wordlist import WORDS_PATH, WordCounter, read_words, split_words, stems
from jobmatch.reading.personal.protected_words import PROTECTED_WORDS
from training.esco import Concept, Esco, read_esco

_HERE: Final = Path(__file__).parent
_WORDS_OF_AN_OCCUPATION: Final = 400
_SHORTEST: Final = 2
_LONGEST: Final = 24

# What adverts and CVs say whatever the work is.
_SAID_ANYWHERE: Final = """
job role work working worker works employee employer employment company organisation organization applicant candidate
vacancy post position apply application experience experienced skill ability able successful ideal suitable essential
desirable required requirement responsible responsibility duty opportunity salary pay paid rate hour hourly week weekly
month monthly year yearly annual annum day daily date time email phone telephone contact website http https www com
org uk please welcome join offer offering benefit include including etc various good excellent great strong new name
city state country address summary highlight accomplishment professional profile career history education university
college school gpa january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday
""".split()  # noqa: SIM905 - a page of words reads better than a list
# Protected characteristics and family are never inputs.
_NEVER: Final = tuple(word for words in PROTECTED_WORDS.values() for word in words)
# Common names of people and places that ESCO happens to mention.
_NAMES: Final = """
smith taylor walker turner john robert jack oscar maria charles hull wales europe paris america china
""".split()  # noqa: SIM905 - likewise


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--esco", type=Path, required=True, help="folder with the two archives of ESCO 1.1.1")
    esco = read_esco(parser.parse_args().esco)
    sha256 = write_words(esco, WORDS_PATH)
    print("words", sha256)
    print("occupations", write_occupations(esco, OCCUPATIONS_PATH, sha256))


def write_words(esco: Esco, path: Path) -> str:
    """Write the list; return its SHA-256."""
    texts = [" . ".join((*c.labels, c.description)) for c in (*esco.occupations, *esco.skills, *esco.groups)]
    with_stem, written = Counter[str](), dict[str, Counter[str]]()
    stem_of: dict[str, str] = {}
    for text in texts:
        words = split_words(text)
        new = [word for word in set(words) if word not in stem_of]
        stem_of |= dict(zip(new, stems(new), strict=True))
        with_stem.update({stem_of[word] for word in words})
        for word in words:
            written.setdefault(stem_of[word], Counter())[word] += 1
    more = [word for line in _lines("more_words.txt") for word in line.split()]
    for word, stem in zip(more, stems(more), strict=True):
        written.setdefault(stem, Counter())[word] += 1
    never = {*stems([*ENGLISH_STOP_WORDS, *_SAID_ANYWHERE, *_NEVER, *_NAMES]), *ENGLISH_STOP_WORDS}
    kept = [stem for stem in written if stem not in never and (_SHORTEST <= len(stem) <= _LONGEST)]
    # common words first, so that ids that are met often lie close together in memory
    kept.sort(key=lambda stem: (-with_stem[stem], stem))
    lines = [f"{stem}\t{min(written[stem], key=lambda w: (-written[stem][w], w))}\t{with_stem[stem]}" for stem in kept]
    content = "\n".join([str(len(texts)), *lines, ""]).encode()
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def write_occupations(esco: Esco, path: Path, words_sha256: str) -> str:
    """Write the table; return its SHA-256."""
    names = _lines("occupations.txt")
    members: dict[str, list[Concept]] = {}
    for occupation in esco.occupations:
        members.setdefault(occupation.group, []).append(occupation)
    groups = [members[line.split(" ", 1)[0]] for line in names]
    skill_name = {skill.key: skill.labels[0] for skill in esco.skills}
    encoder = StaticEncoder()

    def vector(occupation: Concept) -> np.ndarray:
        skills = ". ".join(skill_name[key] for key in occupation.skills)
        parts = [occupation.labels[0], ". ".join(occupation.labels), occupation.description, skills or "."]
        return np.asarray(encoder.encode(parts).mean(axis=0, dtype=np.float64))

    means = _unit(np.stack([np.mean([vector(o) for o in group], axis=0) for group in groups]))
    prototypes = quantise(_unit(means - means.mean(axis=0)).astype(np.float32))

    words = read_words(WORDS_PATH, words_sha256)
    texts = [
        ". ".join(part for o in group for part in (*o.labels, o.description, *(skill_name[key] for key in o.skills)))
        for group in groups
    ]
    counts = WordCounter(words).count(texts)
    word_id, word_weight = WordWeights.before_any(words).lanes(counts, _WORDS_OF_AN_OCCUPATION)
    content = pack_occupations("\n".join(names), prototypes, word_id, word_weight, words_sha256)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


if __name__ == "__main__":
    main()
