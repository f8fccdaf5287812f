"""The shape of the sample content: an occupation, its shifts, and how they are written down."""

from __future__ import annotations

from dataclasses import dataclass


def lines(block: str) -> tuple[str, ...]:
    """Non-empty lines of a block, each stripped."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def items(text: str) -> tuple[str, ...]:
    """Parts of a text split by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def levels(text: str) -> dict[str, int]:
    """Levels by functional dimension, from ``"lift_carry=2; standing=3"``."""
    return {name: int(level) for name, level in (part.split("=") for part in items(text))}


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """One way in which a job's times are offered; ``hours`` are paid hours a week."""

    kind: str
    shifts: str | None
    hours: tuple[float, float] | None
    prose: str
    policy: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Adjustment:
    """Something an employer offers, and the demand that is left with it."""

    prose: str
    demands: dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Occupation:
    """Everything from which adverts and CVs of one occupation are put together.

    ``duties`` follow "You will ..."; ``cv`` lines follow "I ..."; ``pay`` is GBP an hour.
    """

    key: str
    family: str
    role: str
    weight: int
    titles: tuple[str, ...]
    employers: tuple[str, ...]
    workplaces: tuple[str, ...]
    duties: tuple[str, ...]
    about_you: tuple[str, ...]
    cv: tuple[str, ...]
    skills: tuple[str, ...]
    extra_skills: tuple[str, ...]
    shifts: tuple[Shift, ...]
    pay: tuple[float, float]
    demands: dict[str, int]
    adjustments: tuple[Adjustment, ...]
    licences: tuple[str, ...]
    obtainable: tuple[str, ...]
    needs_vehicle: float
    remote: str
    annual_pay: float
    term_only: float
    apprentice: bool


def _shift(line: str) -> Shift:
    """Read ``TIMES :: HOURS :: PROSE [:: POLICY]``."""
    times, hours, prose, *policy = (part.strip() for part in line.split("::"))
    ends = [float(end) for end in hours.split("-")] if hours else []
    if times in {"zero_hours", "annualised"}:
        kind, shifts = times, None
    else:
        kind = "rota" if "|" in times else "flex" if " within " in times else "any_n" if " of " in times else "fixed"
        shifts = times
    return Shift(kind, shifts, (ends[0], ends[-1]) if ends else None, prose, policy[0] if policy else None)


def _adjustment(line: str) -> Adjustment:
    """Read ``PROSE :: DEMANDS``."""
    prose, demands = line.split("::")
    return Adjustment(prose.strip(), levels(demands))


def occupation(  # noqa: PLR0913 - one argument for each kind of content, all by name
    key: str,
    *,
    family: str,
    role: str,
    titles: str,
    employers: str,
    workplaces: str,
    duties: str,
    about_you: str,
    cv: str,
    skills: str,
    extra_skills: str,
    shifts: str,
    pay: tuple[float, float],
    demands: str,
    adjustments: str,
    weight: int = 10,
    licences: str = "",
    obtainable: str = "",
    needs_vehicle: float = 0.0,
    remote: str = "no",
    annual_pay: float = 0.0,
    term_only: float = 0.0,
    apprentice: bool = False,
) -> Occupation:
    """Build an occupation from blocks of text, one piece a line."""
    return Occupation(
        key=key,
        family=family,
        role=role,
        weight=weight,
        titles=items(titles),
        employers=items(employers),
        workplaces=items(workplaces),
        duties=lines(duties),
        about_you=lines(about_you),
        cv=lines(cv),
        skills=items(skills),
        extra_skills=items(extra_skills),
        shifts=tuple(_shift(line) for line in lines(shifts)),
        pay=pay,
        demands=levels(demands),
        adjustments=tuple(_adjustment(line) for line in lines(adjustments)),
        licences=items(licences),
        obtainable=items(obtainable),
        needs_vehicle=needs_vehicle,
        remote=remote,
        annual_pay=annual_pay,
        term_only=term_only,
        apprentice=apprentice,
    )
