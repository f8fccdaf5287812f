"""Names of a vocabulary, ready to be looked for in a text: by their words, and by the stems of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, Protocol

import polars as pl
from ahocorasick_rs import AhoCorasick, Implementation

from jobmatch.reading.skills.skill_names import BREAK, key, stem
from jobmatch.reading.skills.vocabulary import starter_skills

NameStage = Literal["label", "other label"]
_ACRONYM: Final = 5
BRACKETS: Final = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
# Names of tools that are ordinary words when they have no capital.
_ORDINARY_NAMES: Final = frozenset(
    (
        *("access", "ansible", "assembly", "chef", "eclipse", "excel", "express", "flash", "go", "groovy", "less"),
        *(
            "math",
            "oracle",
            "outlook",
            "polish",
            "project",
            "publisher",
            "puppet",
            "r",
            "ruby",
            "rust",
            "sage",
            "salt",
            "sap",
        ),
        *("scratch", "spark", "swift", "teams", "vagrant", "visio", "word", "zoom"),
    )
)


class SkillNames(Protocol):
    """What a `Taxonomy` offers here: its skills and their other labels."""

    @property
    def skills(self) -> pl.DataFrame:
        """``skill_id`` and ``label``."""

    @property
    def labels(self) -> pl.DataFrame:
        """Other names: ``skill_id``, ``label``."""


class Name(NamedTuple):
    """One way to write a skill; ``skill`` is its place in the vocabulary."""

    skill: int
    stage: NameStage
    spelled: str  # as `key`
    capitals: str = ""  # how it must be written, where that tells it from an ordinary word
    needs: frozenset[str] = frozenset()  # stems of which one must stand in the same line


@dataclass(frozen=True, slots=True)
class Automaton:
    """Names by what they are spelled like; a spelling that several skills share is left out."""

    names: list[Name]
    search: AhoCorasick

    @classmethod
    def of(cls, spelled: dict[str, Name]) -> Automaton:
        """Make one of names by their spelling."""
        return cls(list(spelled.values()), AhoCorasick(list(spelled), implementation=Implementation.ContiguousNFA))


# --- Vocabulary ------------------------------------------------------------------------


def starter() -> tuple[list[str], list[str], list[tuple[int, str]]]:
    """Ids, labels and other labels (with the place of their skill) of the starter list."""
    skills = starter_skills()
    others = [(number, other) for number, skill in enumerate(skills) for other in skill.other_labels]
    return [skill.skill_id for skill in skills], [skill.label for skill in skills], others


def vocabulary_of(taxonomy: SkillNames) -> tuple[list[str], list[str], list[tuple[int, str]]]:
    """The same of a taxonomy."""
    ids = taxonomy.skills["skill_id"].to_list()
    number = {skill_id: row for row, skill_id in enumerate(ids)}
    others = [(number[skill_id], label) for skill_id, label in taxonomy.labels.select("skill_id", "label").iter_rows()]
    return ids, taxonomy.skills["label"].to_list(), others


def names_of(labels: list[str], others: list[tuple[int, str]], *, chosen: bool) -> Iterator[Name]:
    """Names as they may be written, and those of "Java (computer programming)" without the brackets.

    Unless they were ``chosen`` for free text, other labels of one word count only if the label says the same: ESCO has
    "experience" for "think creatively".
    """
    given: list[tuple[int, NameStage, str]] = [(skill, "label", label) for skill, label in enumerate(labels)]
    given += [(skill, "other label", label) for skill, label in others]
    counts: dict[str, int] = {}
    for _, _, label in given:
        for word in set(key(BRACKETS.sub("", label)).split()) if " " in BRACKETS.sub("", label).strip() else ():
            counts[word] = counts.get(word, 0) + 1
    for skill, stage, label in given:
        spelled = key(label)
        if stage == "other label" and not chosen and not _says_the_same(spelled.split(), key(labels[skill]).split()):
            continue
        yield from _name(skill, stage, label, spelled, chosen=chosen)
        bracket = BRACKETS.search(label)
        if bracket is None or not bracket.start():
            continue
        short = label[: bracket.start()]
        spelled = key(short)
        # "Chef (tools for configuration)": an ordinary word as well, so the brackets' words must stand by.
        ordinary = len(spelled.split()) == 1 and (
            counts.get(spelled.strip(), 0) > 0 or spelled.strip() in _ORDINARY_NAMES
        )
        needs = frozenset(map(stem, key(bracket["inside"]).split())) - {BREAK} if ordinary else frozenset()
        yield from _name(skill, stage, short, spelled, needs, chosen=chosen)


def _name(
    skill: int, stage: NameStage, written: str, spelled: str, needs: frozenset[str] = frozenset(), *, chosen: bool
) -> Iterator[Name]:
    words = spelled.split()
    if not words or (len(words) == 1 and len(words[0]) < 2) or {words[0], words[-1]} & _LOOSE_ENDS:
        return
    short = written.strip()
    # "IT", "SAS" and "Excel" are told from ordinary words by their capitals alone.
    by_capitals = len(words) == 1 and (
        words[0] in _ORDINARY_NAMES or (not chosen and short.isupper() and len(short) <= _ACRONYM)
    )
    if by_capitals and short.islower():
        return
    yield Name(skill, stage, spelled, short if by_capitals else "", needs)


# A name that begins or ends so was cut from a longer one.
_LOOSE_ENDS: Final = frozenset(("and", "or", "of", "to", BREAK))
_LIGHT: Final = frozenset("perform others use show work manage do provide have with conduct tasks skills of in".split())  # noqa: SIM905
_SAME_BEGINNING: Final = 4
_LONGER_BY: Final = 4


def _says_the_same(words: list[str], label: list[str]) -> bool:
    """Whether another label of one word has its beginning in common with every word of the label that tells anything.

    "leadership" says "lead others", "term" does not say "terminology".
    """
    if len(words) != 1:
        return True
    telling = [word for word in label if word not in _LIGHT] or label
    return all(
        word[:_SAME_BEGINNING] == words[0][:_SAME_BEGINNING] and abs(len(word) - len(words[0])) <= _LONGER_BY
        for word in telling
    )


def same_but_for_number(word: str, name: Name) -> bool:
    """Whether one word differs from a label by its plural only: "databases", not "plans" for "planning"."""
    short, long = sorted((word, name.spelled.strip()), key=len)
    return name.stage == "label" and long in {short + "s", short + "es", short.removesuffix("y") + "ies"}


def unshared(spelled: Iterable[tuple[str, Name]]) -> dict[str, Name]:
    """Each spelling with the name that it means: a label before another label, and none if several skills share it."""
    owners: dict[str, Name] = {}
    shared: set[str] = set()
    for spelling, name in spelled:
        if not spelling.strip():
            continue
        known = owners.get(spelling)
        if known is None:
            owners[spelling] = name
        elif known.skill != name.skill and known.stage == name.stage:
            shared.add(spelling)
    return {spelling: name for spelling, name in owners.items() if spelling not in shared}
