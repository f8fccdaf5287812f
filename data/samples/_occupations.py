"""All occupations, and which families of them are alike."""

from __future__ import annotations

from _care import CARE
from _moving import MOVING
from _office import OFFICE
from _schools import SCHOOLS
from _shops_food import SHOPS_FOOD
from _sites import SITES

OCCUPATIONS = (*CARE, *SCHOOLS, *SHOPS_FOOD, *MOVING, *OFFICE, *SITES)
BY_KEY = {occupation.key: occupation for occupation in OCCUPATIONS}
# Families whose work is alike, for people who change trade and for the synthetic judgements.
RELATED_FAMILIES: dict[str, tuple[str, ...]] = {
    "care": ("early_years", "schools"),
    "early_years": ("schools", "care"),
    "schools": ("early_years", "care"),
    "retail": ("hospitality", "contact_centre", "warehouse"),
    "kitchen": ("hospitality", "production"),
    "hospitality": ("kitchen", "retail", "cleaning"),
    "production": ("warehouse", "kitchen"),
    "warehouse": ("production", "driving", "retail"),
    "driving": ("warehouse",),
    "office": ("contact_centre",),
    "contact_centre": ("office", "retail"),
    "cleaning": ("hospitality", "grounds"),
    "security": ("driving", "retail"),
    "construction": ("grounds", "warehouse"),
    "grounds": ("construction", "cleaning"),
}
