"""Classifications of skills: what each skill is called, what is broader than it, and what that is worth.

Any classification fits the `Taxonomy` protocol. `read_esco` reads the CSV bundle of ESCO, `SkillTaxonomy.from_tables`
any other, the UK Standard Skills Classification among them. `skill_credits` turns one into partial credits.
"""

from jobmatch.taxonomy.credits import RELATION_NAMES, CreditRules, skill_credits
from jobmatch.taxonomy.esco import read_esco
from jobmatch.taxonomy.links import SkillLinks, spelling
from jobmatch.taxonomy.model import SkillTaxonomy, Taxonomy
from jobmatch.taxonomy.starter import starter_taxonomy

__all__ = [
    "RELATION_NAMES",
    "CreditRules",
    "SkillLinks",
    "SkillTaxonomy",
    "Taxonomy",
    "read_esco",
    "skill_credits",
    "spelling",
    "starter_taxonomy",
]
