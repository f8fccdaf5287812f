"""Text to vectors: what is encoded, by what, and where the result is kept.

::

    vacancy_texts, jobseeker_texts -> encode_texts(texts, encoder, cache) -> int8 vectors
                                           |         |
                                     EncodingCache  Encoder: StaticEncoder, SentenceTransformerEncoder,
                                                             FusedEncoder, or your own

A similarity is the whole-number product of two vectors; `one` is what it is for two equal texts.
Besides their vectors, texts are compared by rare words (`jobmatch.encode.wordlist`, `jobmatch.encode.weights`) and by
their likeliest occupations (`jobmatch.encode.occupations`). Nothing in this package loads PyTorch: transformers live in
processes of their own (`jobmatch.encode.worker`), and the static model needs none.
"""

from __future__ import annotations

from jobmatch.encode.cache import EncodingCache, cache_path
from jobmatch.encode.fused import FusedEncoder
from jobmatch.encode.occupations import load_occupations
from jobmatch.encode.protocol import Encoder
from jobmatch.encode.quantise import MAX_DIMENSIONS, one, quantise
from jobmatch.encode.run import Encoded, encode_texts
from jobmatch.encode.sentence_transformer import SentenceTransformerEncoder
from jobmatch.encode.session import FUSED_SHARES, EncodingSession, make_encoder
from jobmatch.encode.static import StaticEncoder
from jobmatch.encode.texts import jobseeker_texts, jobseeker_texts_of, vacancy_texts
from jobmatch.encode.weights import TextLanes, WordWeights
from jobmatch.encode.wordlist import load_words

__all__ = [
    "FUSED_SHARES",
    "MAX_DIMENSIONS",
    "Encoded",
    "Encoder",
    "EncodingCache",
    "EncodingSession",
    "FusedEncoder",
    "SentenceTransformerEncoder",
    "StaticEncoder",
    "TextLanes",
    "WordWeights",
    "cache_path",
    "encode_texts",
    "jobseeker_texts",
    "jobseeker_texts_of",
    "load_occupations",
    "load_words",
    "make_encoder",
    "one",
    "quantise",
    "vacancy_texts",
]
