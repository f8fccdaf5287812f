"""The CSV bundle of ESCO, as https://esco.ec.europa.eu publishes it: versions 1.1 and 1.2."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import polars as pl

from jobmatch.errors import FormatError, TaxonomyError, require_columns
from jobmatch.tables.cells import kept_as_is
from jobmatch.tables.formats import parse_csv
from jobmatch.taxonomy.model import SkillTaxonomy
from jobmatch.taxonomy.occupations import Occupations

# Everything below this group of skills is a language, or the use of one.
LANGUAGE_GROUP_CODE: Final = "L"
LANGUAGE_TYPE: Final = "language"
_SKILL: Final = "KnowledgeSkillCompetence"
_GROUP: Final = "SkillGroup"
_RELEASED: Final = "released"
_VERSION: Final = re.compile(r"v?(\d+(?:\.\d+){1,3})", re.IGNORECASE)
# 1.1 splits the other labels of a skill by lines, 1.2 by bars.
_LABEL_SPLIT: Final = r"\s*[\n|]\s*"
_MOST_BYTES: Final = 1 << 30

Members = Mapping[str, Callable[[], bytes]]


def read_esco(
    source: str | Path | Iterable[str | Path], *, language: str = "en", version: str | None = None
) -> SkillTaxonomy:
    """ESCO's skills, from the CSV bundle that its portal offers for download.

    Parameters
    ----------
    source
        A folder with the CSV files, or with the ZIP files as downloaded; a ZIP file; or several of these, such as one
        ZIP file for the classification and one for its relations. Needed are ``skills_LANGUAGE.csv``,
        ``skillGroups_LANGUAGE.csv`` and ``broaderRelationsSkillPillar.csv`` (or with the language in its name).
    language
        Of the labels.
    version
        Which release it is; None takes it from the names of the files or their folder, if it is there ("not stated" if
        not). The `fingerprint` tells releases apart in any case.

    Returns
    -------
    SkillTaxonomy
        Released skills, their labels (hidden ones among the other labels), and all relations to what is directly
        broader. ``skill_type`` is ESCO's own, but "language" for languages and their use.

    Raises
    ------
    FormatError
        If a file is absent or cannot be read.
    ColumnMissingError
        If a column is absent.
    TaxonomyError
        If the files contradict one another: an id twice, relations of unknown skills.
    """
    paths = [Path(source)] if isinstance(source, str | Path) else [Path(path) for path in source]
    members = _members(paths)
    skills = _table(members, (f"skills_{language}.csv",), _SKILL_COLUMNS)
    groups = _table(members, (f"skillGroups_{language}.csv",), ("conceptUri", "code"))
    relations = _table(
        members,
        ("broaderRelationsSkillPillar.csv", f"broaderRelationsSkillPillar_{language}.csv"),
        ("conceptType", "conceptUri", "broaderType", "broaderUri"),
    )
    released = skills.filter(pl.col("conceptType") == _SKILL, pl.col("status").fill_null(_RELEASED) == _RELEASED)
    # a relation of a skill that is no longer released, or was never in the bundle, leads nowhere
    retired = skills.filter(pl.col("status").fill_null(_RELEASED) != _RELEASED)["conceptUri"].implode()
    broader = relations.filter(
        pl.col("conceptType").is_in([_SKILL, _GROUP]),
        ~pl.col("conceptUri").is_in(retired),
        ~pl.col("broaderUri").is_in(retired),
    )
    _check_known(released, broader)
    edges = broader.select(skill_id="conceptUri", broader_id="broaderUri")
    languages = _reached(groups.filter(pl.col("code") == LANGUAGE_GROUP_CODE)["conceptUri"], edges, up=False)
    return SkillTaxonomy.checked(
        "ESCO",
        version or _version_of(paths),
        released.select(
            skill_id="conceptUri",
            label="preferredLabel",
            skill_type=pl.when(pl.col("conceptUri").is_in(languages.implode()))
            .then(pl.lit(LANGUAGE_TYPE))
            .otherwise("skillType"),
            reuse_level="reuseLevel",
        ),
        _other_labels(released),
        _without_loose_groups(released, edges),
    )


def read_esco_occupations(
    source: str | Path | Iterable[str | Path], *, language: str = "en", version: str | None = None
) -> Occupations:
    """ESCO's occupations, from the CSV bundle that its portal offers for download.

    Parameters
    ----------
    source, language, version
        As `read_esco`; needed is ``occupations_LANGUAGE.csv``.

    Returns
    -------
    Occupations
        Released occupations and their names, hidden ones among them; ``group_code`` is the ISCO-08 unit group.

    Raises
    ------
    FormatError
        If the file is absent or cannot be read.
    ColumnMissingError
        If a column is absent.
    TaxonomyError
        If an occupation is there twice or has no name.
    """
    paths = [Path(source)] if isinstance(source, str | Path) else [Path(path) for path in source]
    columns = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "status")
    table = _table(_members(paths), (f"occupations_{language}.csv",), columns)
    released = table.filter(pl.col("status").fill_null(_RELEASED) == _RELEASED)
    return Occupations.checked(
        "ESCO",
        version or _version_of(paths),
        released.select(occupation_id="conceptUri", label="preferredLabel", group_code="iscoGroup"),
        _other_labels(released).rename({"skill_id": "occupation_id"}),
    )


_SKILL_COLUMNS: Final = (
    *("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "hiddenLabels", "status"),
)


# --- Files ------------------------------------------------------------------------------------


def _members(paths: Iterable[Path]) -> Members:
    """Ways to read each CSV file, by its name."""
    found: dict[str, Callable[[], bytes]] = {}
    for path in paths:
        if path.is_dir():
            files = sorted(path.iterdir())
        elif path.is_file():
            files = [path]
        else:
            raise FormatError(what=f"ESCO bundle {path.name!r}", found="no such file", expected="a folder or ZIP file")
        for file in files:
            if file.suffix.lower() == ".csv":
                found.setdefault(file.name, file.read_bytes)
            elif file.suffix.lower() == ".zip":
                for name, read in _zip_members(file).items():
                    found.setdefault(name, read)
    return found


def _zip_members(path: Path) -> Members:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {Path(info.filename).name: info for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged(path, error) from None

    def reader(info: zipfile.ZipInfo) -> Callable[[], bytes]:
        def read() -> bytes:
            if info.file_size > _MOST_BYTES:
                raise FormatError(
                    what=f"file {info.filename!r} of {path.name!r}", found="more than 1 GiB", expected="an ESCO table"
                )
            try:
                with zipfile.ZipFile(path) as archive:
                    return archive.read(info)
            except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError) as error:
                raise _damaged(path, error) from None

        return read

    return {name: reader(info) for name, info in names.items() if name.lower().endswith(".csv")}


def _damaged(path: Path, error: Exception) -> FormatError:
    return FormatError(
        what=f"ESCO bundle {path.name!r}",
        found=f"a file that cannot be unpacked ({type(error).__name__})",
        expected="the ZIP file as downloaded",
    )


def _table(members: Members, names: tuple[str, ...], columns: tuple[str, ...]) -> pl.DataFrame:
    name = next((name for name in names if name in members), None)
    if name is None:
        raise FormatError(
            what="ESCO bundle",
            found=f"no {' or '.join(names)} among {len(members)} CSV file(s)",
            expected="the classification and the relations, in one folder or ZIP file or in several, "
            "downloaded as CSV in this language",
        )
    raw = parse_csv(members[name](), name)
    require_columns(columns, raw.columns, name)
    if raw.faults:
        raise TaxonomyError(taxonomy="ESCO", problem=f"{name}: some rows are of another length than the header")
    texts = [kept_as_is(raw.columns[column], raw.n_rows, column)[0].cast(pl.String) for column in columns]
    return pl.DataFrame(texts).with_columns(pl.all().str.strip_chars())


def _version_of(paths: Iterable[Path]) -> str:
    for path in paths:
        inside = sorted(file.name for file in path.iterdir()) if path.is_dir() else []
        for name in (path.name, *inside):
            if match := _VERSION.search(name):
                return match[1]
    return "not stated"


# --- Content ----------------------------------------------------------------------------------


def _check_known(skills: pl.DataFrame, broader: pl.DataFrame) -> None:
    known = skills["conceptUri"].implode()
    for uri, kind in (("conceptUri", "conceptType"), ("broaderUri", "broaderType")):
        n_stray = broader.filter(pl.col(kind) == _SKILL, ~pl.col(uri).is_in(known)).height
        if n_stray:
            raise TaxonomyError(
                taxonomy="ESCO",
                problem=f"broader relations: {n_stray} row(s) are about skills that the classification lacks "
                "(are both files of one version?)",
            )


def _reached(start: pl.Series, edges: pl.DataFrame, *, up: bool) -> pl.Series:
    """Some ids, and all that are above or below them, however far."""
    near, far = ("skill_id", "broader_id") if up else ("broader_id", "skill_id")
    found = seen = start
    while len(found):
        step = edges.filter(pl.col(near).is_in(found.implode()))[far].unique()
        found = step.filter(~step.is_in(seen.implode())).alias(start.name)
        seen = pl.concat([seen, found])
    return seen


def _other_labels(skills: pl.DataFrame) -> pl.DataFrame:
    parts = [
        skills.select(
            skill_id="conceptUri",
            label=pl.col(column).str.replace_all(_LABEL_SPLIT, "\n").str.split("\n"),
        )
        .explode("label")
        .filter(pl.col("label").is_not_null(), pl.col("label") != "")
        for column in ("altLabels", "hiddenLabels")
    ]
    return pl.concat(parts)


def _without_loose_groups(skills: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """Relations that some skill is below; ESCO also has groups that hold no skill."""
    concepts = _reached(skills["conceptUri"], edges, up=True).implode()
    return edges.filter(pl.col("skill_id").is_in(concepts))
