"""Lists in text cells, and the names of licences."""

from __future__ import annotations

import json
import re
from typing import Final

import polars as pl

from jobmatch import codes

NAMES_DTYPE: Final = pl.List(pl.String())


def split_text(values: pl.Series) -> pl.Series:
    """Text cells as lists of text: split by ";"; 'none' is an empty list, and a JSON list is taken as it is.

    Parameters
    ----------
    values
        Text, stripped, missing kept.

    Returns
    -------
    polars.Series of List(String)
        Items neither stripped nor checked.
    """
    parts = values.str.split(";")
    odd = values.filter(values.str.starts_with("[") | (values.str.to_lowercase() == "none")).unique()
    if not odd.len():
        return parts
    lists = {text: _items_of(text) for text in odd.to_list()}
    special = values.replace_strict(list(lists), list(lists.values()), default=None, return_dtype=NAMES_DTYPE)
    return (
        pl.DataFrame([special.alias("special"), parts.alias("parts")])
        .select(pl.coalesce("special", "parts"))
        .to_series()
    )


def _items_of(text: str) -> list[str]:
    if text.lower() == "none":
        return []
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        items = None
    if not isinstance(items, list) or any(isinstance(item, list | dict | bool | None) for item in items):
        return text.split(";")
    return [str(item).encode(errors="replace").decode() for item in items]


def tidied(lists: pl.Series) -> pl.Series:
    """Names without blanks around or runs of blanks inside them; empty names go."""
    name = pl.element().str.replace_all(r"\s+", " ").str.strip_chars()
    return lists.list.eval(name.filter(name.is_not_null() & (name != "")))


def licence_key(name: str) -> str:
    """Spelling by which licences are compared: case, blanks, dashes, underscores and apostrophes make no difference.

    Examples
    --------
    >>> licence_key(" Food-Hygiene_2")
    'food hygiene 2'
    """
    spelt = re.sub("['\u2019]", "", name.casefold()).replace("license", "licence")
    return re.sub(r"[-_\s]+", " ", spelt).strip()


_LICENCE_OF_KEY: Final = {
    **{licence_key(alias): name for alias, name in codes.LICENCE_ALIASES.items()},
    **{licence_key(name): name for name in (*codes.LICENCES, *codes.LICENCES_BESIDE)},
}


def canonical_licence(name: str) -> str:
    """Name of a licence in `codes.LICENCES`, or what is written where we do not know it."""
    return _LICENCE_OF_KEY.get(licence_key(name), name)


def canonical_licences(names: pl.Series) -> pl.Series:
    """Lists of licences by their names in `codes.LICENCES`, each once; one that we do not know stays as written."""
    written = names.explode().drop_nulls().unique().to_list()
    known = {name: canonical_licence(name) for name in written}
    changed = {name: licence for name, licence in known.items() if name != licence}
    if changed:
        names = names.list.eval(pl.element().replace(changed))
    return names.list.unique(maintain_order=True)
