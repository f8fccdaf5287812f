"""Made-up taxonomies: drawn at random, and one in the format of ESCO's CSV bundle."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from jobmatch.taxonomy import SkillTaxonomy
from tests.reference.skills import Skills

SKILL, GROUP = "KnowledgeSkillCompetence", "SkillGroup"
URI = "http://example.org/skill/"
_SKILL_COLUMNS = (
    *("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "hiddenLabels", "status"),
    "description",
)
# id, type, reuse, label, other labels, hidden labels, status
ESCO_SKILLS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    (
        "bread",
        "skill/competence",
        "sector-specific",
        "bake bread",
        "make loaves\nbake  loaves",
        "bake bred",
        "released",
    ),
    ("cakes", "skill/competence", "sector-specific", "bake cakes", "make cakes\nmake puddings", "", "released"),
    ("baking", "skill/competence", "cross-sector", "bake, roast and grill", "baking", "", "released"),
    ("puddings", "skill/competence", "sector-specific", "cook puddings", "make puddings", "", "released"),
    ("flour", "knowledge", "sector-specific", "types of flour", "", "", "released"),
    ("welsh", "knowledge", "transversal", "Welsh", "the Welsh language", "", "released"),
    ("write-welsh", "skill/competence", "transversal", "write Welsh", "", "", "released"),
    ("odd", "", "", "oddness", "", "", "released"),
    ("old", "skill/competence", "transversal", "write telegrams", "", "", "obsolete"),
)
ESCO_GROUPS = (("L", "L", "language skills"), ("languages", "L1", "languages"), ("food", "S9", "preparing food"))
ESCO_BROADER = (
    ("bread", SKILL, "baking", SKILL),
    ("cakes", SKILL, "baking", SKILL),
    ("baking", SKILL, "food", GROUP),
    ("puddings", SKILL, "food", GROUP),
    ("flour", SKILL, "food", GROUP),
    ("odd", SKILL, "food", GROUP),
    ("old", SKILL, "food", GROUP),
    ("welsh", SKILL, "languages", GROUP),
    ("write-welsh", SKILL, "welsh", SKILL),
    ("languages", GROUP, "L", GROUP),
    ("empty", GROUP, "L", GROUP),
)


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def esco_files(*, newer: bool = False) -> dict[str, bytes]:
    """The files of a bundle by name; ``newer`` as in 1.2: bars between labels, names of languages and labels."""
    split = " | " if newer else "\n"
    skills = [
        dict(zip(_SKILL_COLUMNS, (SKILL, URI + i, kind, reuse, label, others.replace("\n", split), hidden, status),
                 strict=False))
        for i, kind, reuse, label, others, hidden, status in ESCO_SKILLS
    ]  # fmt: skip
    groups = [
        {"conceptType": GROUP, "conceptUri": URI + i, "preferredLabel": label, "code": code}
        for i, code, label in ESCO_GROUPS
    ]
    broader = [
        {"conceptType": kind, "conceptUri": URI + i, "broaderType": above_kind, "broaderUri": URI + above}
        for i, kind, above, above_kind in ESCO_BROADER
    ]
    columns = ["conceptType", "conceptUri", "broaderType", "broaderUri"]
    if newer:
        columns.insert(2, "conceptLabel")
    return {
        "skills_en.csv": _csv(_SKILL_COLUMNS, skills),
        "skillGroups_en.csv": _csv(("conceptType", "conceptUri", "preferredLabel", "code"), groups),
        f"broaderRelationsSkillPillar{'_en' if newer else ''}.csv": _csv(columns, broader),
    }


def write_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a ZIP file, inside a folder as downloads have it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"bundle/{name}", data)
    return path


def random_taxonomy(seed: int, names: Sequence[str]) -> tuple[SkillTaxonomy, Skills]:
    """A taxonomy in which the names are ids, labels, other labels (some shared) or unknown; and the oracle's."""
    rng = Random(seed)
    names = rng.sample(list(names), len(names))
    labelled, others, ids = names[: len(names) // 2], names[len(names) // 2 : -3], names[-3:-1]
    skill_ids = [*(f"T{number}" for number in range(len(labelled))), *ids]
    labels = dict(zip(skill_ids, [*(name.title() for name in labelled), *(f"other {i}" for i in ids)], strict=True))
    types = {i: rng.choice((*["skill"] * 8, "knowledge", "knowledge", "language", None)) for i in skill_ids}
    other_labels: dict[str, list[str]] = {}
    for name in others:
        for skill_id in rng.sample(skill_ids, rng.choice((1, 1, 2))):
            other_labels.setdefault(skill_id, []).append(name.upper())
    broader: dict[str, list[str]] = {}
    for place, skill_id in enumerate(skill_ids):
        # only what comes later is broader, so that there are no circles
        above = [*skill_ids[place + 1 :][:4], "group 1", "group 2"]
        broader[skill_id] = rng.sample(above, rng.randint(1, 2))
    taxonomy = SkillTaxonomy.from_tables(
        [{"skill_id": i, "label": labels[i], "skill_type": types[i]} for i in skill_ids],
        [{"skill_id": i, "broader_id": above} for i, all_above in broader.items() for above in all_above],
        [{"skill_id": i, "label": name} for i, its_names in other_labels.items() for name in its_names],
        name="Made up",
        version="1",
    )
    return taxonomy, Skills(labels, types, other_labels, broader)
