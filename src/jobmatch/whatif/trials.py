"""People as they would be after changes."""

from __future__ import annotations

from collections.abc import Iterable

from jobmatch.pack import SkillSpace
from jobmatch.sides import PeopleSide, edited_people
from jobmatch.travel import TravelTable
from jobmatch.whatif.changes import Change


def changed_people(
    people: PeopleSide, changes: Iterable[Change], space: SkillSpace, table: TravelTable
) -> tuple[PeopleSide, TravelTable]:
    """Lay out the same people in the same order after some changes, one upon another.

    Parameters
    ----------
    people : PeopleSide
        Stays as it was. All of them change, so give those concerned only (`jobmatch.sides.some_people`).
    changes : iterable of Change
        What changes.
    space, table
        By which the people were laid out.

    Returns
    -------
    PeopleSide
    TravelTable
        By which they travel then.
    """
    frame = people.frame
    for change in changes:
        frame, table = change.edit(frame, people.default_limit_min), change.edit_table(table)
    return edited_people(people, frame, space, table), table
