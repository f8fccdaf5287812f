"""Texts by docs/rules.md: which words count and how much, and how two texts are compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PRIOR_TEXTS = 500


@dataclass(frozen=True)
class Text:
    """Weights (1 to 255) of a text's words and likeliest occupations."""

    words: Mapping[int, int] = field(default_factory=dict)
    occupations: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        word: Sequence[int],
        word_weight: Sequence[int],
        occupation: Sequence[int],
        occupation_weight: Sequence[int],
    ) -> Text:
        """Make a text of ids beside their weights; a weight of 0 is an empty place."""
        words, occupations = (
            {int(one): int(weight) for one, weight in zip(ids, weights, strict=True) if weight}
            for ids, weights in ((word, word_weight), (occupation, occupation_weight))
        )
        return cls(words, occupations)


def values(similarity: int, one: int, held: Text, asked: Text) -> tuple[int, int, int]:
    """Return meaning, words and occupations, 0 to 1000 each."""
    meaning = max(0, min(1000, math.floor(1000 * similarity / one)))
    by_words = sum(weight * asked.words[word] for word, weight in held.words.items() if word in asked.words)
    by_occupations = sum(
        min(weight, asked.occupations[one]) for one, weight in held.occupations.items() if one in asked.occupations
    )
    return meaning, min(1000, 1000 * by_words // 32_512), 1000 * by_occupations // 255


def text_part(found: Sequence[int], weights: Sequence[int]) -> int:
    """Return the part, 0 to 1000."""
    return sum(weight * value for weight, value in zip(weights, found, strict=True)) // 100


def word_weights(
    counts: Mapping[int, int], n_with: Mapping[int, int], n_adverts: int, prior: Mapping[int, float], n_kept: int
) -> dict[int, int]:
    """Return the weights of a text's heaviest words.

    ``counts`` are times in the text, ``n_with`` adverts that have each word, ``prior`` the share of ESCO's texts that
    do.
    """

    def raw(word: int) -> float:
        seen = n_with.get(word, 0) + PRIOR_TEXTS * prior[word] + 1
        return round((1 + math.log(counts[word])) * math.log((n_adverts + PRIOR_TEXTS + 1) / seen), 6)

    kept = sorted((word for word in counts if raw(word) > 0), key=lambda word: (-raw(word), word))[:n_kept]
    length = math.sqrt(sum(raw(word) ** 2 for word in kept))
    return {word: max(1, math.floor(255 * raw(word) / length + 0.5)) for word in kept}


def occupation_weights(likeness: Sequence[int]) -> dict[int, int]:
    """Return the weights of the four likeliest, by how far each is ahead of the fifth."""
    first = sorted(range(len(likeness)), key=lambda one: (-likeness[one], one))[:5]
    ahead = {one: likeness[one] - likeness[first[4]] for one in first[:4]}
    weights = {one: 255 * gap // max(1, sum(ahead.values())) for one, gap in ahead.items()}
    weights[first[0]] += 255 - sum(weights.values())
    return {one: weight for one, weight in weights.items() if weight}
