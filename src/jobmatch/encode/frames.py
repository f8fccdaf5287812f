"""Messages between this process and a worker: a JSON header and raw bytes, each after its length.

No pickle: whatever arrives, reading it runs nothing.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any, Final

_LENGTHS: Final = struct.Struct("<IQ")
_HEADER_MAX_BYTES: Final = 1 << 30


def write_frame(stream: IO[bytes], header: dict[str, Any], payload: bytes = b"") -> None:
    """Write one message and flush.

    Parameters
    ----------
    stream : binary file
        Where to; a closed other end raises OSError.
    header : dict
        Anything that JSON can hold. Half characters, which some exports contain, become "?".
    payload : bytes
        Raw data.
    """
    encoded = json.dumps(header, ensure_ascii=False).encode("utf-8", "replace")
    stream.write(_LENGTHS.pack(len(encoded), len(payload)))
    stream.write(encoded)
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Next message; None where the other end has closed, be it in the midst of a message.

    Returns
    -------
    header : dict
        As written.
    payload : bytes
        As written.

    Raises
    ------
    ValueError
        If what arrives is no message.
    """
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    n_header, n_payload = _LENGTHS.unpack(lengths)
    if n_header > _HEADER_MAX_BYTES:
        raise ValueError("not a message: its header would be longer than any")
    encoded, payload = stream.read(n_header), stream.read(n_payload)
    if len(encoded) < n_header or len(payload) < n_payload:
        return None
    header = json.loads(encoded)
    if not isinstance(header, dict):
        raise ValueError("not a message: its header is no object")
    return header, payload
