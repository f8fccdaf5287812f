"""What names are made of: their shape, lists of given names and surnames, and words that are none."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Final

from jobmatch.reading.personal.protected_words import NATIONS, PROTECTED_WORDS

# Words of titles, headings, places and work. What stands beside one of them is no name. They are not taken from the
# starter list of skills: a word that came in with a new skill ("forge work") would unmask "The Old Forge".
_TITLE_WORDS: Final = "title_words.txt"
# Of Faker's lists, those in Latin letters.
_LOCALES: Final = (
    *("en_GB", "en_IE", "en_US", "en_IN", "en_PK", "en_NG", "en_KE", "en_NZ", "ga_IE", "pl_PL", "ro_RO", "es_ES"),
    *("fr_FR", "de_DE", "it_IT", "pt_PT", "pt_BR", "tr_TR", "nl_NL", "hu_HU", "lt_LT", "lv_LV", "cs_CZ", "sk_SK"),
    *("hr_HR", "sv_SE", "da_DK", "no_NO", "fi_FI", "yo_NG", "ha_NG", "ig_NG", "zu_ZA", "tw_GH", "vi_VN", "id_ID"),
    *("az_AZ", "uz_UZ", "or_IN"),
)
# Names by which people in Britain are called, and which those lists lack.
_MORE_GIVEN: Final = "given_names.txt"
# Surnames and given names that are trades, too, and more besides: "Baker, 2010 to 2015" is a job of Robert Baker.
TRADES: Final = frozenset((
    "archer", "baker", "barber", "bishop", "brewer", "bowler", "butcher", "butler", "carpenter", "carter", "chambers",
    "chandler", "clark", "constable", "cook", "cooper", "deacon", "dean", "draper", "driver", "dyer", "farmer",
    "fisher", "fitter", "forester", "fowler", "fuller", "gardener", "gardner", "glazier", "glover", "harper", "hooper",
    "hunter", "joiner", "keeper", "mason", "marshal", "marshall", "mercer", "miller", "page", "painter", "pastor",
    "piper", "plumber", "porter", "potter", "ranger", "reader", "reeve", "sawyer", "shearer", "shepherd", "singer",
    "skinner", "slater", "smith", "spicer", "stringer", "tailor", "tanner", "taylor", "thatcher", "tiler", "turner",
    "tyler", "usher", "walker", "warden", "weaver", "webster", "wright",
    "bank", "banks", "best", "bond", "booth", "branch", "bridge", "brook", "bush", "case", "cross", "day", "fair",
    "faith", "field", "fields", "ford", "foster", "frost", "grace", "grant", "green", "hall", "hill", "hope", "house",
    "joy", "key", "lane", "law", "little", "long", "love", "major", "may", "mills", "moss", "noble", "park", "parks",
    "penny", "price", "rice", "rose", "rush", "sales", "self", "sharp", "short", "small", "steel", "stone", "street",
    "strong", "summers", "swift", "wall", "ward", "wells", "west", "wise", "wood", "woods", "young", "power", "will",
    "mark", "bill", "rob", "art", "drew", "pat", "sue", "miles", "guy", "gene", "dale", "glen", "cliff", "clay",
))  # fmt: skip
# Given names that are words of work ("PAT testing"): a name only where a name is sure to stand.
_GIVEN_TOO: Final = frozenset(("pat", "will", "mark", "bill", "rob", "art", "sue", "miles", "dale", "glen", "grant"))
_NO_NAMES: Final = frozenset((
    "available", "request", "upon", "on", "the", "a", "an", "in", "at", "of", "for", "to", "and", "or", "with", "by",
    "no", "not", "none", "please", "both", "two", "all", "any", "more", "further", "if", "my", "our", "we", "he", "she",
    "they", "it", "i", "this", "that", "these", "there", "here", "when", "who", "what", "see", "ask", "tel", "email",
    "mobile", "phone", "address", "name", "date", "dob", "nvq", "gcse", "gcses", "btec", "dbs", "ltd", "limited", "plc",
    "company", "group", "mr", "mrs", "ms", "miss", "cv", "furnished", "provided", "supplied", "also", "since", "from",
    "then", "now", "but", "as", "so", "after", "before", "full", "part", "home", "work", "evenings", "office",
    "landline", "daytime", "cell", "text", "whatsapp", "messages", "contact", "names", "details", "character", "yes",
    "board", "member", "members", "committee", "chair", "partners", "ceo", "cfo",
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ii", "iii", "iv",
    "per",
))  # fmt: skip

# Letters after a name: "Anwen Rees BSc" holds a qualification, which is no part of her name.
_AFTER_NAMES: Final = frozenset((
    "ba", "bsc", "ma", "msc", "mphil", "phd", "mba", "beng", "meng", "ceng", "llb", "llm", "bed", "med", "pgce", "qts",
    "rn", "rgn", "rmn", "rsw", "rnld", "acca", "fcca", "aca", "acma", "cima", "mcips", "cipd", "mcipd", "fcipd",
    "assoc", "mciob", "mrics", "mrpharms", "md", "mbbs", "obe", "mbe", "jp", "hnc", "hnd", "nvq", "aat", "maat", "hons",
    "cv", "cpa", "lcsw", "pmp", "mpharm", "bpharm", "bnurs", "mchem", "msci", "bvsc", "bds", "pgdip", "pgcert", "diphe",
    "fda", "fdsc", "fdeng", "ieng", "miet", "mice", "mcipr", "rna", "rnmh", "scphn", "fcca", "citp", "mbcs", "micm",
))  # fmt: skip

UPPER: Final = r"[^\W\d_a-z]"
LONG_PART: Final = rf"{UPPER}[\w'\u2019-]+"
# "Jo-Ann St. John", "J.R. Quill"
PART: Final = rf"(?:S[Tt]\.|(?:{UPPER}\.){{2,3}}|{LONG_PART}|{UPPER}\.?)"
# Small words within names: "Maria da Silva", "Owain ap Dafydd", "Omar bin Said".
_PARTICLE: Final = (
    r"(?:(?:da|das|de|del|della|den|der|di|do|dos|du|el|al|ap|ab|ferch|bin|binti|bint|ibn|ben|la|le|mac|mc|van|von|ter"
    r"|ten|y)[^\S\n]+){0,2}"
)
# What somebody is called stands between: Patricia (Trish) Long, Antonio "Toni" Bell, Rob ("The Digger") Hill.
_CALLED: Final = (
    rf"(?:[(\"'\u2018\u201c]{{1,2}}{LONG_PART}(?:[^\S\n]{LONG_PART}){{0,2}}[)\"'\u2019\u201d]{{1,2}}[^\S\n]+)?"
)
NAME: Final = rf"{PART}(?:[^\S\n]+{_CALLED}{_PARTICLE}{PART}){{0,3}}"
_NICKNAME: Final = re.compile(r"[(\"\u201c\u2018][^()\"\u201d\u2019]{2,30}[)\"\u201d\u2019]+")
LETTERS: Final = re.compile(r"[^\W\d_]{2,}")


def _of_faker(attribute_start: str) -> set[str]:
    """Names of Faker's lists whose attributes begin so, in lower case."""
    names: set[str] = set()
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            # tuples of names, or names with how common they are; methods have such names, too
            if attribute.startswith(attribute_start) and isinstance(values, Collection):
                names.update(name.lower() for name in values if isinstance(name, str))
    return names


