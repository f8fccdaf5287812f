"""Train the static model: ``python -m training.static --esco DIR --melo DIR``.

What is made goes to ``src/jobmatch/encode/static-v1.npz``, and what was found on the way to ``training/log.json``.
See README.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch

from benchmarks.common import describe_machine, find_versions, write_atomically
from benchmarks.melo import Melo, mean_average_precision as melo_map, read_melo
from jobmatch.encode.model_files import BUILT_IN, find_model
from jobmatch.encode.pieces import Pieces, read_tokenizer
from jobmatch.encode.static_weights import WEIGHTS_PATH, pack_weights, vocabulary_digest
from training.development import Development, hold_out, mean_average_precision
from training.esco import Esco, clean, read_esco
from training.pairs import Bags, Batch, Pairs
from training.teacher import Teacher
from training.texts import Texts

F16 = npt.NDArray[np.float16]
F32 = npt.NDArray[np.float32]

_HERE: Final = Path(__file__).parent
_REPORT_EVERY: Final = 250
_COMMON: Final = 1e-3
_WARM_UP: Final = 50
_SLOWEST: Final = 0.05
# So large a share of rows must fit into whole numbers unclipped.
_UNCLIPPED: Final = 0.999
_LARGEST: Final = 127


@dataclass(frozen=True, slots=True)
class Settings:
    """How is trained; chosen on held-out parts of ESCO, see README.md."""

    steps: int = 1000
    size: int = 768
    rate: float = 0.01
    scale: float = 20.0
    likeness: float = 3.0
    likeness_size: int = 512


def main(argv: Sequence[str] | None = None) -> int:
    """Train with each seed, average, write and log."""
    options = _parser().parse_args(argv)
    # One thread adds up in one order.
    torch.set_num_threads(1)
    settings = Settings(steps=options.steps, likeness=options.likeness)
    folder = find_model(BUILT_IN).folder
    if folder is None:
        return 1
    vocabulary = read_tokenizer(folder).get_vocab()
    digest = vocabulary_digest(sorted(vocabulary, key=vocabulary.__getitem__))
    pieces = Pieces(folder, digest)
    melo = read_melo(options.melo)
    excluded = {clean(query) for query in melo.queries}
    esco = read_esco(options.esco)
    # A test set is looked at only where nothing is being chosen.
    development, reported = (hold_out(esco), None) if options.develop else (None, melo)
    left_out = excluded | development.labels if development else excluded
    known = esco.without(left_out, keys=development.keys if development else frozenset())
    teacher = Teacher(folder, options.teacher)
    start = lighter(teacher.pieces(), known, pieces)
    # Held out or not, so that a kept file serves every run; what is held out is not looked up.
    names = _names(esco)
    taught = dict(zip(names, teacher.texts(names), strict=True))
    before = found(start, pieces, development, reported)
    log: dict[str, Any] = {"settings": asdict(settings), "before": before, "runs": []}
    one = partial(train, known, taught, pieces, start, left_out, settings)
    with ProcessPoolExecutor(options.processes) as pool:
        tables = list(pool.map(one, options.seeds))
    for seed, one_table in zip(options.seeds, tables, strict=True):
        log["runs"].append({"seed": seed} | found(one_table, pieces, development, reported))
    table = rounded(np.mean(tables, axis=0, dtype=np.float64))
    log["average"] = found(table, pieces, development, reported)
    packed = pack_weights(table, digest)
    log |= {
        "bytes": len(packed),
        "sha256": hashlib.sha256(packed).hexdigest(),
        "development": bool(development),
        "machine": describe_machine(),
        "versions": find_versions(),
    }
    options.out.write_bytes(packed)
    write_atomically(options.log, json.dumps(log, indent=2) + "\n")
    print(json.dumps(log, indent=2))
    return 0


def lighter(table: F32, esco: Esco, pieces: Pieces) -> F32:
    """Table in which common pieces weigh less: a piece that is one in a thousand of all, half as much."""
    numbers, _ = pieces.split([label for concept in (*esco.occupations, *esco.skills) for label in concept.labels])
    share = np.bincount(numbers, minlength=len(table)) / len(numbers)
    return np.asarray(table * (_COMMON / (_COMMON + share))[:, None], np.float32)


def train(
    esco: Esco,
    taught: Mapping[str, F16],
    pieces: Pieces,
    start: F32,
    excluded: set[str],
    settings: Settings,
    seed: int,
) -> F32:
    """Train one table.

    Parameters
    ----------
    esco : Esco
        Without what is excluded or held out.
    taught : mapping of str to float16 array, shape (dimensions,)
        Vectors of names as the teacher has them.
    pieces : Pieces
        Splits texts.
    start : float32 array, shape (n_pieces, dimensions)
        Where training starts.
    excluded : set of str
        Texts that are not trained on.
    settings : Settings
        How.
    seed : int
        Of what is drawn.

    Returns
    -------
    float32 array, shape (n_pieces, dimensions)
        The rows to add up.
    """
    random = np.random.default_rng(seed)
    texts = Texts(pieces)
    pairs = Pairs(esco, texts, excluded=excluded, size=settings.size)
    names = [name for name in _names(esco) if name in taught]
    numbers, aims = texts.numbers(names), np.array([taught[name] for name in names])
    texts.finish()
    table = torch.nn.Parameter(torch.from_numpy(start.copy()))
    optimizer = torch.optim.SparseAdam([table], lr=settings.rate, betas=(0.9, 0.99))
    total, began_s = 0.0, time.perf_counter()
    for step in range(settings.steps):
        pace = min(1, (step + 1) / _WARM_UP) * max(_SLOWEST, 1 - step / settings.steps)
        optimizer.param_groups[0]["lr"] = settings.rate * pace
        some = random.choice(len(names), settings.likeness_size, replace=False)
        aim = torch.from_numpy(aims[some].astype(np.float32))
        cosine = (_encode(numbers[some], texts, table) * aim).sum(1)
        loss = _loss(pairs.draw(random), texts, table, settings.scale) + settings.likeness * (1 - cosine).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
        if (step + 1) % _REPORT_EVERY == 0:
            seconds = time.perf_counter() - began_s
            print(f"seed {seed}, step {step + 1}: loss {total / _REPORT_EVERY:.4f}, {seconds:.0f} s", flush=True)
            total = 0.0
    return np.asarray(table.detach().numpy())


def rounded(table: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.int8]:
    """Table in whole numbers, one scale for all: a sum of rows is then exact, and only its direction counts."""
    largest = np.quantile(np.abs(table).max(axis=1), _UNCLIPPED)
    return np.asarray(np.clip(np.rint(table * (_LARGEST / largest)), -_LARGEST, _LARGEST), np.int8)


def found(
    table: npt.NDArray[Any], pieces: Pieces, development: Development | None, reported: Melo | None
) -> dict[str, float]:
    """Mean average precision of each search of the development set, or of the test set."""

    def encode(texts: Sequence[str]) -> F32:
        numbers, starts = pieces.split(texts)
        sums = np.add.reduceat(table[numbers], starts[:-1], axis=0, dtype=np.float64)
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32)

    maps = {}
    if development is not None:
        maps = {name: mean_average_precision(search, encode) for name, search in development.searches.items()}
    if reported is not None:
        maps["melo_map"] = melo_map(reported, lambda queries, corpus: encode(queries) @ encode(corpus).T)
    return {name: round(value, 4) for name, value in maps.items()}


def _names(esco: Esco) -> list[str]:
    """Texts whose vectors are learnt from the teacher: all names of occupations, and skills' preferred ones."""
    names = {label for occupation in esco.occupations for label in occupation.labels}
    return sorted(names | {skill.labels[0] for skill in esco.skills})


