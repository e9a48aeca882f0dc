"""What may be set, read once from the environment."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


class BadSetting(ValueError):  # noqa: N818 - names what is wrong
    """A setting cannot be used; the text says what to do about it."""


@dataclass(frozen=True)
class Settings:
    """How this service runs. An empty token lets everybody in who reaches the address."""

    host: str
    port: int
    folder: Path
    public_url: str
    token: str = field(repr=False)
    running: int
    waiting: int
    run_seconds: int
    run_mb: int
    keep_days: int

    @classmethod
    def from_environment(cls, said: Mapping[str, str] | None = None) -> "Settings":
        """What the environment says; BadSetting names the first that cannot be used."""
        given = os.environ if said is None else said
        host = given.get("BASIN_HOST") or "127.0.0.1"
        port = _number(given, "BASIN_PORT", 5801, most=65_535)
        token = given.get("BASIN_TOKEN", "").strip()
        if not token and not _is_loopback(host):
            raise BadSetting(f"BASIN_HOST {host} is open to others: set BASIN_TOKEN as well.")
        shown = f"[{host}]" if ":" in host else host
        return cls(
            host=host,
            port=port,
            folder=Path(given.get("BASIN_DIR") or ROOT / "var" / "basin").absolute(),
            public_url=(given.get("BASIN_PUBLIC_URL") or f"http://{shown}:{port}").rstrip("/"),
            token=token,
            running=_number(given, "BASIN_RUNNING", 2, most=32),
            waiting=_number(given, "BASIN_QUEUE", 20, most=1_000),
            run_seconds=_number(given, "BASIN_RUN_SECONDS", 300, most=86_400),
            run_mb=_number(given, "BASIN_RUN_MB", 2_048, most=1_000_000),
            keep_days=_number(given, "BASIN_KEEP_DAYS", 30, most=3_650),
        )

    @property
    def names(self) -> set[str]:
        """The host names under which this service may be asked."""
        said = urlsplit(self.public_url).hostname or ""
        return {said, self.host, "localhost", "127.0.0.1", "::1"}


def _number(given: Mapping[str, str], name: str, default: int, most: int) -> int:
    words = given.get(name, "").strip() or str(default)
    if not words.isascii() or not words.isdecimal() or not 1 <= int(words) <= most:
        raise BadSetting(f"{name} is not usable: write a whole number from 1 to {most}.")
    return int(words)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
