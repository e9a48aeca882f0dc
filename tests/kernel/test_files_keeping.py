"""A file that people send is kept for whom it is meant, whole, and gone when it is removed."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from kernel import files
from kernel.clock import at, now
from kernel.database import Database, begin_change
from kernel.errors import NotFound, Unavailable
from kernel.files.models import Blob
from kernel.vault import DataKey, Unsealable
from tests.factories.files import plain_jpeg

OWNER = DataKey(1, bytes(32))
OTHER = DataKey(2, bytes(32))
NAME = "DNI de María Quispe.JPG"


@pytest.fixture
def store(any_database: Database, tmp_path: Path) -> files.Store:
    return files.Store(any_database, tmp_path / "blobs")


def kept(store: files.Store, data: bytes, owner: DataKey = OWNER) -> int:
    """Send and keep a file; its id."""
    taken = files.take_in(store, io.BytesIO(data), NAME)
    with store.database.changing() as session:
        return files.attach(session, owner, taken).id


def test_a_photograph_comes_back_clean_small_and_as_it_was(store: files.Store) -> None:
    photo = plain_jpeg()
    file_id = kept(store, photo)
    with store.database.reading() as session:
        stored = session.get_one(files.StoredFile, file_id)
        assert files.open_original(store, stored, OWNER).read() == photo
        clean = files.open_clean(store, stored, OWNER)
        assert (clean.name, clean.mime) == ("DNI de María Quispe.jpg", "image/jpeg")
        assert Image.open(io.BytesIO(clean.read())).size == (900, 600)
        preview = files.open_preview(store, stored, OWNER)
        assert Image.open(io.BytesIO(preview.read())).size == (640, 427)
        told = files.describe(stored, OWNER)
    assert (told.name, told.width, told.height) == (NAME, 900, 600)
    assert told.original_size == len(photo)


def test_only_the_owner_opens_it(store: files.Store) -> None:
    file_id = kept(store, plain_jpeg())
    with store.database.reading() as session:
        stored = session.get_one(files.StoredFile, file_id)
        for opens in (files.open_clean, files.open_original, files.open_preview):
            with pytest.raises(Unsealable):
                opens(store, stored, OTHER)
        with pytest.raises(Unsealable):
            files.describe(stored, OTHER)


def test_a_draft_hands_its_files_over_to_the_case(store: files.Store) -> None:
    photo = plain_jpeg()
    file_id = kept(store, photo)
    with store.database.changing() as session:
        stored = session.get_one(files.StoredFile, file_id)
        files.rewrap(session, stored, OWNER, OTHER)
    with store.database.reading() as session:
        stored = session.get_one(files.StoredFile, file_id)
        assert files.open_original(store, stored, OTHER).read() == photo
        with pytest.raises(Unsealable):
            files.describe(stored, OWNER)


def test_a_removed_file_is_gone_with_its_blobs(store: files.Store) -> None:
    file_id = kept(store, plain_jpeg())
    assert len(list(store.names())) == 3
    with store.database.changing() as session:
        files.remove(session, session.get_one(files.StoredFile, file_id))
    assert files.sweep(store) == 3
    assert list(store.names()) == []
    with store.database.reading() as session:
        assert session.scalars(select(Blob)).all() == []
        assert session.scalars(select(files.StoredFile)).all() == []


def test_a_removal_that_is_taken_back_removes_nothing(store: files.Store) -> None:
    file_id = kept(store, plain_jpeg())
    with store.database.session() as session:
        begin_change(session)
        files.remove(session, session.get_one(files.StoredFile, file_id))
        session.rollback()
    assert files.sweep(store) == 0
    with store.database.reading() as session:
        stored = session.get_one(files.StoredFile, file_id)
        assert files.open_clean(store, stored, OWNER).read()


def test_what_no_change_keeps_is_swept_after_a_day(store: files.Store) -> None:
    files.take_in(store, io.BytesIO(plain_jpeg()), NAME)
    assert files.sweep(store) == 0
    with at(now() + timedelta(days=1, minutes=1)):
        assert files.sweep(store) == 3
    assert list(store.names()) == []


def test_what_was_swept_is_kept_by_no_change(store: files.Store) -> None:
    taken = files.take_in(store, io.BytesIO(plain_jpeg()), NAME)
    with at(now() + timedelta(days=2)):
        files.sweep(store)
    with pytest.raises(Unavailable), store.database.changing() as session:
        files.attach(session, OWNER, taken)


def test_a_file_is_kept_once(store: files.Store) -> None:
    taken = files.take_in(store, io.BytesIO(plain_jpeg()), NAME)
    with store.database.changing() as session:
        files.attach(session, OWNER, taken)
    with pytest.raises(Unavailable), store.database.changing() as session:
        files.attach(session, OTHER, taken)


def test_a_blob_that_is_lost_is_not_found(store: files.Store) -> None:
    file_id = kept(store, plain_jpeg())
    for name in list(store.names()):
        store.forget(name)
    with store.database.reading() as session:
        stored = session.get_one(files.StoredFile, file_id)
        with pytest.raises(NotFound):
            files.open_clean(store, stored, OWNER)
