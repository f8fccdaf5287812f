"""Choices that are the same on every run, and small things that both sides of the samples need."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from _model import Occupation

T = TypeVar("T")
Record = dict[str, Any]
SEED = "jobmatch samples 1"


class Dice:
    """Choices from a seed. Only `random.Random.random` is used: it alone is promised to stay the same."""

    def __init__(self, *key: object) -> None:
        self._random = random.Random("/".join([SEED, *map(str, key)]))

    def chance(self, share: float) -> bool:
        """True in about this share of calls."""
        return self._random.random() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, options: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """One of the options."""
        if weights is None:
            return options[self.whole(0, len(options) - 1)]
        left = self._random.random() * sum(weights)
        for option, weight in zip(options, weights, strict=True):
            left -= weight
            if left < 0:
                return option
        return options[-1]

    def several(self, options: Sequence[T], n: int) -> list[T]:
        """Up to n different options, in their own order."""
        left = list(range(len(options)))
        while len(left) > max(0, n):
            left.pop(self.whole(0, len(left) - 1))
        return [options[i] for i in left]

    def shuffled(self, options: Iterable[T]) -> list[T]:
        """All the options in another order."""
        left = list(options)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(len(left))]


def round_robin(dice: Dice, weights: Mapping[T, float], n: int) -> list[T]:
    """Exactly n things, each about as often as its weight says, shuffled."""
    total = sum(weights.values())
    things: list[T] = []
    owed = 0.0
    for thing, weight in weights.items():
        owed += n * weight / total
        while len(things) < round(owed):
            things.append(thing)
    return dice.shuffled(things)


def filtered(options: Sequence[T], keep: Callable[[T], bool]) -> list[T]:
    """Those to keep, or all where none is."""
    return [option for option in options if keep(option)] or list(options)


@dataclass(frozen=True, slots=True)
class Sample:
    """A record with what it was made from, which is not written out."""

    record: Record
    area: str
    occupations: tuple[Occupation, ...]


def with_article(noun: str) -> str:
    """The noun with "a" or "an"."""
    starts_with_vowel_sound = noun[0].lower() in "aeiou" or noun.startswith(("HR", "HGV", "LGV", "FLT"))
    return f"{'an' if starts_with_vowel_sound else 'a'} {noun}"


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
