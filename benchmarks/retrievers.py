"""Peers that find, for a text vector, the most similar vacancies in reach: each as its own documentation says.

All filter by place while they search, since what is retrieved nationally and filtered afterwards misses nine tenths of
the right answer. What they are given is the same: vectors of whole numbers, positions, and how far a person gets.
"""

from __future__ import annotations

import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import faiss
import numpy as np
import polars as pl
from numpy.typing import NDArray

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

# The index's own circle is drawn a little wider than ours: it measures along the ground, and on another sphere.
_WIDER, _WIDER_M = 1.01, 50.0
_PER_UPSERT = 2_000
_PER_DUCKDB_QUERY = 64


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Corpus:
    """Vacancies: ``vectors`` (n, d); ``xyz_m`` (n, 3); degrees (n,); ``anywhere`` (n,) can be done from home."""

    vectors: F32
    xyz_m: F64
    latitude: F64
    longitude: F64
    anywhere: Bool

    def __len__(self) -> int:
        """Count the vacancies."""
        return len(self.vectors)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Queries:
    """People: ``vectors`` (n, d); ``xyz_m`` (n, 3); degrees (n,); ``reach_m`` (n,) how far they get."""

    vectors: F32
    xyz_m: F64
    latitude: F64
    longitude: F64
    reach_m: F64

    def __len__(self) -> int:
        """Count the people."""
        return len(self.vectors)

    def at(self, rows: slice) -> Queries:
        """Some of them."""
        return Queries(*(getattr(self, name)[rows] for name in self.__slots__))


class Retriever(ABC):
    """An index over a corpus."""

    name: ClassVar[str]
    how_many: ClassVar[Sequence[int | None]] = (100, 500, 2000)
    """Numbers of candidates worth trying; None for all in reach."""
    package: ClassVar[str | None] = None
    """What must be installed besides what jobmatch needs."""

    def __init__(self, corpus: Corpus, threads: int) -> None:
        self.corpus, self.threads = corpus, threads

    @abstractmethod
    def near(self, queries: Queries, row: int, n: int | None) -> I64:
        """The ``n`` most similar vacancies in reach of one person, rows of the corpus."""

    def near_many(self, queries: Queries, n: int | None) -> list[I64]:
        """The same for many people at once; as `near` on threads, where the peer has nothing better."""
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(lambda row: self.near(queries, row, n), range(len(queries))))

    def close(self) -> None:  # noqa: B027 # most have nothing to give back
        """Give back files and memory."""

    def in_reach(self, queries: Queries, row: int) -> Bool:
        """Which vacancies a person may reach, (corpus,)."""
        gap_m2 = ((self.corpus.xyz_m - queries.xyz_m[row]) ** 2).sum(axis=1)
        within: Bool = (gap_m2 <= (queries.reach_m[row] + 1) ** 2) | self.corpus.anywhere
        return within


class NumpyAll(Retriever):
    """All that is in reach: the rest of the work is the scorer's."""

    name = "numpy"
    how_many = (None,)

    def near(self, queries: Queries, row: int, n: int | None) -> I64:
        """All in reach."""
        return np.flatnonzero(self.in_reach(queries, row))


class NumpyTop(Retriever):
    """One matrix product over what is in reach, and the greatest of it."""

    name = "numpy_top"

    def near(self, queries: Queries, row: int, n: int | None) -> I64:
        """The greatest products."""
        rows = np.flatnonzero(self.in_reach(queries, row))
        if n is None or len(rows) <= n:
            return rows
        similarity = self.corpus.vectors[rows] @ queries.vectors[row]
        return rows[np.argpartition(similarity, len(rows) - n)[len(rows) - n :]]


class _Faiss(Retriever):
    """FAISS with a bitmap of what is in reach, which its documentation names for filters that let many pass."""

    index: faiss.Index

    @abstractmethod
    def _parameters(self, selector: faiss.IDSelector, n: int) -> Any:  # noqa: ANN401 # made at run time, without types
        """What FAISS takes with a search for ``n``."""

    def near(self, queries: Queries, row: int, n: int | None) -> I64:
        """Search with the bitmap of one person."""
        n = n or len(self.corpus)
        bits = np.packbits(self.in_reach(queries, row), bitorder="little")
        selector = faiss.IDSelectorBitmap(len(self.corpus), faiss.swig_ptr(bits))
        _, found = self.index.search(
            queries.vectors[row : row + 1], min(n, len(self.corpus)), params=self._parameters(selector, n)
        )
        rows: I64 = found[0]
        return rows[rows >= 0]


