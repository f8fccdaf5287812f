"""Messages between processes: what is written is read, and what is cut short is no message."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, strategies as st

from jobmatch.encode.frames import read_frame, write_frame


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()), st.binary())
def test_what_is_written_is_read(header: dict[str, object], payload: bytes) -> None:
    stream = io.BytesIO()
    write_frame(stream, header, payload)
    write_frame(stream, {"next": 1})
    stream.seek(0)
    assert read_frame(stream) == (header, payload)
    assert read_frame(stream) == ({"next": 1}, b"")
    assert read_frame(stream) is None


def test_half_characters_become_question_marks() -> None:
    stream = io.BytesIO()
    write_frame(stream, {"text": "a\ud800b"})
    stream.seek(0)
    assert read_frame(stream) == ({"text": "a?b"}, b"")


def test_a_message_cut_anywhere_is_the_end() -> None:
    stream = io.BytesIO()
    write_frame(stream, {"a": 1}, b"payload")
    whole = stream.getvalue()
    assert all(read_frame(io.BytesIO(whole[:n])) is None for n in range(len(whole)))


@pytest.mark.parametrize(
    "noise", [b"Traceback (most recent call last)", b"\x02\0\0\0\0\0\0\0\0\0\0\0[]", b"\x01\0\0\0\0\0\0\0\0\0\0\0{"]
)
def test_noise_is_not_taken_for_a_message(noise: bytes) -> None:
    with pytest.raises(ValueError, match=r"message|Expecting"):
        read_frame(io.BytesIO(noise))
