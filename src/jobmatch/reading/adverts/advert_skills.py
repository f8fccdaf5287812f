"""Skills that adverts name, by what their sentences make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jobmatch.reading.context import REQUIRED
from jobmatch.reading.plain import Plain
from jobmatch.reading.skills.skill_linker import SkillLink, SkillLinker
from jobmatch.reading.values import Reading

REQUIRED_SKILLS: Final = "required_skills"
DESIRABLE_SKILLS: Final = "desirable_skills"
_ASKED_BEFORE: Final = re.compile(r"\b(?:experience|knowledge|skills?|ability|able|proficien\w+|competen\w+)\b")


def read_advert_skills(text: str | None, linker: SkillLinker) -> list[Reading]:
    """Skills that an advert names, each once.

    Parameters
    ----------
    text : str or None
        The advert, plain or HTML; None names nothing.
    linker : SkillLinker
        Whose skills.

    Returns
    -------
    list of Reading
        ``required_skills`` where the sentence asks for it in so many words, else ``desirable_skills``: a skill that is
        only named may be what the job is about, and is not held against who lacks it. What is not needed, or will be
        taught, is left out. "inferred" where the words only mean something near.

    Examples
    --------
    >>> found = read_advert_skills("You must have experience of till work. Stacking shelves.", SkillLinker())
    >>> [(one.field, one.value) for one in found]
    [('required_skills', 'till operation'), ('desirable_skills', 'stock replenishment')]
    """
    if not text:
        return []
    plain = Plain(text)
    best: dict[str, tuple[bool, SkillLink]] = {}
    for asked, link in _links(plain, text, linker):
        known = best.get(link.skill_id)
        if known is None or (asked, link.score) > (known[0], known[1].score):
            best[link.skill_id] = asked, link
    return [
        Reading(
            REQUIRED_SKILLS if asked else DESIRABLE_SKILLS, link.label, link.provenance, "text", link.start, link.end
        )
        for asked, link in sorted(best.values(), key=lambda one: one[1].start)
    ]


def _links(plain: Plain, text: str, linker: SkillLinker) -> Iterator[tuple[bool, SkillLink]]:
    """Links that count, and whether their sentence asks for the skill."""
    for link in linker.link_plain(plain, text):
        if link.standing in {"plain", "desirable"}:
            first, last = plain.sentence(plain.place_of(link.start), plain.place_of(link.end - 1) + 1)
            sentence = plain.low[first:last]
            asked = REQUIRED.search(sentence) is not None and _ASKED_BEFORE.search(sentence) is not None
            yield asked and link.standing == "plain", link
