"""Words of protected characteristics and of family: no inputs, and masked where people say them of themselves."""

from __future__ import annotations

from typing import Final

# By what they tell. Single words, as the word list of the text score is made without them.
PROTECTED_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "sex": ("male", "female", "man", "woman", "men", "women", "boy", "girl", "gentleman", "lady"),
    "family": (
        "husband", "wife", "spouse", "mother", "father", "mum", "dad", "parent", "daughter", "son", "married", "single",
        "divorced", "widow", "widower", "marital", "maternity", "paternity", "pregnant", "pregnancy", "breastfeeding",
    ),
    "age": ("age", "aged", "young", "old", "elder", "elderly", "youth", "retire", "retired"),
    "faith": (
        "christian", "catholic", "protestant", "muslim", "islam", "islamic", "jewish", "judaism", "hindu", "sikh",
        "buddhist", "mosque", "church", "religion", "religious", "faith",
    ),
    "origin": (
        "race", "racial", "ethnic", "ethnicity", "black", "white", "asian", "african", "caribbean", "european",
        "american",
        "british", "english", "scottish", "irish", "welsh", "nationality", "national", "citizen", "immigrant",
        "migrant",
        "refugee",
    ),
    "orientation": (
        "gay", "lesbian", "bisexual", "transgender", "gender", "sex", "sexual", "heterosexual",
    ),
    "health": (
        "disabled", "disability", "epilepsy", "diabetes", "cancer", "hiv", "depression", "anxiety", "autism",
        "autistic",
        "illness",
    ),
}  # fmt: skip

# What people say they are, beyond the words above: after "I am" or "as a".
PEOPLE: Final = (
    "guy", "lad", "lass", "mam", "mom", "grandmother", "grandfather", "grandparent", "nan", "widowed", "separated",
    "jew", "quaker", "mormon", "atheist", "rastafarian", "hindus", "queer", "trans", "non-binary", "nonbinary",
    "straight", "mixed race", "mixed-race", "arab", "roma", "gypsy", "latina", "latino", "pensioner",
    "asylum seeker", "foreigner", "jehovah's witness",
)  # fmt: skip

# Nations by their adjective, those from which most people in Britain come.
NATIONS: Final = (
    "afghan", "albanian", "algerian", "american", "angolan", "argentinian", "armenian", "australian", "austrian",
    "azerbaijani", "bahraini", "bangladeshi", "barbadian", "belarusian", "belgian", "bolivian", "bosnian", "brazilian",
    "british", "bulgarian", "burmese", "cameroonian", "canadian", "chilean", "chinese", "colombian", "congolese",
    "croatian",
    "cuban", "cypriot", "czech", "danish", "dominican", "dutch", "ecuadorian", "egyptian", "english", "eritrean",
    "estonian",
    "ethiopian", "fijian", "filipino", "filipina", "finnish", "french", "gambian", "georgian", "german", "ghanaian",
    "greek",
    "guyanese", "hungarian", "icelandic", "indian", "indonesian", "iranian", "iraqi", "irish", "israeli", "italian",
    "ivorian", "jamaican", "japanese", "jordanian", "kazakh", "kenyan", "korean", "kosovan", "kurdish", "kuwaiti",
    "latvian",
    "lebanese", "liberian", "libyan", "lithuanian", "macedonian", "malawian", "malaysian", "maltese", "mauritian",
    "mexican",
    "moldovan", "mongolian", "montenegrin", "moroccan", "mozambican", "namibian", "nepalese", "nepali", "new zealander",
    "nicaraguan", "nigerian", "norwegian", "omani", "pakistani", "palestinian", "peruvian", "polish", "portuguese",
    "romanian",
    "russian", "rwandan", "saudi", "scottish", "senegalese", "serbian", "sierra leonean", "singaporean", "slovak",
    "slovakian", "slovenian", "somali", "south african", "spanish", "sri lankan", "sudanese", "swedish", "swiss",
    "syrian",
    "taiwanese", "tanzanian", "thai", "trinidadian", "tunisian", "turkish", "ugandan", "ukrainian", "uruguayan",
    "uzbek",
    "venezuelan", "vietnamese", "welsh", "yemeni", "zambian", "zimbabwean",
)  # fmt: skip
