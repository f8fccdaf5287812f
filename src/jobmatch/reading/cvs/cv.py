"""Reading one CV: skills, occupations held, licences, languages and qualifications, each with the words that say so.

Nothing that is protected is looked for: no age, sex, nationality or health. Dates are read of jobs only, since those of
school and study tell an age.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from jobmatch.reading.cvs.cv_jobs import read_jobs
from jobmatch.reading.cvs.cv_languages import read_languages, skills_of_languages
from jobmatch.reading.cvs.cv_learning import FoundWords, read_qualifications
from jobmatch.reading.cvs.cv_licences import read_licences
from jobmatch.reading.cvs.cv_sections import Sections
from jobmatch.reading.personal.masking import personal_spans
from jobmatch.reading.plain import Plain
from jobmatch.reading.skills.skill_linker import SkillLink, SkillLinker
from jobmatch.reading.skills.vocabulary import starter_skills
from jobmatch.reading.values import JobHeld, Reading, Value

# Every field that can be read of a CV, and what its value is.
CV_FIELDS: Final = {
    "skills": "label of a skill*",
    "occupations": "JobHeld: title, first and last month, months",
    "licences": "a name of `codes.LICENCES` or one of no list",
    "languages": "name, with a level in brackets where one is stated",
    "qualifications": "kind, level and subject",
}
_LANGUAGES: Final = frozenset(skill.label for skill in starter_skills() if skill.skill_type == "language")


@dataclass(frozen=True, slots=True, repr=False)
class CvReading:
    """What a CV states, in the order of `CV_FIELDS` and then of the text. Look at, or take, single fields by property.

    Parameters
    ----------
    readings : tuple of Reading
        ``source`` is always "text"; ``start`` and ``end`` are characters of the CV.
    links : tuple of SkillLink
        Every mention of a skill, those that are not held among them; ``readings`` has each skill held once.
    n_listed_skills : int
        Skills that are named under a heading for skills.
    """

    readings: tuple[Reading, ...]
    links: tuple[SkillLink, ...]
    n_listed_skills: int = 0

    def __repr__(self) -> str:
        return f"CvReading({len(self.readings)} values)"

    def __iter__(self) -> Iterator[Reading]:
        return iter(self.readings)

    def of(self, field: str, provenance: Literal["stated", "inferred"] = "stated") -> list[Reading]:
        """Readings of one field and provenance."""
        return [one for one in self.readings if one.field == field and one.provenance == provenance]

    @property
    def skills(self) -> list[str]:
        """Labels of skills that the CV names as held."""
        return [str(one.value) for one in self.of("skills")]

    @property
    def occupations(self) -> list[JobHeld]:
        """Occupations held."""
        return [one.value for one in self.of("occupations") if isinstance(one.value, JobHeld)]

    @property
    def licences(self) -> list[str]:
        """Licences and checks that the person says to hold."""
        return [str(one.value) for one in self.of("licences")]

    @property
    def languages(self) -> list[str]:
        """Languages, with levels where stated."""
        return [str(one.value) for one in self.of("languages")]

    @property
    def qualifications(self) -> list[str]:
        """Qualifications."""
        return [str(one.value) for one in self.of("qualifications")]


@cache
def starter_linker() -> SkillLinker:
    """The linker of the starter list, made once."""
    return SkillLinker()


def read_cv(text: str | None, *, skills: SkillLinker | None = None, as_of: dt.date | None = None) -> CvReading:
    r"""What a CV states, field by field, with where it says so.

    Parameters
    ----------
    text : str or None
        The CV, plain or HTML; None is a person without one.
    skills : SkillLinker, optional
        Links text to a taxonomy; None takes the starter list.
    as_of : datetime.date, optional
        The day until which jobs that go on are counted. Without it their length is unknown, unless it is stated.

    Returns
    -------
    CvReading
        A field that is not stated is absent, which says nothing about it: nobody writes down all that they can do.

    Examples
    --------
    >>> cv = read_cv("Care assistant, 2019 to 2022\\nWrote care plans.\\nFull driving licence. I hold an NVQ level 2.")
    >>> [(one.field, str(one.value)) for one in cv]
    [('skills', 'care planning'), ('occupations', 'Care assistant, 2019-01 to 2022-01, 36 months'),
     ('licences', 'driving_b'), ('qualifications', 'NVQ, level 2')]
    """
    if not text:
        return CvReading((), ())
    plain = Plain(text)
    sections = Sections(plain.written)
    languages = read_languages(plain.written, plain.low, sections)
    held = _held(text, plain, sections, languages, skills)
    others = (
        *_jobs(plain, sections, as_of),
        *_found("licences", read_licences(plain, sections, languages, as_of), plain),
        *_found("languages", languages, plain),
        *_found("qualifications", read_qualifications(plain.written, plain.low, sections), plain),
    )
    return replace(held, readings=(*held.readings, *others))


def read_skills(text: str | None, *, skills: SkillLinker | None = None, only_listed: bool = False) -> CvReading:
    """As `read_cv`, of skills alone; ``only_listed`` leaves a CV alone that has no heading for skills."""
    if not text:
        return CvReading((), ())
    plain = Plain(text)
    sections = Sections(plain.written)
    if only_listed and "skills" not in sections:
        return CvReading((), ())
    return _held(text, plain, sections, read_languages(plain.written, plain.low, sections), skills)


def _held(
    text: str, plain: Plain, sections: Sections, languages: Iterable[FoundWords], skills: SkillLinker | None
) -> CvReading:
    """Skills alone."""
    links = tuple(_links(skills or starter_linker(), plain, text))
    readings = tuple(_skills(links, skills_of_languages(languages)))
    return CvReading(readings, links, len({link.skill_id for link in links if _is_listed(link, plain, sections)}))


def _is_listed(link: SkillLink, plain: Plain, sections: Sections) -> bool:
    """Whether a skill is named as held, in so many words, under a heading for skills."""
    held = link.standing == "plain" and link.provenance == "stated"
    return held and sections.at(plain.place_of(link.start)) == "skills"


def _links(linker: SkillLinker, plain: Plain, text: str) -> Iterator[SkillLink]:
    """Links outside names and addresses: "Mason Baker" is no trade."""
    personal = [plain.original_span(span.start, span.end) for span in personal_spans(plain.written)]
    for link in linker.link_plain(plain, text):
        if not any(link.start < end and start < link.end for start, end in personal):
            yield link


def _skills(links: Iterable[SkillLink], languages: set[str]) -> Iterator[Reading]:
    """Each skill held once, by its surest mention; languages only where they are spoken."""
    best: dict[str, SkillLink] = {}
    for link in links:
        held = link.standing in {"plain", "desirable"}
        if held and not (link.label in _LANGUAGES and link.label not in languages):
            known = best.get(link.skill_id)
            if known is None or link.score > known.score:
                best[link.skill_id] = link
    for link in sorted(best.values(), key=lambda link: link.start):
        yield Reading("skills", link.label, link.provenance, "text", link.start, link.end)


def _jobs(plain: Plain, sections: Sections, as_of: dt.date | None) -> Iterator[Reading]:
    for found in read_jobs(plain.written, sections, as_of):
        yield _reading("occupations", found.job, plain, found.start, found.end, sure=found.sure)


def _found(field: str, found: Iterable[FoundWords], plain: Plain) -> Iterator[Reading]:
    for one in found:
        yield _reading(field, one.value, plain, one.start, one.end, sure=one.sure)


def _reading(field: str, value: Value, plain: Plain, start: int, end: int, *, sure: bool) -> Reading:
    return Reading(field, value, "stated" if sure else "inferred", "text", *plain.original_span(start, end))
