"""Reading adverts and CVs: what free text states, and where.

Of adverts hours, times, pay, place, licences, offers and demands; of CVs skills, occupations held, licences, languages
and qualifications, and what must be masked before they are encoded.

Rules and lists of terms, no model: what is read can be traced to the words that say it.
"""

from jobmatch.reading.adverts.advert import read_advert
from jobmatch.reading.adverts.table import SURE_FIELDS, Fill, TableReading, read_table
from jobmatch.reading.cvs.cv import CV_FIELDS, CvReading, read_cv
from jobmatch.reading.cvs.cv_table import CvTableReading, fill_skills, read_cv_table
from jobmatch.reading.personal.contacts import KINDS as PERSONAL_KINDS, PersonalSpan
from jobmatch.reading.personal.masking import mask_personal, personal_spans
from jobmatch.reading.skills.skill_linker import SkillLink, SkillLinker
from jobmatch.reading.values import FIELDS, AdvertReading, HoursRange, JobHeld, Pay, Reading

__all__ = [
    "CV_FIELDS",
    "FIELDS",
    "PERSONAL_KINDS",
    "SURE_FIELDS",
    "AdvertReading",
    "CvReading",
    "CvTableReading",
    "Fill",
    "HoursRange",
    "JobHeld",
    "Pay",
    "PersonalSpan",
    "Reading",
    "SkillLink",
    "SkillLinker",
    "TableReading",
    "fill_skills",
    "mask_personal",
    "personal_spans",
    "read_advert",
    "read_cv",
    "read_cv_table",
    "read_table",
]