def _loss(batch: Batch, texts: Texts, table: torch.Tensor, scale: float) -> torch.Tensor:
    """Cross entropy of finding the right text among all on the right, and the left one among all on the left."""
    similarity = _encode(batch.left, texts, table) @ _encode(batch.right, texts, table).T
    similarity = (similarity * scale).masked_fill(torch.from_numpy(batch.related), -1e4)
    own = torch.arange(len(similarity))
    entropy = torch.nn.functional.cross_entropy
    return (entropy(similarity, own) + entropy(similarity.T, own)) / 2


def _encode(bags: Bags, texts: Texts, table: torch.Tensor) -> torch.Tensor:
    numbers, starts = map(torch.from_numpy, texts.bags(bags))
    sums = torch.nn.functional.embedding_bag(numbers, table, starts, mode="sum", sparse=True)
    return torch.nn.functional.normalize(sums, dim=1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Train the static model.")
    parser.add_argument("--esco", type=Path, required=True, metavar="DIR", help="folder of ESCO 1.1.1's two archives")
    parser.add_argument(
        "--melo", type=Path, required=True, metavar="DIR", help="folder of MELO, whose queries are not trained on"
    )
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2], help="tables of all seeds are averaged")
    parser.add_argument("--processes", type=int, default=1, help="seeds trained at the same time, a thread each")
    parser.add_argument("--steps", type=int, default=Settings().steps)
    parser.add_argument("--develop", action="store_true", help="hold parts of ESCO out and measure on them")
    parser.add_argument("--likeness", type=float, default=Settings().likeness, help="weight of the teacher's vectors")
    parser.add_argument("--teacher", type=Path, metavar="FILE", help="keep the teacher's vectors here between runs")
    parser.add_argument("--out", type=Path, default=WEIGHTS_PATH, metavar="FILE")
    parser.add_argument("--log", type=Path, default=_HERE / "log.json", metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
