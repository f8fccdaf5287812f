"""Classifications of occupations, and coding of job titles to them: ESCO, SOC, or any other.

::

    title -> without pay, place and hours -> a name of an occupation, as it stands or by its stems
                                          -> else a vote of the nearest names -> unknown where these are far or disagree
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jobmatch.errors import ConfigError, ShapeMismatchError, TaxonomyError, require_several
from jobmatch.reading.skills.skill_names import key, stem_key
from jobmatch.tables.sources import Source, load
from jobmatch.taxonomy.model import read_texts

F32 = NDArray[np.float32]
Encode = Callable[[Sequence[str]], F32]

OCCUPATION_COLUMNS: Final = ("occupation_id", "label", "group_code")
TITLE_COLUMNS: Final = ("occupation_id", "label")
CODED: Final = {
    "title": pl.String,
    "occupation_id": pl.String,
    "label": pl.String,
    "group_code": pl.String,
    "score": pl.Float64,
    "found_by": pl.String,
}
SUGGESTED: Final = {"title_row": pl.UInt32, "rank": pl.UInt16, **CODED}
# Assumed values that put the ways of being found in order; of "meaning" the score is that of the vote.
_SCORES: Final = {"label": 1.0, "other label": 0.98, "words": 0.95}
# Chosen on a development half of titles: docs/decisions/0043-coding-occupations.md.
LEAST_SCORE: Final = 0.66
_MOST_TAILS: Final = 3  # assumed
_TITLES_AT_ONCE: Final = 256
_VOTERS: Final = 10
_POWER: Final = 3  # of two: a name votes with its cosine to the power of eight


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Occupations:
    """A checked classification of occupations. Make one with `from_tables`, or read ESCO with `read_esco_occupations`.

    Parameters
    ----------
    name, version
        Which classification, and which release of it.
    occupations : polars.DataFrame
        ``occupation_id``, ``label`` and ``group_code`` (of ESCO the ISCO group; perhaps missing), sorted.
    labels : polars.DataFrame
        Other names: ``occupation_id``, ``label``, sorted.
    """

    name: str
    version: str
    occupations: pl.DataFrame
    labels: pl.DataFrame

    @classmethod
    def from_tables(
        cls, occupations: Source, labels: Source | None = None, *, name: str, version: str = "not stated"
    ) -> Occupations:
        """Make a classification from tables of any kind that the readers take; rename your columns to these.

        Parameters
        ----------
        occupations
            ``occupation_id`` (such as a SOC code, text or whole number), ``label`` (the name that is shown), and
            perhaps ``group_code``.
        labels
            ``occupation_id``, ``label``: job titles that mean it, such as an index of titles has them.
        name, version
            Which classification, and which release of it.

        Returns
        -------
        Occupations

        Raises
        ------
        FormatError
            If a table is of no kind that we read.
        ColumnMissingError
            If a column is absent.
        TaxonomyError
            If an id or name is missing, an id is there twice, or a title is of no known occupation.

        Examples
        --------
        >>> Occupations.from_tables([{"occupation_id": 9263, "label": "Kitchen and catering assistants"}], name="SOC")
        Occupations('SOC', version 'not stated', 1 occupations)
        """
        return cls.checked(
            name,
            version,
            read_texts(occupations, "occupations", OCCUPATION_COLUMNS, name),
            read_texts(labels if labels is not None else [], "labels", TITLE_COLUMNS, name),
        )

    @classmethod
    def checked(cls, name: str, version: str, occupations: pl.DataFrame, labels: pl.DataFrame) -> Occupations:
        """Check frames with the columns above, all String, and put them in order.

        Raises
        ------
        TaxonomyError
            As `from_tables`.
        """
        required = occupations.select("occupation_id", "label")
        for table, frame in (("occupations", required), ("labels", labels)):
            n_missing = frame.filter(pl.any_horizontal(pl.all().fill_null("") == "")).height
            if n_missing:
                raise TaxonomyError(taxonomy=name, problem=f"{table}: {n_missing} row(s) with a value missing")
        if not occupations.height:
            raise TaxonomyError(taxonomy=name, problem="it has no occupations")
        n_twice = int(occupations["occupation_id"].is_duplicated().sum())
        if n_twice:
            raise TaxonomyError(taxonomy=name, problem=f"{n_twice} rows have an occupation_id that is there twice")
        n_stray = labels.filter(~pl.col("occupation_id").is_in(occupations["occupation_id"].implode())).height
        if n_stray:
            raise TaxonomyError(taxonomy=name, problem=f"labels: {n_stray} row(s) are of no occupation")
        return cls(
            name,
            version,
            occupations.select(OCCUPATION_COLUMNS).sort("occupation_id"),
            labels.select(TITLE_COLUMNS).unique().sort(TITLE_COLUMNS),
        )

    def __len__(self) -> int:
        """Count the occupations."""
        return self.occupations.height

    def __repr__(self) -> str:
        return f"Occupations({self.name!r}, version {self.version!r}, {len(self)} occupations)"


class OccupationCoder:
    """Codes job titles to occupations.

    Parameters
    ----------
    occupations : Occupations
        Which classification.
    encode : callable, optional
        Texts to unit vectors, float32 array of shape (n, dimensions), such as ``StaticEncoder().encode``. Without it
        only titles that are names are coded.
    least : float
        Least score of an occupation that the nearest names voted for; below, it is unknown.

    Raises
    ------
    ConfigError
        If ``least`` is not above 0 and at most 1.

    Examples
    --------
    >>> coder = OccupationCoder(
    ...     Occupations.from_tables(
    ...         [{"occupation_id": "a", "label": "bricklayer"}, {"occupation_id": "b", "label": "cleaner"}],
    ...         [{"occupation_id": "b", "label": "office cleaner"}],
    ...         name="mine",
    ...     )
    ... )
    >>> coder.code(["Office Cleaners (part time), Hull", "Astronaut"])["occupation_id"].to_list()
    ['b', None]
    """

    def __init__(self, occupations: Occupations, *, encode: Encode | None = None, least: float = LEAST_SCORE) -> None:
        if not 0 < least <= 1:
            raise ConfigError(f"least must lie above 0 and be at most 1, found {least}.")
        self.occupations = occupations
        self._ids = occupations.occupations["occupation_id"].to_list()
        self._labels = occupations.occupations["label"].to_list()
        self._groups = occupations.occupations["group_code"].to_list()
        place = {occupation_id: row for row, occupation_id in enumerate(self._ids)}
        names = [(row, label, "label") for row, label in enumerate(self._labels)]
        names += [(place[one], label, "other label") for one, label in occupations.labels.iter_rows()]
        self._names = [label for _, label, _ in names]
        self._owners = np.array([row for row, _, _ in names], np.int64)
        self._by_owner = np.argsort(self._owners, kind="stable")
        self._first_of_owner = np.searchsorted(self._owners[self._by_owner], np.arange(len(self._ids)))
        self._by_words = _unshared((key(label), row, way) for row, label, way in names)
        self._by_stems = _unshared((_sorted_stems(label), row, "words") for row, label, _ in names)
        self._n_tails = _tails((key(label), row) for row, label, _ in names)
        self._encode, self._least = encode, least
        self._vectors: F32 | None = None

    def __repr__(self) -> str:
        return f"OccupationCoder({self.occupations!r})"

    def code(self, titles: Iterable[str | None]) -> pl.DataFrame:
        """The occupation that each title means.

        Parameters
        ----------
        titles : iterable of str
            Job titles as adverts and CVs have them; pay, hours, places and numbers of posts are left out.

        Returns
        -------
        polars.DataFrame
            One row a title, in their order: ``title``, ``occupation_id``, ``label``, ``group_code``, ``score`` (in
            (0, 1]: 1 a label, 0.98 another name, 0.95 the same words in another order or form, else the share of votes
            that the occupation had of the ten nearest names, times the largest cosine) and ``found_by`` ("label",
            "other label", "words", "meaning"). Where the occupation is unknown, all are missing but the title, and the
            score where there was a vote.

        Raises
        ------
        UsageError
            If the titles are text, not several titles.
        """
        require_several(titles, "title")
        given = list(titles)
        rows: list[tuple[int | None, float | None, str | None]] = [(None, None, None)] * len(given)
        far: list[tuple[int, str]] = []
        for number, title in enumerate(given):
            words = plain_title(title or "")
            if (named := self._named(title or "", words)) is not None:
                rows[number] = named
            elif key(words).strip():
                far.append((number, words))
        if self._encode is not None and far:
            for (number, _), found in zip(far, self._nearest([words for _, words in far]), strict=True):
                rows[number] = found
        return pl.DataFrame(
            [self._row(title, *found) for title, found in zip(given, rows, strict=True)], schema=CODED, orient="row"
        )

    def suggest(self, titles: Iterable[str | None], *, n: int = 5) -> pl.DataFrame:
        """The likeliest occupations of each title, sure or not, for somebody to choose from.

        Parameters
        ----------
        titles : iterable of str
            As `code` takes them.
        n : int
            How many of each title, at least 1.

        Returns
        -------
        polars.DataFrame
            ``title_row`` (place of the title, from 0), ``rank`` (from 1), and the columns of `code`. First comes what
            the title names, as `code` finds it; the others by the cosine of their nearest name, which is their score
            (``found_by`` "meaning"). None of a title without a word. Equal scores are in the order of ids.

        Raises
        ------
        ConfigError
            If ``n`` is no whole number or below 1, or the coder has no encoder.
        UsageError
            If the titles are text, not several titles.
        """
        if not isinstance(n, Integral) or isinstance(n, bool):
            raise ConfigError(f"n must be a whole number, at least 1, found {type(n).__name__}.")
        if n < 1:
            raise ConfigError(f"n must be at least 1, found {n}.")
        require_several(titles, "title")
        if self._encode is None:
            raise ConfigError("Suggestions need an encoder, found none.\nHint: OccupationCoder(..., encode=...).")
        given = list(titles)
        plain = [plain_title(title or "") for title in given]
        asked = [number for number, words in enumerate(plain) if key(words).strip()]
        rows: list[tuple[object, ...]] = []
        for number, cosines in zip(asked, self._cosines([plain[number] for number in asked]), strict=True):
            title = given[number]
            best = np.maximum.reduceat(cosines[self._by_owner], self._first_of_owner)
            likeliest = [
                (int(row), round(min(float(best[row]), 1.0), 3), "meaning")
                for row in np.argsort(-best, kind="stable")[:n]
            ]
            if (named := self._named(title or "", plain[number])) is not None:
                likeliest = [named, *(one for one in likeliest if one[0] != named[0])][:n]
            rows += [(number, rank, *self._row(title, *found)) for rank, found in enumerate(likeliest, 1)]
        return pl.DataFrame(rows, schema=SUGGESTED, orient="row")

    def _row(self, title: str | None, row: int | None, score: float | None, found_by: str | None) -> tuple[object, ...]:
        if row is None:
            return title, None, None, None, score, None
        return title, self._ids[row], self._labels[row], self._groups[row], score, found_by

    def _named(self, title: str, words: str) -> tuple[int, float, str] | None:
        """The occupation that a title names as it stands, or by its plain words."""
        for names, spelled in (
            (self._by_words, key(title)),
            (self._by_words, key(words)),
            (self._by_stems, _sorted_stems(words)),
        ):
            if (found := names.get(spelled)) is not None:
                row, way = found
                # A name that several occupations share is nobody's, in whatever form; nor is "driver", which is another
                # name of one of them and the end of the names of many.
                is_of_many = way != "label" and self._n_tails[" ".join(key(words).split())] > _MOST_TAILS
                return None if row is None or is_of_many else (row, _SCORES[way], way)
        return None

    # --- Meaning -------------------------------------------------------------------------

    def _nearest(self, titles: Sequence[str]) -> list[tuple[int | None, float | None, str | None]]:
        n_voters = min(_VOTERS, len(self._names))
        found: list[tuple[int | None, float | None, str | None]] = []
        for cosines in self._cosines(titles):
            nearest = np.argpartition(-cosines, n_voters - 1)[:n_voters]
            found.append(self._voted(self._owners[nearest], cosines[nearest].astype(np.float64)))
        return found

    def _cosines(self, titles: Sequence[str]) -> Iterator[F32]:
        """Cosine of each title to every name."""
        vectors = self._name_vectors()
        for start in range(0, len(titles), _TITLES_AT_ONCE):
            yield from self._encoded(titles[start : start + _TITLES_AT_ONCE]) @ vectors.T

    def _voted(
        self, owners: NDArray[np.int64], cosines: NDArray[np.float64]
    ) -> tuple[int | None, float | None, str | None]:
        """The occupation that most of the nearest names mean, if they are near and agree."""
        weights = np.clip(cosines, 0.0, 1.0)
        for _ in range(_POWER):
            weights = weights * weights
        voted, of_voter = np.unique(owners, return_inverse=True)
        votes = np.zeros(len(voted))
        np.add.at(votes, of_voter, weights)
        total = float(votes.sum())
        if total <= 0.0:
            return None, None, None
        # Ties go to the occupation whose id is first.
        best = int(votes.argmax())
        score = round(float(votes[best]) / total * min(float(cosines.max()), 1.0), 3)
        return (int(voted[best]), score, "meaning") if score >= self._least else (None, score, None)

    def _encoded(self, texts: Sequence[str]) -> F32:
        vectors = np.asarray(self._encode(texts) if self._encode else None, np.float32)
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise ShapeMismatchError(
                what="vectors of texts", found=vectors.shape, expected=f"({len(texts)}, dimensions)"
            )
        return vectors

    def _name_vectors(self) -> F32:
        if self._vectors is None:
            self._vectors = self._encoded([name.lower() for name in self._names])
        return self._vectors


def _sorted_stems(words: str) -> str:
    return " ".join(sorted(stem_key(key(words)).split()))


def _tails(names: Iterable[tuple[str, int]]) -> Counter[str]:
    """How many occupations have a longer name that ends in these words."""
    found = {
        (" ".join(words[start:]), row)
        for name, row in names
        for words in (name.split(),)
        for start in range(1, len(words))
    }
    return Counter(tail for tail, _ in found)


def _unshared(names: Iterable[tuple[str, int, str]]) -> dict[str, tuple[int | None, str]]:
    """Each spelling with the occupation that it means; None where several share it at the first way they are found."""
    owners: dict[str, tuple[int | None, str]] = {}
    for spelled, row, way in names:
        if not spelled.strip():
            continue
        known = owners.get(spelled)
        if known is None:
            owners[spelled] = row, way
        elif known[0] != row and known[1] == way:
            owners[spelled] = None, way
    return owners


# --- From one classification to another ------------------------------------------------------


def read_soc_titles(source: Source, *, name: str = "SOC", version: str = "not stated") -> Occupations:
    """SOC, from a table of job titles and their codes, such as the coding index of the ONS.

    Parameters
    ----------
    source
        ``soc_code``, ``title`` (a job title that means it, one a row), and perhaps ``unit_group`` (the name of the
        code, the same in each row of it; else the first of its titles in the order of letters is shown).
    name, version
        Which classification, such as "SOC 2020", and which release of it.

    Returns
    -------
    Occupations
        ``group_code`` is the minor group: the first three figures.

    Raises
    ------
    FormatError
        If the table is of no kind that we read.
    ColumnMissingError
        If a column is absent.
    TaxonomyError
        If a code or title is missing.
    """
    table = read_texts(source, "titles", ("soc_code", "title", "unit_group"), name)
    n_missing = table.filter(pl.any_horizontal(pl.col("soc_code", "title").fill_null("") == "")).height
    if n_missing:
        raise TaxonomyError(taxonomy=name, problem=f"titles: {n_missing} row(s) with a value missing")
    # Codes of armed forces begin with a zero, which tables of numbers lose.
    table = table.with_columns(occupation_id=pl.col("soc_code").str.zfill(pl.col("soc_code").str.len_chars().max()))
    codes = table.group_by("occupation_id").agg(
        label=pl.coalesce(pl.col("unit_group").drop_nulls().sort().first(), pl.col("title").sort().first())
    )
    codes = codes.with_columns(group_code=pl.col("occupation_id").str.slice(0, 3))
    return Occupations.checked(name, version, codes, table.select("occupation_id", label="title"))


def translate(coded: pl.DataFrame, crosswalk: Source, *, column: str = "soc_code") -> pl.DataFrame:
    """Add the code that another classification has for what was coded, by a table of the operator.

    Parameters
    ----------
    coded : polars.DataFrame
        What `OccupationCoder.code` returned.
    crosswalk
        ``column``, and ``occupation_id`` or ``group_code`` (of ESCO the ISCO-08 unit group) that it goes with.
    column : str
        Name of the column with the other code.

    Returns
    -------
    polars.DataFrame
        With ``column``. It is missing where the occupation is unknown, is not in the table, or goes with several codes.

    Raises
    ------
    FormatError
        If the table is of no kind that we read.
    ColumnMissingError
        If a column is absent.
    """
    by = "group_code" if "group_code" in load(crosswalk, "crosswalk").columns else "occupation_id"
    table = read_texts(crosswalk, "crosswalk", (by, column), "crosswalk").unique()
    clear = table.filter(pl.len().over(by) == 1)
    return coded.join(clear, on=by, how="left", maintain_order="left")


# --- Titles --------------------------------------------------------------------------------

_ASIDE: Final = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|£\s?[\d,.]+[k]?(?:\s*(?:-|to)\s*£?\s?[\d,.]+k?)?(?:\s*(?:per|an?|p)\s?/?\s?(?:hour|hr"
    r"|annum|year|day|week|h|a))?"
    r"|\b\d+(?:\.\d+)?\s*(?:hours?|hrs?|days?|months?|weeks?)\b(?:\s*(?:per|a)\s*week|pw)?|\b(?:band|grade|scale"
    r"|level)\s*\d\w?\b"
    r"|\bx\s?\d+\b|\b\d+\s?x\b|\bref(?:erence)?[:. ]+\S+|\b(?:part|full)[- ]?time\b|\b(?:permanent|temporary|temp"
    r"|fixed[- ]term|bank"
    r"|zero hours?|immediate start|urgent(?:ly)?(?: required)?|required|wanted|needed|vacancy|vacancies|job|nights?"
    r"|days?|weekends?"
    r"|evenings?|mornings?|term[- ]time(?: only)?|maternity cover|flexible hours|work from home|remote|hybrid"
    r"|live[- ]in|trainee"
    r"|experienced|no experience(?: needed)?)\b",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"\s+(?:[-\u2013|@]|in|at|based in|for)\s+.*$|[,:|].*$", re.IGNORECASE | re.DOTALL)
_SHORT: Final = {
    "asst": "assistant", "assist": "assistant", "mgr": "manager", "snr": "senior", "sr": "senior",
    "jr": "junior", "hca": "healthcare assistant", "ta": "teaching assistant",
    "lsa": "learning support assistant", "rgn": "nurse", "rmn": "mental health nurse",
    "admin": "administrative", "exec": "executive", "tech": "technician", "rep": "representative",
    "hgv": "lorry", "lgv": "lorry", "flt": "forklift", "hr": "human resources", "pa": "personal assistant",
    "eng": "engineer", "co-ordinator": "coordinator", "op": "operative", "ops": "operations",
    "qs": "quantity surveyor",
}  # fmt: skip


def plain_title(title: str) -> str:
    """A job title without pay, hours, place and kind of contract, abbreviations written out.

    Examples
    --------
    >>> plain_title("HCA (Nights) - Newport - £11.50 per hour x2")
    'healthcare assistant'
    >>> plain_title("Part Time Cleaner, Hull")
    'cleaner'
    """
    whole = " ".join(_ASIDE.sub(" ", title).split())
    short = _PLACE.sub("", whole.strip(" -,|:\u2013")).strip(" -,|:\u2013/&.") or whole
    return " ".join(_SHORT.get(word, word) for word in short.lower().split())
