"""An installation is set up by its environment, and a mistake there is told in one sentence."""

import ast
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from web.keys import read_or_make_key
from web.settings import GUIDE, ROOT, TABLE, BadSetting, Settings, guide

ROOMS = ("accounts", "basin", "demo", "grievances", "web")


def test_nothing_set_is_a_working_installation_beside_the_code() -> None:
    settings = Settings.from_environment({})
    assert settings.database_url.startswith("sqlite:////")
    assert settings.database_url.endswith("/var/rimanakuy.sqlite")
    assert settings.public_url == "http://127.0.0.1:8000"
    assert not settings.secure_cookies


def test_an_empty_setting_counts_as_not_set() -> None:
    assert Settings.from_environment({"PORT": " "}).port == 8000


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("PORT", "eight"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "nonsense"),
        ("RIMANAKUY_DEMO", "perhaps"),
        ("RIMANAKUY_PUBLIC_URL", "quejas.example.org"),
        ("RIMANAKUY_MAIL_URL", "mail.example.org:25"),
        ("RIMANAKUY_MAIL_FROM", "a@b.org\nBcc: c@d.org"),
        ("RIMANAKUY_MAIL_FROM", "nobody"),
        ("RIMANAKUY_LOG_LEVEL", "loud"),
        ("BASIN_URL", "modelo.example.org"),
        ("BASIN_ALLOW_LOOPBACK", "perhaps"),
        ("RIMANAKUY_TRUSTED_PROXIES", "99"),
    ],
)
def test_a_bad_setting_is_named_with_its_remedy(name: str, word: str) -> None:
    with pytest.raises(BadSetting, match=rf"^{name} is not usable: write .+\.$") as told:
        Settings.from_environment({name: word})
    assert "\n" not in str(told.value)


def test_a_bad_key_is_named_and_never_shown(tmp_path: Path) -> None:
    settings = Settings.for_tests(tmp_path, RIMANAKUY_MASTER_KEY="c0ffee")
    with pytest.raises(BadSetting, match="64 hexadecimal digits") as told:
        settings.master_key()
    assert "c0ffee" not in str(told.value)


def test_keys_and_passwords_are_not_in_the_words_of_the_settings(tmp_path: Path) -> None:
    settings = Settings.for_tests(
        tmp_path,
        DATABASE_URL="postgresql+psycopg://u:hidden@h/d",
        RIMANAKUY_MAIL_URL="smtp://u:hidden@h",
        BASIN_TOKEN="hidden",
    )
    assert "hidden" not in repr(settings)
    assert "1111" not in repr(settings)


def test_a_key_file_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "master.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read_or_make_key(file), range(8)))
    assert len(keys) == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [found.name for found in file.parent.iterdir()] == ["master.key"]


def test_an_unwritable_key_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file where a folder is wanted")
    settings = Settings.from_environment({"DATA_DIR": str(tmp_path)})
    with pytest.raises(BadSetting, match="give its folder to the user"):
        settings.secret_key()


@pytest.mark.parametrize(
    ("said", "secure"),
    [
        ({}, False),
        ({"HOST": "::1"}, False),
        ({"RIMANAKUY_PUBLIC_URL": "https://quejas.example.org"}, True),
        ({"HOST": "0.0.0.0"}, True),
        ({"HOST": "0.0.0.0", "RIMANAKUY_SECURE_COOKIES": "no"}, False),
        ({"RIMANAKUY_SECURE_COOKIES": "yes"}, True),
    ],
)
def test_cookies_need_https_except_on_this_very_machine(said: dict[str, str], secure: bool) -> None:
    assert Settings.from_environment(said).secure_cookies is secure


def test_a_child_process_gets_the_same_settings(tmp_path: Path) -> None:
    settings = Settings.for_tests(tmp_path, RIMANAKUY_DEMO="yes", PORT="8110")
    assert Settings.from_environment(settings.environment()) == settings


def test_every_setting_is_a_field_and_every_field_a_setting() -> None:
    assert [setting.field for setting in TABLE] == list(Settings.__dataclass_fields__)


def test_every_setting_changes_something() -> None:
    """One that is only read from the environment promises what nobody does."""
    product = [ROOT / "app.py", *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))]
    read = {
        node.attr
        for file in product
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute)
    }
    assert [setting.name for setting in TABLE if setting.field not in read] == []


def test_the_guide_lists_exactly_these_settings() -> None:
    assert GUIDE.read_text() == guide()
