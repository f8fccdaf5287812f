"""Reading adverts: what free text states about hours, times, pay, place, licences, offers and demands, and where.

Rules and lists of terms, no model: what is read can be traced to the words that say it.
"""

from jobmatch.reading.advert import read_advert
from jobmatch.reading.contacts import KINDS as PERSONAL_KINDS, PersonalSpan
from jobmatch.reading.masking import mask_personal, personal_spans
from jobmatch.reading.skill_linker import SkillLink, SkillLinker
from jobmatch.reading.table import SURE_FIELDS, Fill, TableReading, read_table
from jobmatch.reading.values import FIELDS, AdvertReading, HoursRange, Pay, Reading

__all__ = [
    "FIELDS",
    "PERSONAL_KINDS",
    "SURE_FIELDS",
    "AdvertReading",
    "Fill",
    "HoursRange",
    "Pay",
    "PersonalSpan",
    "Reading",
    "SkillLink",
    "SkillLinker",
    "TableReading",
    "mask_personal",
    "personal_spans",
    "read_advert",
    "read_table",
]
