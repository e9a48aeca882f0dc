"""Everything that an installation may set, read once from the environment.

One table declares each setting: its name, its default, what it means and how its words are read.
`docs/guide/settings.md` is printed from the same table (`python -m web.settings`) and tested equal.
"""

import ipaddress
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from click import ClickException

from web.keys import KeyProblem, read_key, read_or_make_key
from web.master_key import MasterKeyFile

KeyT = TypeVar("KeyT")
ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "guide" / "settings.md"
MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory; what lies there has no name


class BadSetting(ClickException, ValueError):  # noqa: N818 - names what is wrong
    """A setting cannot be used. The text is one sentence that says what to do about it.

    A command that meets it shows that sentence and ends.
    """


@dataclass(frozen=True)
class Setting:
    """One line of the table. A default may quote an earlier setting as `{DATA_DIR}`."""

    name: str
    field: str
    default: str
    meaning: str
    read: Callable[[str], Any]


def _words(text: str) -> str:
    return text


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _folder_or_unsaid(text: str) -> Path | None:
    return None if text.lower() in {"", "auto"} else _folder(text)


def _yes(text: str) -> bool:
    known = {"1": True, "yes": True, "on": True, "true": True}
    known |= {"0": False, "no": False, "off": False, "false": False, "": False}
    if text.lower() not in known:
        raise ValueError("write yes or no")
    return known[text.lower()]


def _yes_or_unsaid(text: str) -> bool | None:
    return None if text.lower() in {"", "auto"} else _yes(text)


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"write a whole number from {least} to {most}")
        return int(text)

    return read


def _database_url(text: str) -> str:
    scheme, _, rest = text.partition("://")
    if scheme == "sqlite" and rest:
        return text
    if scheme not in {"postgres", "postgresql", "postgresql+psycopg"} or not rest:
        raise ValueError(
            "write sqlite:////path/to/file or postgresql+psycopg://user:password@host/name"
        )
    return f"postgresql+psycopg://{rest}"


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("write an address such as https://quejas.example.org")
    return text.rstrip("/")


def _mail_url(text: str) -> str:
    if text and (urlsplit(text).scheme not in {"smtp", "smtps"} or not urlsplit(text).hostname):
        raise ValueError("write smtp://user:password@host:587, or smtps:// for TLS from the start")
    return text


def _service_address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("write an address such as https://modelo.example.org/cuenca")
    return text


def _mail_address(text: str) -> str:
    before, _, after = text.rpartition("@")
    if not before or not after or any(sign.isspace() or sign in "<>,;" for sign in text):
        raise ValueError("write one plain address such as quejas@example.org")
    return text


def _log_level(text: str) -> str:
    if text.upper() not in logging.getLevelNamesMapping():
        raise ValueError("write debug, info, warning or error")
    return text.upper()


