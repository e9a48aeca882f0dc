"""What is served is what the sources give, small, and kept for ever by its name."""

import re
from pathlib import Path

import brotli
import pytest

from tests.web.bare import bare_app
from web import assets
from web.assets import FOLDER, AssetsStale, check, is_hashed, made, plain_first, source, write


def test_the_committed_files_are_what_the_sources_give() -> None:
    check()


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built copy of the folder that a test may spoil."""
    (tmp_path / "src").mkdir()
    for path in (FOLDER / "src").iterdir():
        (tmp_path / "src" / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(assets, "FOLDER", tmp_path)
    monkeypatch.setattr(assets, "MANIFEST", tmp_path / "manifest.json")
    write()
    return tmp_path


def test_a_changed_source_a_changed_output_and_a_stray_file_are_noticed(copy: Path) -> None:
    check()
    (copy / "dist" / "stray.css").write_text("")
    with pytest.raises(AssetsStale, match="stray"):
        check()
    write()
    packed = next((copy / "dist").glob("public.*.br"))
    packed.write_bytes(brotli.compress(b"other"))
    with pytest.raises(AssetsStale, match="public"):
        check()
    write()
    (copy / "src" / "page.js").write_text("// other")
    with pytest.raises(AssetsStale, match="page"):
        check()


def test_the_name_changes_with_the_content(copy: Path) -> None:
    before = made()["page.js"][0]
    (copy / "src" / "page.js").write_text("// other")
    assert made()["page.js"][0] != before


@pytest.mark.parametrize(
    ("name", "most"), [("public.css", 6000), ("desk.css", 5120), ("page.js", 1024)]
)
def test_each_file_keeps_its_budget(name: str, most: int) -> None:
    assert len(brotli.compress(source(name).encode(), quality=11)) <= most


def test_an_old_phone_finds_a_plain_value_before_each_variable() -> None:
    css = plain_first("a{color:var(--ink);border:2px solid var(--edge)}")
    assert css == (
        "a{color:#1b2530;color:var(--ink);border:2px solid #77726a;border:2px solid var(--edge)}"
    )
    for name in ("public.css", "desk.css"):
        for prop, value in re.findall(r"[{;]([a-z-]+):([^;{}]*var\([^;{}]*)", source(name)):
            assert re.search(rf"[{{;]{prop}:(?![^;{{}}]*var)[^;{{}}]+;{prop}:{re.escape(value)}",
                             source(name)), (name, prop, value)  # fmt: skip


def test_a_file_is_served_packed_and_for_ever(tmp_path: Path) -> None:
    browser = bare_app(tmp_path).test_client()
    address = assets.PREFIX + made()["public.css"][0]
    assert is_hashed(address)
    answer = browser.get(address, headers={"Accept-Encoding": "br"}, buffered=True)
    assert answer.headers["Content-Encoding"] == "br"
    assert brotli.decompress(answer.data).decode() == source("public.css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert browser.get("/static/manifest.json").status_code == 404
    assert browser.get("/static/../pyproject.toml").status_code == 404


def test_the_styles_name_no_address() -> None:
    for name in ("public.css", "desk.css", "print.css"):
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|@font-face", source(name))
