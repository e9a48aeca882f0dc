"""A blob opens whole and by parts, and every change of it is found."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.files.cipher import CHUNK, LEAST, TAG, BlobKey, OpenedBlob, padded, seal_into
from kernel.vault import Unsealable

KEY = BlobKey(bytes(32), "clean")
WHOLE = CHUNK + TAG
# Around the borders of chunks and of padding, where mistakes live.
SIZES = st.one_of(
    st.integers(0, 20_000),
    st.builds(lambda n, off: max(n * CHUNK + off, 0), st.integers(0, 4), st.integers(-20, 20)),
)


def sealed(data: bytes, key: BlobKey = KEY) -> bytes:
    written = io.BytesIO()
    seal_into(written, key, io.BytesIO(data), len(data))
    return written.getvalue()


def opened(blob: bytes, key: BlobKey = KEY) -> bytes:
    return b"".join(OpenedBlob(io.BytesIO(blob), key).pieces())


def data_of(size: int) -> bytes:
    return bytes(range(251)) * (size // 251) + bytes(range(size % 251))


@given(size=SIZES)
def test_any_file_comes_back_as_it_was(size: int) -> None:
    data = data_of(size)
    blob = sealed(data)
    assert opened(blob) == data
    assert OpenedBlob(io.BytesIO(blob), KEY).size == size


@given(size=SIZES, start=st.integers(0, 5 * CHUNK), length=st.integers(0, 3 * CHUNK))
def test_any_part_of_it_is_that_part(size: int, start: int, length: int) -> None:
    data = data_of(size)
    blob = OpenedBlob(io.BytesIO(sealed(data)), KEY)
    start = min(start, size)
    assert b"".join(blob.pieces(start, start + length)) == data[start : start + length]


@given(size=SIZES, position=st.integers(0), flip=st.integers(1, 255))
def test_a_changed_byte_is_found_wherever_it_is(size: int, position: int, flip: int) -> None:
    changed = bytearray(sealed(data_of(size)))
    changed[position % len(changed)] ^= flip
    with pytest.raises(Unsealable):
        opened(bytes(changed))


@given(size=SIZES, cut=st.integers(1))
def test_a_blob_that_was_cut_is_found(size: int, cut: int) -> None:
    blob = sealed(data_of(size))
    with pytest.raises(Unsealable):
        opened(blob[: -(cut % len(blob) or 1)])


@given(size=st.integers(3 * CHUNK, 5 * CHUNK), number=st.integers(0, 2))
def test_chunks_that_were_swapped_left_out_or_doubled_are_found(size: int, number: int) -> None:
    blob = sealed(data_of(size))
    chunks = [blob[at : at + WHOLE] for at in range(0, len(blob), WHOLE)]
    swapped = [*chunks]
    swapped[number], swapped[number + 1] = swapped[number + 1], swapped[number]
    left_out = chunks[:number] + chunks[number + 1 :]
    doubled = chunks[: number + 1] + chunks[number:]
    for wrong in (swapped, left_out, doubled, chunks[: number + 1]):
        with pytest.raises(Unsealable):
            opened(b"".join(wrong))


def test_a_chunk_of_another_blob_fits_nowhere() -> None:
    first, second = (
        sealed(data_of(3 * CHUNK)),
        sealed(data_of(3 * CHUNK), BlobKey(b"x" * 32, "clean")),
    )
    with pytest.raises(Unsealable):
        opened(first[:WHOLE] + second[WHOLE:])


def test_a_preview_is_not_taken_for_an_original() -> None:
    """Not even when the bytes of both keys were the same."""
    with pytest.raises(Unsealable):
        opened(sealed(b"x"), BlobKey(bytes(32), "original"))


@pytest.mark.parametrize("nothing", [b"", b"x", b"x" * TAG, b"x" * 5000])
def test_what_is_no_blob_is_not_opened(nothing: bytes) -> None:
    with pytest.raises(Unsealable):
        opened(nothing)


def test_fewer_bytes_than_were_said_are_no_file() -> None:
    with pytest.raises(ValueError, match="fewer"):
        seal_into(io.BytesIO(), KEY, io.BytesIO(b"x" * 10), 11)


@given(size=st.integers(0, 10**9))
def test_padding_costs_little_and_hides_much(size: int) -> None:
    assert padded(size) >= size
    assert padded(size) <= max(LEAST, size * 1.12)
    assert padded(padded(size)) == padded(size)


def test_there_are_few_sizes() -> None:
    photographs = {padded(size) for size in range(2_000_000, 6_000_000, 997)}
    assert len(photographs) < 60
    assert {padded(size) for size in range(LEAST)} == {LEAST}


class Counted(io.BytesIO):
    """Says how much was asked for at once."""

    most = 0

    def read(self, size: int | None = -1) -> bytes:
        self.most = max(self.most, len(self.getbuffer()) if size in (None, -1) else size or 0)
        return super().read(size)


def test_no_more_than_a_chunk_stands_in_memory() -> None:
    source = Counted(data_of(10 * CHUNK))
    written = io.BytesIO()
    seal_into(written, KEY, source, 10 * CHUNK)
    assert source.most <= CHUNK
    file = Counted(written.getvalue())
    for piece in OpenedBlob(file, KEY).pieces():
        assert len(piece) <= CHUNK
    assert file.most <= WHOLE
