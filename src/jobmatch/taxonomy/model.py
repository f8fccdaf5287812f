"""What a classification of skills is to jobmatch, and one made of plain tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

import polars as pl

from jobmatch.errors import ColumnMissingError, TaxonomyError
from jobmatch.schemas import Column
from jobmatch.tables.convert import convert
from jobmatch.tables.sources import Source, load
from jobmatch.taxonomy.links import SkillLinks, spelling

SKILL_COLUMNS: Final = ("skill_id", "label", "skill_type", "reuse_level")
LABEL_COLUMNS: Final = ("skill_id", "label")
BROADER_COLUMNS: Final = ("skill_id", "broader_id")
_DEFAULTS: Final = {"skill_type": "skill", "reuse_level": None, "group_code": None, "unit_group": None}


@runtime_checkable
class Taxonomy(Protocol):
    """A classification of skills, whoever publishes it."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def version(self) -> str:
        """Which release of it this is; "not stated" where nobody said."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything in it: two of the same fingerprint are the same."""

    @property
    def skills(self) -> pl.DataFrame:
        """One row a skill: ``skill_id``, ``label``, ``skill_type`` and ``reuse_level`` (String, perhaps missing)."""

    @property
    def labels(self) -> pl.DataFrame:
        """Other names: ``skill_id``, ``label``."""

    @property
    def broader(self) -> pl.DataFrame:
        """What is directly broader: ``skill_id``, ``broader_id``. Either may be a group, which is no skill itself."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SkillTaxonomy:
    """A checked classification of skills. Make one with `from_tables`, or read ESCO with `read_esco`.

    Parameters
    ----------
    name, version
        Which classification, and which release of it.
    skills, labels, broader
        As `Taxonomy`, sorted, each row once.
    """

    name: str
    version: str
    skills: pl.DataFrame
    labels: pl.DataFrame
    broader: pl.DataFrame

    @classmethod
    def from_tables(
        cls,
        skills: Source,
        broader: Source | None = None,
        labels: Source | None = None,
        *,
        name: str,
        version: str = "not stated",
    ) -> SkillTaxonomy:
        """Make a classification from tables of any kind that the readers take; rename your columns to these.

        Parameters
        ----------
        skills
            ``skill_id`` (a code or URI, text or whole number), ``label`` (the name that is shown), and perhaps
            ``skill_type`` (skills of different types earn nothing for one another; "language", "licence" and
            "qualification" earn nothing at all) and ``reuse_level``. Where there is no ``skill_type``, all are "skill".
        broader
            ``skill_id``, ``broader_id``: what is directly broader than a skill, be it a skill or a group of skills.
        labels
            ``skill_id``, ``label``: other names.
        name, version
            Which classification, and which release of it.

        Returns
        -------
        SkillTaxonomy

        Raises
        ------
        FormatError
            If a table is of no kind that we read.
        ColumnMissingError
            If a column is absent.
        TaxonomyError
            If an id or name is missing or there twice, a relation names something unknown, or something is broader
            than itself.

        Examples
        --------
        >>> baking = SkillTaxonomy.from_tables(
        ...     [{"skill_id": "1", "label": "bake bread"}, {"skill_id": "2", "label": "bake cakes"}],
        ...     broader=[{"skill_id": "1", "broader_id": "baking"}, {"skill_id": "2", "broader_id": "baking"}],
        ...     labels=[{"skill_id": "2", "label": "cake making"}],
        ...     name="Baking",
        ... )
        >>> baking
        SkillTaxonomy('Baking', version 'not stated', 2 skills)
        >>> baking.link(["Cake  Making", "sing"])["skill_id"].to_list()
        ['2', None]
        """
        return cls.checked(
            name,
            version,
            read_texts(skills, "skills", SKILL_COLUMNS, name),
            read_texts(labels if labels is not None else [], "labels", LABEL_COLUMNS, name),
            read_texts(broader if broader is not None else [], "broader", BROADER_COLUMNS, name),
        )

    @classmethod
    def checked(
        cls, name: str, version: str, skills: pl.DataFrame, labels: pl.DataFrame, broader: pl.DataFrame
    ) -> SkillTaxonomy:
        """Check frames with the columns of `Taxonomy`, all String, and put them in order.

        Raises
        ------
        TaxonomyError
            As `from_tables`.
        """
        _check_skills(name, skills)
        _check_relations(name, skills, labels, broader)
        return cls(
            name,
            version,
            skills.select(SKILL_COLUMNS).sort("skill_id"),
            labels.select(LABEL_COLUMNS).unique().sort(LABEL_COLUMNS),
            broader.select(BROADER_COLUMNS).unique().sort(BROADER_COLUMNS),
        )

    def __len__(self) -> int:
        """Count the skills."""
        return self.skills.height

    def __repr__(self) -> str:
        return f"SkillTaxonomy({self.name!r}, version {self.version!r}, {len(self)} skills)"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything in it: two of the same fingerprint are the same."""
        digest = hashlib.sha256(f"{self.name}\x1e{self.version}".encode())
        for frame in (self.skills, self.labels, self.broader):
            digest.update(b"\x1d")
            for row in frame.iter_rows():
                digest.update("\x1f".join("\x00" if cell is None else cell for cell in row).encode() + b"\x1e")
        return digest.hexdigest()

    def link(self, names: Iterable[str | None]) -> pl.DataFrame:
        """Find the skills that some names mean, as a matcher with this taxonomy does.

        Parameters
        ----------
        names : iterable of str
            As tables write them; case and runs of white space make no difference.

        Returns
        -------
        polars.DataFrame
            One row a name: ``name``, ``skill_id``, ``label`` and ``found_by`` ("id", "label" or "other label"; missing
            where the name is not linked, be it unknown or shared by several skills).
        """
        frame = pl.DataFrame({"name": list(names)}, schema={"name": pl.String})
        known = SkillLinks.of(self).frame
        frame = frame.with_columns(spelling=spelling(pl.col("name")))
        found = frame.join(known, on="spelling", how="left", maintain_order="left")
        return found.select("name", skill_id="key", label="label", found_by="found_by")


