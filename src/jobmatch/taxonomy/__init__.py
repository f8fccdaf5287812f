"""Classifications of skills and occupations: what each is called, what is broader, and what that is worth.

Any classification fits the `Taxonomy` protocol. `read_esco` reads the CSV bundle of ESCO, `SkillTaxonomy.from_tables`
any other, the UK Standard Skills Classification among them. `skill_credits` turns one into partial credits.
`OccupationCoder` codes job titles to ESCO (`read_esco_occupations`), SOC (`read_soc_titles`) or others.
"""

from jobmatch.taxonomy.credits import RELATION_NAMES, CreditRules, skill_credits
from jobmatch.taxonomy.esco import read_esco, read_esco_occupations
from jobmatch.taxonomy.links import SkillLinks, spelling
from jobmatch.taxonomy.model import SkillTaxonomy, Taxonomy
from jobmatch.taxonomy.occupations import OccupationCoder, Occupations, plain_title, read_soc_titles, translate
from jobmatch.taxonomy.starter import starter_taxonomy

__all__ = [
    "RELATION_NAMES",
    "CreditRules",
    "OccupationCoder",
    "Occupations",
    "SkillLinks",
    "SkillTaxonomy",
    "Taxonomy",
    "plain_title",
    "read_esco",
    "read_esco_occupations",
    "read_soc_titles",
    "skill_credits",
    "spelling",
    "starter_taxonomy",
    "translate",
]