class FaissFlat(_Faiss):
    """Every vector in reach is compared."""

    name = "faiss_flat"
    how_many = (100, 500, 2000, 8000)

    def __init__(self, corpus: Corpus, threads: int) -> None:
        super().__init__(corpus, threads)
        self.index = faiss.IndexFlatIP(corpus.vectors.shape[1])
        self.index.add(corpus.vectors)

    def _parameters(self, selector: faiss.IDSelector, n: int) -> Any:  # noqa: ANN401 # made at run time, without types
        return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]


class FaissHnsw(_Faiss):
    """A graph of neighbours; as wide a search as there are candidates wanted."""

    name = "faiss_hnsw"
    _LINKS, _EF_CONSTRUCTION = 32, 100

    def __init__(self, corpus: Corpus, threads: int) -> None:
        super().__init__(corpus, threads)
        self.index = faiss.IndexHNSWFlat(corpus.vectors.shape[1], self._LINKS, faiss.METRIC_INNER_PRODUCT)
        self.index.hnsw.efConstruction = self._EF_CONSTRUCTION
        self.index.add(corpus.vectors)

    def _parameters(self, selector: faiss.IDSelector, n: int) -> Any:  # noqa: ANN401 # made at run time, without types
        return faiss.SearchParametersHNSW(sel=selector, efSearch=2 * n)  # type: ignore[attr-defined]


class FaissIvf(_Faiss):
    """Lists of neighbours of which the nearest few are read."""

    name = "faiss_ivf"
    _PER_LIST_ROOT, _TRAINED_ON, _N_READ = 4, 50, 32

    def __init__(self, corpus: Corpus, threads: int) -> None:
        super().__init__(corpus, threads)
        n_lists = max(1, round(self._PER_LIST_ROOT * len(corpus) ** 0.5 / 2))
        width = corpus.vectors.shape[1]
        self._coarse = faiss.IndexFlatIP(width)  # kept, since FAISS only borrows it
        self.index = faiss.IndexIVFFlat(self._coarse, width, n_lists, faiss.METRIC_INNER_PRODUCT)
        some = np.random.default_rng(0).permutation(len(corpus))[: self._TRAINED_ON * n_lists]
        self.index.train(corpus.vectors[some])
        self.index.add(corpus.vectors)

    def _parameters(self, selector: faiss.IDSelector, n: int) -> Any:  # noqa: ANN401 # made at run time, without types
        return faiss.SearchParametersIVF(sel=selector, nprobe=self._N_READ)  # type: ignore[call-arg]


class Hnswlib(Retriever):
    """A graph of neighbours with a filter written in Python, on one thread as its documentation says for such."""

    name = package = "hnswlib"
    _LINKS, _EF_CONSTRUCTION = 32, 100

    def __init__(self, corpus: Corpus, threads: int) -> None:
        super().__init__(corpus, threads)
        import hnswlib

        self.index = hnswlib.Index(space="ip", dim=corpus.vectors.shape[1])
        self.index.init_index(max_elements=len(corpus), ef_construction=self._EF_CONSTRUCTION, M=self._LINKS)
        self.index.add_items(corpus.vectors, np.arange(len(corpus)), num_threads=threads)

    def near(self, queries: Queries, row: int, n: int | None) -> I64:
        """Search; it gives no list that is not full, so a shorter one is asked for until it is."""
        within = self.in_reach(queries, row)
        wanted = min(n or len(self.corpus), int(within.sum()))
        self.index.set_ef(max(2 * wanted, 64))
        while wanted:
            try:
                found, _ = self.index.knn_query(
                    queries.vectors[row : row + 1], k=wanted, num_threads=1, filter=within.__getitem__
                )
            except RuntimeError:
                wanted //= 2
            else:
                rows: I64 = found[0].astype(np.int64)
                return rows
        return np.empty(0, np.int64)

    def near_many(self, queries: Queries, n: int | None) -> list[I64]:
        """One after another: the width of a search is a setting of the index."""
        return [self.near(queries, row, n) for row in range(len(queries))]


