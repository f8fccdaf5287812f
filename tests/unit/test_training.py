"""What the static model is trained on: nothing that equals a text of the test set, plurals included."""

from __future__ import annotations

from typing import Any

import numpy as np

from training.esco import Concept, Esco
from training.pairs import Pairs
from training.texts import Texts

OCCUPATIONS = (
    Concept("o1", ("sign writer", "sign painter"), "Paints signs. Plans letters.", "7316", ("s1", "s2"), ()),
    Concept("o2", ("baker", "bread maker"), "Bakes bread. Minds ovens.", "7512", ("s2", "s3"), ("s1",)),
    Concept("o3", ("ship's cook",), "Cooks at sea. Keeps stores.", "5120", ("s3",), ()),
)
SKILLS = (
    Concept("s1", ("paint letters", "do lettering"), "Paint letters by hand. Space them."),
    Concept("s2", ("use scales", "weigh things"), "Weigh what goes in. Keep scales true."),
    Concept("s3", ("bake goods", "baking"), "Bake what is asked for. Mind the time."),
)
GROUPS = (
    Concept("7316", ("sign writers and engravers",), "People who write signs."),
    Concept("7512", ("bakers and confectioners",), "People who bake."),
    Concept("5120", ("cooks",), "People who cook."),
)
ESCO = Esco(OCCUPATIONS, SKILLS, GROUPS)


def _drawn(esco: Esco, excluded: set[str]) -> set[str]:
    """Every text of many batches of each kind."""
    unused: Any = None  # splits texts, which no batch needs
    texts = Texts(unused)
    pairs = Pairs(esco, texts, excluded=excluded, size=4)
    random = np.random.default_rng(1)
    numbers: set[int] = set()
    for _, draw in pairs.kinds.values():
        for _ in range(80):
            batch = draw(random)
            for side in (batch.left, batch.right):
                for group in side:
                    numbers |= set(np.atleast_1d(group).tolist())
    of_number = {number: text for text, number in texts._number_of.items()}
    return {of_number[number] for number in numbers}


def test_no_text_of_a_test_set_is_drawn() -> None:
    queries = {"sign writers", "bread maker", "bakers", "baking", "cooks"}
    assert queries <= _drawn(ESCO, set())  # all of them would be
    drawn = _drawn(ESCO.without(queries), queries)
    assert not queries & drawn
    assert {"sign writer", "sign painters", "baker", "bake goods"} <= drawn


def test_a_concept_whose_every_name_is_left_out_goes_too() -> None:
    fewer = ESCO.without({"sign writer", "sign painter"})
    assert [concept.key for concept in fewer.occupations] == ["o2", "o3"]