TABLE: tuple[Setting, ...] = (
    Setting("HOST", "host", "127.0.0.1", "The address that the server listens on.", _words),
    Setting(
        "PORT", "port", "8000", "The port that the server listens on.", _number(1, 65_535)
    ),
    Setting(
        "DATA_DIR", "data_dir", "{CODE}/var",
        "The folder for the SQLite file, the keys and everything else that must be kept.", _folder,
    ),
    Setting(
        "DATABASE_URL", "database_url", "sqlite:///{DATA_DIR}/rimanakuy.sqlite",
        "The database: SQLite, or PostgreSQL 15 or newer as `postgresql+psycopg://…`.",
        _database_url,
    ),
    Setting(
        "RIMANAKUY_PUBLIC_URL", "public_url", "http://{HOST}:{PORT}",
        "The address under which people reach the platform; mails link to it.", _web_address,
    ),
    Setting(
        "RIMANAKUY_MASTER_KEY", "master_key_words", "",
        "The key that opens all sealed words: 64 hexadecimal digits. Empty: read from the file.",
        _words,
    ),
    Setting(
        "RIMANAKUY_MASTER_KEY_FILE", "master_key_file", "{DATA_DIR}/keys/master.key",
        "The file of that key. Made for an empty database only; without it nothing sealed can be "
        "read again, so keep a copy away from the database.", _folder,
    ),
    Setting(
        "RIMANAKUY_MASTER_KEY_NEXT", "next_master_key_words", "",
        "The key that `flask vault rotate-master` changes to: 64 hexadecimal digits. Empty: a file "
        "is made beside the other one. Needed where that one is not ours to write.", _words,
    ),
    Setting(
        "RIMANAKUY_SECRET_KEY", "secret_key_words", "",
        "The key that signs cookies and forms: 64 hexadecimal digits. Empty: read from the file.",
        _words,
    ),
    Setting(
        "RIMANAKUY_SECRET_KEY_FILE", "secret_key_file", "{DATA_DIR}/keys/secret.key",
        "The file of that key. Made at the first start; losing it only ends all sessions.",
        _folder,
    ),
    Setting(
        "RIMANAKUY_DEMO", "demo", "no",
        "Fictional data: shows demonstration notices and the outbox page; no mail leaves.", _yes,
    ),
    Setting(
        "RIMANAKUY_MAIL_URL", "mail_url", "",
        "The mail server: `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`. Empty: "
        "mails wait in the outbox and are not sent.", _mail_url,
    ),
    Setting(
        "RIMANAKUY_MAIL_FROM", "mail_from", "rimanakuy@localhost",
        "The sender of every mail.", _mail_address,
    ),
    Setting(
        "RIMANAKUY_SECURE_COOKIES", "secure_cookies_said", "auto",
        "Whether cookies travel by https only. auto: yes, unless the platform is reached by plain "
        "http on this very machine.", _yes_or_unsaid,
    ),
    Setting(
        "RIMANAKUY_TRUSTED_PROXIES", "trusted_proxies", "0",
        "How many reverse proxies stand in front; that many `X-Forwarded-*` steps are believed.",
        _number(0, 5),
    ),
    Setting(
        "RIMANAKUY_STAFF_IDLE_MINUTES", "staff_idle_minutes", "30",
        "A staff session without a request for so long must sign in again.", _number(1, 1440),
    ),
    Setting(
        "RIMANAKUY_EXIT_ADDRESS", "exit_address", "https://www.google.com/",
        "Where the button to leave at once leads: a page that anybody may have open.",
        _web_address,
    ),
    Setting(
        "RIMANAKUY_THREADS", "threads", "12",
        "Threads that answer requests. What arrives slowly occupies none of them.", _number(1, 64),
    ),
    Setting(
        "RIMANAKUY_WORKERS", "workers", "4",
        "Jobs (mails, clocks, papers) that the worker does at the same time.", _number(1, 32),
    ),
    Setting(
        "RIMANAKUY_MAX_BODY_KB", "max_body_kb", "4096",
        "The largest request that is read, in kilobytes.", _number(64, 1_048_576),
    ),
    Setting(
        "RIMANAKUY_MAX_FILE_MB", "max_file_mb", "60",
        "The largest file that people can send, in megabytes. Whatever it says, a picture has at "
        "most 20, a PDF 25, a recording 40, a video 60.", _number(1, 60),
    ),
    Setting(
        "RIMANAKUY_TEMP_DIR", "temp_dir_said", "auto",
        "Where a request lies while it arrives: a folder in memory, so that no disk ever holds it "
        "in the open. auto: `/dev/shm` where there is one.", _folder_or_unsaid,
    ),
    Setting(
        "BASIN_URL", "basin_url", "",
        "The basin-model service: an `https://` address without user, query or fragment. Empty: "
        "there is none, and what is stored stays readable. See the guide for providers.",
        _service_address,
    ),
    Setting(
        "BASIN_TOKEN", "basin_token", "",
        "The bearer token that the service asks for. Empty: none is sent.", _words,
    ),
    Setting(
        "BASIN_ALLOW_LOOPBACK", "basin_allow_loopback", "no",
        "Whether the service may lie on this very machine, and then also under plain `http://`.",
        _yes,
    ),
    Setting(
        "BASIN_CA_FILE", "basin_ca_file", "",
        "A file (PEM) of the authorities that vouch for the service. Empty: those that this "
        "system trusts.", _words,
    ),
    Setting(
        "RIMANAKUY_LOG_LEVEL", "log_level", "info",
        "How much the log says: debug, info, warning or error.", _log_level,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What this installation has set."""

    host: str
    port: int
    data_dir: Path
    database_url: str = field(repr=False)
    public_url: str
    master_key_words: str = field(repr=False)
    master_key_file: Path
    next_master_key_words: str = field(repr=False)
    secret_key_words: str = field(repr=False)
    secret_key_file: Path
    demo: bool
    mail_url: str = field(repr=False)
    mail_from: str
    secure_cookies_said: bool | None
    trusted_proxies: int
    staff_idle_minutes: int
    exit_address: str
    threads: int
    workers: int
    max_body_kb: int
    max_file_mb: int
    temp_dir_said: Path | None
    basin_url: str
    basin_token: str = field(repr=False)
    basin_allow_loopback: bool
    basin_ca_file: str
    log_level: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """What the environment says; BadSetting names the first setting that cannot be used."""
        said = os.environ if environment is None else environment
        raw = {"CODE": str(ROOT)}
        values: dict[str, Any] = {}
        for setting in TABLE:
            word = said.get(setting.name, "").strip()
            raw[setting.name] = word or setting.default.format_map(raw)
            values[setting.field] = _value(setting, raw[setting.name])
            if ":" in raw["HOST"] and not raw["HOST"].startswith("["):
                raw["HOST"] = f"[{raw['HOST']}]"  # how an address writes IPv6
        return cls(**values)

    @classmethod
    def for_tests(cls, folder: Path, **said: str) -> "Settings":
        """An installation of its own under `folder`; `said` are settings by their full names."""
        environment = {
            "DATA_DIR": str(folder),
            "RIMANAKUY_MASTER_KEY": "11" * 32,
            "RIMANAKUY_SECRET_KEY": "22" * 32,
        }
        return cls.from_environment(environment | said)

    @property
    def is_loopback(self) -> bool:
        """Whether only this very machine can reach the server."""
        return _is_loopback(self.host)

    @property
    def reached_here_only(self) -> bool:
        """Whether the address that people are told leads nowhere but to this very machine."""
        return _is_loopback(urlsplit(self.public_url).hostname or "")

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies travel by https only."""
        if self.secure_cookies_said is not None:
            return self.secure_cookies_said
        return not (self.is_loopback and self.public_url.startswith("http://"))

    @property
    def temp_dir(self) -> Path:
        """Where a request lies while it arrives."""
        if self.temp_dir_said is not None:
            return self.temp_dir_said
        return MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())

    @property
    def largest_upload(self) -> int:
        """Bytes of the largest request that brings a file: the file, and a form around it."""
        return 1024 * (1024 * self.max_file_mb + self.max_body_kb)

    def master_keys(self) -> MasterKeyFile:
        """Where the keys are that open all sealed words; nothing is read or made yet."""
        for name, words in (
            ("RIMANAKUY_MASTER_KEY", self.master_key_words),
            ("RIMANAKUY_MASTER_KEY_NEXT", self.next_master_key_words),
        ):
            if words:
                _usable(name, partial(read_key, words))
        return MasterKeyFile(
            self.master_key_file, self.master_key_words, self.next_master_key_words
        )

    def master_key(self) -> bytes:
        """The 32 bytes that open all sealed words; their file is made when there is none.

        For an installation that is made here and now: nothing else makes a key unasked.
        """
        keys = self.master_keys()
        _usable("RIMANAKUY_MASTER_KEY", keys.make)
        return keys.held()[-1]

    def secret_key(self) -> bytes:
        """The 32 bytes that sign cookies and forms; their file is made when there is none."""
        return _key("RIMANAKUY_SECRET_KEY", self.secret_key_words, self.secret_key_file)

    def environment(self) -> dict[str, str]:
        """The same settings as words, for a child process."""
        return {setting.name: _as_words(getattr(self, setting.field)) for setting in TABLE}


def _value(setting: Setting, word: str) -> Any:
    try:
        return setting.read(word)
    except ValueError as problem:
        raise BadSetting(f"{setting.name} is not usable: {problem}.") from None


def _key(name: str, words: str, file: Path) -> bytes:
    return _usable(name, lambda: read_key(words) if words else read_or_make_key(file))


def _usable(name: str, read: Callable[[], KeyT]) -> KeyT:
    try:
        return read()
    except KeyProblem as problem:
        raise BadSetting(f"{name} is not usable: {problem}.") from None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _as_words(value: Any) -> str:
    if value is None:
        return "auto"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def guide() -> str:
    """The page of all settings as it stands in the docs."""
    rows = [
        f"| `{setting.name}` | {_shown_default(setting)} | {setting.meaning} |" for setting in TABLE
    ]
    return "\n".join([*GUIDE_HEAD, *rows, ""])


def _shown_default(setting: Setting) -> str:
    return f"`{setting.default}`" if setting.default else "empty"


GUIDE_HEAD = (
    "# Settings",
    "",
    "All settings come from the environment. An empty one counts as not set. This page is printed",
    "from the table in `web/settings.py` by `python -m web.settings`; a test keeps the two equal.",
    "`flask doctor` tells what is missing or unsafe in an installation. `{CODE}` is the folder of",
    "the code; other braces quote the setting of that name.",
    "",
    "| name | default | meaning |",
    "|---|---|---|",
)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if GUIDE.read_text() == guide() else "docs/guide/settings.md is not up to date.")
    GUIDE.write_text(guide())
