"""ESCO as training material: its texts, and which of them belong together."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

_CLASSIFICATION: Final = "ESCO-v1.1.1-classification-en-csv.zip"
_RELATIONS: Final = "ESCO-v1.1.1-relations-csv.zip"
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
# "manager of a shop": it is the word before these that takes the plural.
_HEAD_AND_REST: Final = re.compile(r"(.+?)( of | in | for |, )(.*)")
_LONGEST_GROUP_TEXT: Final = 600


@dataclass(frozen=True, slots=True)
class Concept:
    """An occupation, a skill or a group of occupations.

    Parameters
    ----------
    key : str
        Its address, or the code of a group.
    labels : tuple of str
        Names, the preferred one first; none where all were held out.
    description : str
        In full.
    group : str
        Code of an occupation's ISCO unit group; empty for others.
    skills : tuple of str
        Keys of an occupation's essential skills.
    optional_skills : tuple of str
        Keys of its optional ones.
    """

    key: str
    labels: tuple[str, ...]
    description: str
    group: str = ""
    skills: tuple[str, ...] = ()
    optional_skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Esco:
    """The classification, each part sorted by key."""

    occupations: tuple[Concept, ...]
    skills: tuple[Concept, ...]
    groups: tuple[Concept, ...]

    def without(self, texts: set[str], *, keys: frozenset[str] = frozenset()) -> Esco:
        """The same without some labels, and without some concepts altogether.

        Parameters
        ----------
        texts : set of str
            Labels to leave out, as `clean` writes them; a concept that loses all of them goes too.
        keys : frozenset of str
            Concepts to leave out.
        """

        def some(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
            fewer = (
                replace(c, labels=tuple(label for label in c.labels if label not in texts))
                for c in concepts
                if c.key not in keys
            )
            return tuple(c for c in fewer if c.labels)

        return Esco(some(self.occupations), some(self.skills), some(self.groups))


def clean(text: str) -> str:
    """Text in lower case, each run of white space one space."""
    return " ".join(text.lower().split())


def sentences(description: str) -> list[str]:
    """Sentences of a description."""
    return [clean(part) for part in _SENTENCE_END.split(description) if len(part) > 3]


def plural(label: str) -> str:
    """Plural of an occupation's name, as adverts and statistics have it; names that have one already stay.

    Examples
    --------
    >>> [plural(label) for label in ("nurse", "head of human resources", "secretary", "fireman", "sales")]
    ['nurses', 'heads of human resources', 'secretaries', 'firemen', 'sales']
    """
    parts = _HEAD_AND_REST.fullmatch(label)
    if parts:
        return plural(parts[1]) + parts[2] + parts[3]
    words = label.split()
    last = words[-1]
    if not last.isalpha() or last.endswith("s"):
        return label
    if last.endswith("man"):
        last = last[:-3] + "men"
    elif last.endswith("y") and last[-2:-1] not in set("aeiou"):
        last = last[:-1] + "ies"
    else:
        last += "es" if last.endswith(("ch", "sh", "x", "z")) else "s"
    return " ".join([*words[:-1], last])


def read_esco(folder: Path) -> Esco:
    """Read the two archives of ESCO 1.1.1 in English as published.

    Parameters
    ----------
    folder : pathlib.Path
        Where both are.
    """
    related: dict[str, dict[str, list[str]]] = {}
    for row in _rows(folder / _RELATIONS, "occupationSkillRelations.csv"):
        related.setdefault(row["occupationUri"], {}).setdefault(row["relationType"], []).append(row["skillUri"])
    return Esco(
        occupations=_sorted(
            Concept(
                key=row["conceptUri"],
                labels=_labels(row),
                description=row["description"],
                group=row["iscoGroup"],
                skills=tuple(related.get(row["conceptUri"], {}).get("essential", ())),
                optional_skills=tuple(related.get(row["conceptUri"], {}).get("optional", ())),
            )
            for row in _rows(folder / _CLASSIFICATION, "occupations_en.csv")
        ),
        skills=_sorted(
            Concept(key=row["conceptUri"], labels=_labels(row), description=row["description"])
            for row in _rows(folder / _CLASSIFICATION, "skills_en.csv")
        ),
        groups=_sorted(
            Concept(key=row["code"], labels=_labels(row), description=row["description"][:_LONGEST_GROUP_TEXT])
            for row in _rows(folder / _CLASSIFICATION, "ISCOGroups_en.csv")
        ),
    )


def _sorted(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    return tuple(sorted(concepts, key=lambda concept: concept.key))


def _labels(row: Mapping[str, str]) -> tuple[str, ...]:
    names = (clean(name) for name in [row["preferredLabel"], *(row["altLabels"] or "").split("\n")])
    return tuple(dict.fromkeys(name for name in names if name))


def _rows(archive: Path, member: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(archive) as opened, opened.open(member) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8"))