@cache
def given_names() -> frozenset[str]:
    """Given names of some forty countries, in lower case, without those that are words of titles."""
    listed = frozenset(name for name in _of_faker("first_name") if len(name) > 2)
    return listed.union(_words_of(_MORE_GIVEN)) - ordinary_words()


@cache
def surnames() -> frozenset[str]:
    """Surnames of the same countries, in lower case; some are ordinary words ("Cook", "Ward")."""
    return frozenset(_of_faker("last_name")) | TRADES


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are no part of a name by themselves: of titles, and of work."""
    return _words_of(_TITLE_WORDS)


def _words_of(name: str) -> frozenset[str]:
    return frozenset(files("jobmatch.reading.personal").joinpath(name).read_text(encoding="utf-8").split())


@cache
def _no_part() -> frozenset[str]:
    protected = (word for words in PROTECTED_WORDS.values() for word in words)
    return ordinary_words().union(_NO_NAMES, NATIONS, protected)


# Whole families of surnames: MacRitchie, O'Hagan, Kowalczyk, Hrytsenko, Dumitrescu, Ramsbottom.
_SURNAME_SHAPE: Final = re.compile(
    r"(?:ma?c|fitz)[a-z]{4,}|o'[a-z]{3,}|[a-z]{2,}(?:ski|ska|cki|cka|wicz|czyk|enko|escu|ien\u0117|oglu|shvili|poulos|ides|sson|jee"
    r"|singh|bottom|worth|thwaite|shaw|clough|stein|ova|yan)"
)


def is_surname(word: str) -> bool:
    """Whether a word is a surname, by a list or by its shape; "Hussain-Marsh" is."""
    low = word.lower().replace("\u2019", "'").removesuffix("'s")
    return any(
        part in surnames() or (_SURNAME_SHAPE.fullmatch(part) and part not in ordinary_words())
        for part in (low, *low.split("-"))
    )


def is_known(word: str) -> bool:
    """Whether a word is a given name; "Anne-Marie" and "Tariq's" are."""
    low = word.lower().replace("\u2019", "'").removesuffix("'s")
    return low in given_names() or low.partition("-")[0] in given_names()


def may_be_named(words: str, text: str) -> bool:
    """Whether words may be a name: none is an ordinary one, or written small elsewhere in the text.

    After a given name any surname will do: "Errol Ward" is a name, "Hospital Ward" is none.
    """
    words = _NICKNAME.sub(" ", words)
    parts = [part.lower() for part in LETTERS.findall(words) if part[0].isupper()]
    if not parts or any(map(str.isdigit, words)) or parts[0] in _NO_NAMES or words.startswith(("I'", "I\u2019")):
        return False
    if is_known(words.split(maxsplit=1)[0]):
        return all(part in surnames() or part not in _no_part() for part in parts[1:])
    if len(parts) > 1 and parts[0] in _GIVEN_TOO:
        parts = parts[1:]
    return not any(part in _no_part() or is_written_small(part, text) for part in parts)


def is_after_names(word: str) -> bool:
    """Whether a word is a qualification that people write after their name."""
    return word.lower() in _AFTER_NAMES


def without_letters_after(words: str) -> int:
    """How long a name is without the letters after it: "Anwen Rees BSc" ends before "BSc"."""
    end = len(words)
    while " " in words[:end].strip() and is_after_names(words[:end].rsplit(maxsplit=1)[-1]):
        end = len(words[:end].rstrip().rpartition(" ")[0])
    return end


def begins_no_name(word: str) -> bool:
    """Whether a word with a capital is none with which a name begins: "Manager", "Oct"."""
    return word.lower() in ordinary_words() or word.lower() in _NO_NAMES


# "Highly Compassionate Nurse", "Licensed Practical Nurse", "my manager Promoted me": no names.
_NO_NAME_ENDS: Final = re.compile(
    r"(?:ed|ing|ive|al|ic|able|ible|[f]ul|ary|ory|ous|ent|ant|ist|ian|ly|tion|men[t]|ness|ity|ware|[^aeis]s|ics)$"
)


def ends_as_no_name(word: str) -> bool:
    """Whether a word ends as adjectives, plurals and the like do."""
    return _NO_NAME_ENDS.search(word.lower()) is not None


def is_written_small(word: str, text: str) -> bool:
    """Whether a text has a word in small letters, outside of e-mail and web addresses."""
    small = re.escape(word.lower())
    return re.search(rf"(?<![\w@./-]){small}(?![\w/-]|[\w.+-]*@)", text) is not None
