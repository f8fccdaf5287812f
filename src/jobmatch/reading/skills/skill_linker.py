"""From free text to skills: by label, other label, stem and meaning, each link with the words that made it.

::

    text -> words -> labels and other labels (one automaton) -\
                  -> stems of both           (one automaton) -+-> longest first, none inside another -> standing
                  -> items of lists that none of these found -> nearest label by vectors, if any are given
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jobmatch.errors import ConfigError, ShapeMismatchError
from jobmatch.reading.plain import Plain
from jobmatch.reading.skills.skill_context import Standing, standing_of
from jobmatch.reading.skills.skill_index import (
    BRACKETS,
    Automaton,
    Name,
    SkillNames,
    names_of,
    same_but_for_number,
    starter,
    unshared,
    vocabulary_of,
)
from jobmatch.reading.skills.skill_names import (
    ARTICLES,
    BREAK,
    Token,
    qualifier_after,
    stem,
    stem_key,
    tokens,
    without_qualifier,
)

Stage = Literal["label", "other label", "lemma", "embedding"]
F32 = NDArray[np.float32]
Encode = Callable[[Sequence[str]], F32]

# Assumed values, which only put the stages in order; that of "embedding" is the cosine.
STAGE_SCORES: Final[dict[Stage, float]] = {"label": 1.0, "other label": 0.95, "lemma": 0.9}
# Chosen on a development half: docs/decisions/0040-linking-text-to-skills.md.
NEAR: Final = 0.80
_MOST_LIST_WORDS: Final = 6
_OTHER_LABELS_TOO: Final = 5000  # names; of larger vocabularies the labels alone have vectors
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


class SkillLink(NamedTuple):
    """One mention of a skill.

    Parameters
    ----------
    skill_id, label
        Which skill, as the vocabulary has it.
    stage
        What found it: "label", "other label", "lemma" (the stems of either) or "embedding".
    score
        Of the stage, assumed (`STAGE_SCORES`); of "embedding" the cosine. In (0, 1], higher is surer.
    start, end
        Characters of the text as it was given, end excluded.
    standing
        "plain" (had or asked for), "desirable", "not_needed" or "to_learn".
    qualifier
        What is said of its level: "advanced", "primary"; None if nothing is.
    """

    skill_id: str
    label: str
    stage: Stage
    score: float
    start: int
    end: int
    standing: Standing = "plain"
    qualifier: str | None = None

    @property
    def provenance(self) -> Literal["stated", "inferred"]:
        """As of other readings: "inferred" where the words only mean something near, else "stated"."""
        return "inferred" if self.stage == "embedding" else "stated"


class SkillNamesOf(NamedTuple):
    """All that is linked to of a taxonomy."""

    skills: pl.DataFrame
    labels: pl.DataFrame


class _Match(NamedTuple):
    name: Name
    stage: Stage
    first: int  # tokens, end excluded
    last: int


class SkillLinker:
    """Links free text to the skills of a vocabulary.

    Parameters
    ----------
    taxonomy : Taxonomy, optional
        Whose skills; None takes the starter list of this package.
    encode : callable, optional
        Texts to unit vectors, float32 array of shape (n, dimensions), such as ``StaticEncoder().encode``. With it,
        items of lists that no name matches are linked to the nearest label. Without it there is no such stage.
    near : float
        Least cosine of such a link.

    Raises
    ------
    ConfigError
        If ``near`` is not above 0 and at most 1.

    Examples
    --------
    >>> linker = SkillLinker()
    >>> [(link.label, link.stage) for link in linker.link("Till work and stacked shelves; platform design")]
    [('till operation', 'other label'), ('stock replenishment', 'lemma')]
    """

    def __init__(self, taxonomy: SkillNames | None = None, *, encode: Encode | None = None, near: float = NEAR) -> None:
        if not 0 < near <= 1:
            raise ConfigError(f"near must lie above 0 and be at most 1, found {near}.")
        self._ids, self._labels, others = starter() if taxonomy is None else vocabulary_of(taxonomy)
        self._taxonomy = taxonomy
        names = list(names_of(self._labels, others, chosen=taxonomy is None))
        by_words = unshared((name.spelled, name) for name in names)
        by_stems = unshared((stem_key(name.spelled), name) for name in names)
        self._words, self._stems = Automaton.of(by_words), Automaton.of(by_stems)
        self._encode, self._near = encode, near
        self._vector_names = (
            [*enumerate(self._labels), *others] if len(names) <= _OTHER_LABELS_TOO else list(enumerate(self._labels))
        )
        self._vectors: F32 | None = None
        self._other_labels = others

    @property
    def labels(self) -> list[str]:
        """Labels of its skills, in the order of the vocabulary."""
        return self._labels

    @cached_property
    def row_of(self) -> dict[str, int]:
        """First row of each label."""
        return {label: number for number, label in reversed(list(enumerate(self._labels)))}

    @cached_property
    def fingerprint(self) -> str | None:
        """Digest of all names that it links to; None where vectors, whose model is not known here, decide as well."""
        if self._encode is not None:
            return None
        return hashlib.sha256(
            json.dumps([self._taxonomy is None, self._ids, self._labels, self._other_labels]).encode()
        ).hexdigest()

    @property
    def names(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]] | None:
        """Ids with labels, and with other labels, that a linker can be made of again; None is the starter list."""
        if self._taxonomy is None:
            return None
        skills, labels = (
            table.select(pl.col("skill_id", "label").cast(pl.String)).rows()
            for table in (self._taxonomy.skills, self._taxonomy.labels)
        )
        return skills, labels

    def __repr__(self) -> str:
        return f"SkillLinker({len(self._ids)} skills{', with vectors' if self._encode else ''})"

    def link(self, text: str) -> list[SkillLink]:
        """Mentions of skills in a text, plain or HTML.

        Parameters
        ----------
        text : str
            Whatever was written.

        Returns
        -------
        list of SkillLink
            In the order of the text; none overlaps another. What is "not_needed" or still "to_learn" is among them.
        """
        return self.link_plain(Plain(text), text)

    def link_plain(self, plain: Plain, original: str) -> list[SkillLink]:
        """The same for a text that was made plain before."""
        words = tokens(plain.low)
        matches = _longest(self._matches(words, plain, original))
        links = [self._link(plain, original, words, match) for match in matches]
        if self._encode is not None:
            links += self._near_links(plain, words, matches)
        return sorted(links, key=lambda link: link.start)

    # --- Names ---------------------------------------------------------------------------

    def _matches(self, words: list[Token], plain: Plain, original: str) -> Iterator[_Match]:
        every = [token.word for token in words]
        kept = [number for number, word in enumerate(every) if word not in ARTICLES]
        stems = [stem(every[number]) for number in kept]
        for automaton, numbers, spelled, lemma in (
            (self._words, range(len(every)), every, False),
            (self._stems, kept, stems, True),
        ):
            text = f" {' '.join(spelled)} "
            places = _places(spelled)
            for number, start, end in automaton.search.find_matches_as_indexes(text, overlapping=True):
                name = automaton.names[number]
                first = numbers[bisect_left(places, start)]
                last = numbers[bisect_left(places, end - 1) - 1] + 1
                if lemma and last - first == 1 and not same_but_for_number(words[first].word, name):
                    continue
                if _is_written(name, plain, original, words, first, last):
                    yield _Match(name, "lemma" if lemma else name.stage, first, last)

    def _link(self, plain: Plain, original: str, words: list[Token], match: _Match) -> SkillLink:
        start, end = words[match.first].start, words[match.last - 1].end
        skill = match.name.skill
        return SkillLink(
            self._ids[skill],
            self._labels[skill],
            match.stage,
            STAGE_SCORES[match.stage],
            *plain.original_span(start, end),
            standing_of(plain, start, end),
            qualifier_after(plain.low, end),
        )

    # --- Meaning -------------------------------------------------------------------------

    def _near_links(self, plain: Plain, words: list[Token], matches: list[_Match]) -> list[SkillLink]:
        items = list(_list_items(plain, words, matches))
        if not items:
            return []
        texts = [without_qualifier(plain.low[start:end])[0] for start, end in items]
        cosines = self._encoded(texts) @ self._label_vectors().T
        best = cosines.argmax(axis=1)
        links = []
        for row, (start, end) in enumerate(items):
            cosine = float(cosines[row, best[row]])
            if cosine < self._near:
                continue
            skill = self._vector_names[int(best[row])][0]
            span = plain.original_span(start, end)
            standing = standing_of(plain, start, end)
            qualifier = without_qualifier(plain.low[start:end])[1]
            score = min(round(cosine, 3), 1.0)
            links.append(
                SkillLink(self._ids[skill], self._labels[skill], "embedding", score, *span, standing, qualifier)
            )
        return links

    def _encoded(self, texts: Sequence[str]) -> F32:
        vectors = np.asarray(self._encode(texts) if self._encode else None, np.float32)
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise ShapeMismatchError(
                what="vectors of texts", found=vectors.shape, expected=f"({len(texts)}, dimensions)"
            )
        return vectors

    def _label_vectors(self) -> F32:
        if self._vectors is None:
            self._vectors = self._encoded([BRACKETS.sub("", name) or name for _, name in self._vector_names])
        return self._vectors


# --- Matching --------------------------------------------------------------------------


def _places(spelled: list[str]) -> list[int]:
    """Where the blank before each word stands in the joined text."""
    return list(accumulate([len(word) + 1 for word in spelled[:-1]], initial=0))


def _is_written(name: Name, plain: Plain, original: str, words: list[Token], first: int, last: int) -> bool:
    """Whether capitals and the words around are those that the name needs."""
    if name.capitals:
        start, end = plain.original_span(words[first].start, words[last - 1].end)
        written = original[start:end]
        if written not in {name.capitals, name.capitals.upper()}:
            return False
    # "a recruitment consultancy", "the sales team": who somebody is or works with
    if last - first == 1 and _SOMEBODY.match(plain.low, words[first].end):
        return False
    if name.needs:
        begin, stop = plain.line(words[first].start, words[last - 1].end)
        near = {stem(token.word) for token in words[max(0, first - 40) : last + 40] if begin <= token.start < stop}
        return not near.isdisjoint(name.needs)
    return True


_SOMEBODY: Final = re.compile(
    r"\s+(?:agenc(?:y|ies)|consultanc(?:y|ies)|compan(?:y|ies)|firms?|force|teams?|departments?|dept|industry"
    r"|industries"
    r"|sectors?|networks?|jobs|organisations?|providers?|professionals)\b"
)


def _longest(matches: Iterable[_Match]) -> list[_Match]:
    """Of matches that overlap, the longest; of equally long ones, the surest stage; in the order of the text."""
    taken: set[int] = set()
    kept = []
    for match in sorted(matches, key=lambda m: (m.first - m.last, -STAGE_SCORES[m.stage], m.first)):
        span = range(match.first, match.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(match)
    return sorted(kept, key=lambda match: match.first)


def _list_items(plain: Plain, words: list[Token], matches: list[_Match]) -> Iterator[tuple[int, int]]:
    """Short phrases of lists that no name matched: between commas, or a line each."""
    linked = {number for match in matches for number in range(match.first, match.last)}
    first = 0
    for number in range(len(words) + 1):
        if number < len(words) and words[number].word != BREAK:
            continue
        phrase = range(first, number)
        first = number + 1
        if not 0 < len(phrase) <= _MOST_LIST_WORDS or not linked.isdisjoint(phrase):
            continue
        start, end = words[phrase[0]].start, words[phrase[-1]].end
        item = plain.low[start:end]
        if (
            _WORD.search(item)
            and not any(letter.isdigit() for letter in item)
            and not _ABOUT_A_PERSON.search(item)
            and _in_list(plain.low, start, end)
        ):
            yield start, end


# Nothing that is protected is a skill, however near its name is to that of one.
_ABOUT_A_PERSON: Final = re.compile(
    r"\b(?:age[ds]?|sex|sexual|sexuality|gender|male|female|race|racial|ethnic\w*|nationalit\w+|citizen\w*|religio\w+"
    r"|belief|disab\w+|health|illness|medical condition|married|single|marital|pregnan\w+|maternity|children|born)\b"
)
_LIST_BEFORE: Final = re.compile(r"(?:^|[\n,;:•|*·])\s*-?\s*$")
_LIST_AFTER: Final = re.compile(r"\s*(?:$|[\n,;•|(]|\.\s*(?:$|\n)|\s-\s)")


def _in_list(low: str, start: int, end: int) -> bool:
    return bool(_LIST_BEFORE.search(low, max(0, start - 4), start) and _LIST_AFTER.match(low, end))