class QdrantEdge(Retriever):
    """A shard in this process: an index of positions and one of vectors, planned together."""

    name = package = "qdrant_edge"

    def __init__(self, corpus: Corpus, threads: int) -> None:
        super().__init__(corpus, threads)
        import qdrant_edge as qdrant

        self._q = qdrant
        self._folder = tempfile.TemporaryDirectory()
        parameters = qdrant.EdgeVectorParams(size=corpus.vectors.shape[1], distance=qdrant.Distance.Dot)
        self._shard = qdrant.EdgeShard.create(
            str(Path(self._folder.name, "shard")),
            qdrant.EdgeConfig(vectors=parameters, max_search_threads=threads),
        )
        update = qdrant.UpdateOperation
        self._shard.update(update.create_field_index("place", qdrant.PayloadSchemaType.Geo))
        self._shard.update(update.create_field_index("where", qdrant.PayloadSchemaType.Keyword))
        for start in range(0, len(corpus), _PER_UPSERT):
            stop = min(start + _PER_UPSERT, len(corpus))
            self._shard.update(update.upsert_points([self._point(row) for row in range(start, stop)]))
        self._shard.optimize()

    def _point(self, row: int) -> Any:  # noqa: ANN401 # the package has no types for these
        place = {"lat": float(self.corpus.latitude[row]), "lon": float(self.corpus.longitude[row])}
        payload = {"place": place, "where": "anywhere" if self.corpus.anywhere[row] else "there"}
        return self._q.Point(id=row, vector=self.corpus.vectors[row].tolist(), payload=payload)

    def _request(self, queries: Queries, row: int, n: int | None) -> Any:  # noqa: ANN401 # as above
        q = self._q
        circle = q.GeoRadius(
            center=q.GeoPoint(lon=float(queries.longitude[row]), lat=float(queries.latitude[row])),
            radius=float(queries.reach_m[row]) * _WIDER + _WIDER_M,
        )
        return q.QueryRequest(
            limit=n or len(self.corpus),
            query=q.Query.Nearest(queries.vectors[row].tolist()),
            filter=q.Filter(
                should=[
                    q.FieldCondition(key="place", geo_radius=circle),
                    q.FieldCondition(key="where", match=q.MatchValue(value="anywhere")),
                ]
            ),
            with_payload=False,
        )

    def near(self, queries: Queries, row: int, n: int | None) -> I64:
        """One query."""
        return np.array([point.id for point in self._shard.query(self._request(queries, row, n))], np.int64)

    def close(self) -> None:
        """Close the shard and remove its files."""
        self._shard.close()
        self._folder.cleanup()


class LanceDb(Retriever):
    """A table with indexes of positions and a filter before the search.

    Its documentation advises against an index of vectors for a table of 100,000 rows or fewer; above that there is one.
    """

    name = package = "lancedb"
    _MOST_WITHOUT_INDEX = 100_000

    def __init__(self, corpus: Corpus, threads: int) -> None:
        super().__init__(corpus, threads)
        import lancedb
        import pyarrow as pa
        from lancedb.index import Bitmap, BTree, HnswSq

        self._folder = tempfile.TemporaryDirectory()
        values = pa.array(corpus.vectors.reshape(-1))
        table = pa.table(
            {
                "id": np.arange(len(corpus)),
                "vector": pa.FixedSizeListArray.from_arrays(values, corpus.vectors.shape[1]),
                **{axis: corpus.xyz_m[:, i] for i, axis in enumerate("xyz")},
                "anywhere": pa.array(corpus.anywhere),
            }
        )
        self._table = lancedb.connect(self._folder.name).create_table("vacancies", table)
        for axis in "xyz":
            self._table.create_index(axis, config=BTree())
        self._table.create_index("anywhere", config=Bitmap())
        if len(corpus) > self._MOST_WITHOUT_INDEX:
            self._table.create_index("vector", config=HnswSq(distance_type="dot"))

    def near(self, queries: Queries, row: int, n: int | None) -> I64:
        """One search in the box around the ball: for that there are indexes, for the distance itself there is none."""
        centre, reach_m = queries.xyz_m[row].tolist(), float(queries.reach_m[row]) + 1
        axes = list(zip("xyz", centre, strict=True))
        box = " AND ".join(f"{axis} BETWEEN {at - reach_m} AND {at + reach_m}" for axis, at in axes)
        search: Any = self._table.search(queries.vectors[row], vector_column_name="vector")
        search = search.distance_type("dot")
        found = (
            search.where(f"({box}) OR anywhere", prefilter=True)
            .limit(n or len(self.corpus))
            .select(["id", "_distance"])
            .to_arrow()
        )
        rows: I64 = found["id"].to_numpy().astype(np.int64)
        return rows

    def close(self) -> None:
        """Remove the files."""
        self._folder.cleanup()