# --- Reading and checking ---------------------------------------------------------------------


def read_texts(source: Source, table: str, columns: Iterable[str], taxonomy: str) -> pl.DataFrame:
    """Columns as text; whole-number codes become text."""
    raw = load(source, f"{table} of a taxonomy")
    empty = not raw.columns and raw.from_records
    missing = [name for name in columns if name not in raw.columns and name not in _DEFAULTS]
    if missing and not empty:
        raise ColumnMissingError(table=f"{table} of taxonomy {taxonomy}", missing=missing, present=raw.columns)
    if raw.faults:
        raise TaxonomyError(taxonomy=taxonomy, problem=f"{table}: some rows cannot be split into cells")
    read: list[pl.Series] = []
    for name in columns:
        if name in _DEFAULTS and name not in raw.columns:
            read.append(pl.repeat(_DEFAULTS[name], raw.n_rows, dtype=pl.String, eager=True).alias(name))
            continue
        column = Column(name, "id" if name.endswith(("_id", "_code")) else "text", "")
        converted = convert(raw.columns.get(name, []), column, raw.n_rows)
        if converted.faults:
            n_rows = pl.concat(converted.faults)["row"].n_unique()
            raise TaxonomyError(taxonomy=taxonomy, problem=f"{table}: {name} holds {n_rows} value(s) that are not text")
        read.append(converted.values.cast(pl.String).str.strip_chars().alias(name))
    return pl.DataFrame(read)


def _check_skills(taxonomy: str, skills: pl.DataFrame) -> None:
    if not skills.height:
        raise TaxonomyError(taxonomy=taxonomy, problem="it has no skills")
    for column in ("skill_id", "label"):
        n_missing = int((skills[column].fill_null("") == "").sum())
        if n_missing:
            raise TaxonomyError(taxonomy=taxonomy, problem=f"{n_missing} skill(s) have no {column}")
    twice = skills.filter(spelling(pl.col("skill_id")).is_duplicated())["skill_id"]
    if len(twice):
        raise TaxonomyError(
            taxonomy=taxonomy, problem=f"{len(twice)} skill_id(s) are there twice, whatever their case: {_some(twice)}"
        )


def _check_relations(taxonomy: str, skills: pl.DataFrame, labels: pl.DataFrame, broader: pl.DataFrame) -> None:
    for table, frame in (("labels", labels), ("broader", broader)):
        n_missing = frame.filter(pl.any_horizontal(pl.all().is_null())).height
        if n_missing:
            raise TaxonomyError(taxonomy=taxonomy, problem=f"{table}: {n_missing} row(s) with a value missing")
    known = skills["skill_id"].implode()
    stray = labels.filter(~pl.col("skill_id").is_in(known))["skill_id"].unique()
    if len(stray):
        raise TaxonomyError(taxonomy=taxonomy, problem=f"labels: {len(stray)} skill_id(s) are no skill: {_some(stray)}")
    # a group is known by being broader than something
    concepts = pl.concat([skills["skill_id"], broader["broader_id"]]).unique().implode()
    stray = broader.filter(~pl.col("skill_id").is_in(concepts))["skill_id"].unique()
    if len(stray):
        raise TaxonomyError(
            taxonomy=taxonomy,
            problem=f"broader: {len(stray)} skill_id(s) are neither a skill nor a group of skills: {_some(stray)}",
        )
    parents: dict[str, list[str]] = {}
    for child, parent in broader.select(BROADER_COLUMNS).iter_rows():
        parents.setdefault(child, []).append(parent)
    if in_circle := _in_circles(parents):
        raise TaxonomyError(
            taxonomy=taxonomy,
            problem=f"broader: {len(in_circle)} id(s) are, in the end, broader than themselves: "
            f"{_some(pl.Series(sorted(in_circle)))}",
        )


def _in_circles(parents: Mapping[str, list[str]]) -> set[str]:
    """Ids that lie on a circle of relations, or below one: whatever is left when the topmost are taken away in turn."""
    waiting = {child: len(above) for child, above in parents.items()}
    children: dict[str, list[str]] = {}
    for child, above in parents.items():
        for parent in above:
            children.setdefault(parent, []).append(child)
    done = [concept for concept in children if concept not in waiting]
    while done:
        for child in children.get(done.pop(), ()):
            waiting[child] -= 1
            if not waiting[child]:
                del waiting[child]
                done.append(child)
    return set(waiting)


def _some(ids: pl.Series) -> str:
    """The first few ids: those of a classification are about no person."""
    return ", ".join(map(repr, sorted(ids.unique().to_list())[:3]))