class DuckDb(Retriever):
    """A table in memory; one query for many people at a time."""

    name = package = "duckdb"

    def __init__(self, corpus: Corpus, threads: int) -> None:
        super().__init__(corpus, threads)
        import duckdb

        self._database = duckdb.connect()
        self._database.execute(f"SET threads = {int(threads)}")
        self._width = corpus.vectors.shape[1]
        vacancies = self._frame(corpus.vectors, corpus.xyz_m).with_columns(anywhere=pl.Series(corpus.anywhere))
        self._database.register("given", vacancies.to_arrow())
        self._database.execute("CREATE TABLE vacancies AS SELECT * FROM given ORDER BY x, y, z")
        self._database.unregister("given")

    def _frame(self, vectors: F32, xyz_m: F64) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "id": np.arange(len(vectors)),
                "vector": pl.Series(vectors, dtype=pl.Array(pl.Float32, self._width)),
                **{axis: xyz_m[:, i] for i, axis in enumerate("xyz")},
            }
        )

    def near(self, queries: Queries, row: int, n: int | None) -> I64:
        """One query."""
        return self._ask(queries.at(slice(row, row + 1)), n)[0]

    def near_many(self, queries: Queries, n: int | None) -> list[I64]:
        """Many people in each query; DuckDB spreads it over its own threads."""
        starts = range(0, len(queries), _PER_DUCKDB_QUERY)
        return [rows for start in starts for rows in self._ask(queries.at(slice(start, start + _PER_DUCKDB_QUERY)), n)]

    def _ask(self, some: Queries, n: int | None) -> list[I64]:
        people = self._frame(some.vectors, some.xyz_m).with_columns(reach_m=pl.Series(some.reach_m + 1))
        cursor = self._database.cursor()  # one for each thread
        cursor.register("people", people.to_arrow())
        answer = cursor.sql(
            """
            SELECT people.id AS person,
                max_by(vacancies.id, array_inner_product(vacancies.vector, people.vector), $n) AS found
            FROM people JOIN vacancies ON vacancies.anywhere OR (
                vacancies.x BETWEEN people.x - people.reach_m AND people.x + people.reach_m
                AND (vacancies.x - people.x) ** 2 + (vacancies.y - people.y) ** 2 + (vacancies.z - people.z) ** 2
                    <= people.reach_m ** 2)
            GROUP BY people.id
            """,
            params={"n": n or len(self.corpus)},
        ).to_arrow_table()
        found = pl.DataFrame(answer)
        by_person = dict(zip(found["person"].to_list(), found["found"], strict=True))
        nothing = pl.Series([], dtype=pl.Int64)
        return [by_person.get(person, nothing).to_numpy().astype(np.int64) for person in range(len(some))]

    def close(self) -> None:
        """Close the database."""
        self._database.close()


PEERS: tuple[type[Retriever], ...] = (
    NumpyAll,
    NumpyTop,
    FaissFlat,
    FaissHnsw,
    Hnswlib,
    QdrantEdge,
    LanceDb,
    DuckDb,
)


def open_peers(names: Iterable[str]) -> list[Callable[[Corpus, int], Retriever]]:
    """The peers of these names, ready to be built.

    Raises
    ------
    KeyError
        If there is none of that name.
    """
    by_name = {peer.name: peer for peer in PEERS}
    return [by_name[name] for name in names]
