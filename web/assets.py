"""Stylesheets and scripts: built once, named by their content, compressed beside, kept for ever.

`python -m web.assets` builds `static/dist` and `static/manifest.json` from `static/src`; both are
committed, so that a host needs neither Node nor this build. `--check` rebuilds and compares.
"""

import gzip
import json
import re
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import brotli
from flask import Flask
from markupsafe import Markup
from whitenoise import WhiteNoise

FOLDER = Path(__file__).resolve().parent.parent / "static"
MANIFEST = FOLDER / "manifest.json"
PREFIX = "/static/"
_HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z]+$")


class AssetsStale(Exception):  # noqa: N818 - a fact about the working tree
    """What is committed in `static/dist` is not what the sources give."""


def init_app(app: Flask) -> None:
    """Serve the built files and let templates name them: `asset("public.css")`."""
    addresses = {name: PREFIX + built for name, built in _manifest().items()}
    app.jinja_env.globals["asset"] = addresses.__getitem__
    app.jinja_env.globals["print_style"] = lambda: Markup(source("print.css"))  # noqa: S704 - ours
    # In the page itself: a request of its own costs a second on a slow line.
    app.jinja_env.globals["icon_data"] = "data:image/svg+xml," + quote(source("icon.svg"), " =:/'")
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=FOLDER / "dist",
        prefix=PREFIX,
        immutable_file_test=lambda _path, url: is_hashed(url),
        allow_all_origins=False,
    )


def is_hashed(url: str) -> bool:
    """Whether the name holds the hash of its content, so that it may be kept for ever."""
    return url.startswith(PREFIX) and bool(_HASHED.search(url))


def source(name: str) -> str:
    """The built text of an asset, for a paper that must carry its style inside."""
    return (FOLDER / "dist" / _manifest()[name]).read_text(encoding="utf-8")


def _manifest() -> dict[str, str]:
    names: dict[str, str] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return names


def made() -> dict[str, tuple[str, bytes]]:
    """Every source by name: the name of what it becomes, and its bytes."""
    built = {}
    for path in sorted((FOLDER / "src").iterdir()):
        content = _built(path)
        digest = sha256(content).hexdigest()[:12]
        built[path.name] = (f"{path.stem}.{digest}{path.suffix}", content)
    return built


def _built(path: Path) -> bytes:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        text = plain_first(_small(text, path.name))
    return text.encode()


def _small(css: str, name: str) -> str:
    import lightningcss  # only the build needs it

    return lightningcss.process_stylesheet(css, filename=name)


_DECLARATION = re.compile(r"(?<=[{;])([a-z-]+):([^;{}]*var\([^;{}]*)(?=[;}])")
_VARIABLE = re.compile(r"var\((--[a-z0-9]+)\)")


def plain_first(css: str) -> str:
    """Before each declaration with `var()`, the same one with its value in the light scheme.

    A phone of 2014 knows no custom properties: it reads the plain value and skips the other.
    """
    values = _light_scheme()

    def both(declaration: re.Match[str]) -> str:
        plain = _VARIABLE.sub(lambda name: values[name[1]], declaration[2])
        return f"{declaration[1]}:{plain};{declaration[0]}"

    return _DECLARATION.sub(both, css)


def _light_scheme() -> dict[str, str]:
    css = (FOLDER / "src" / "public.css").read_text(encoding="utf-8")
    return dict(re.findall(r"(--[a-z0-9]+):\s*([^;]+)", css[: css.index("}")]))


def write() -> None:
    """Build everything; what is no longer made is deleted."""
    dist = FOLDER / "dist"
    dist.mkdir(exist_ok=True)
    for old in dist.iterdir():
        old.unlink()
    built = made()
    for name, content in built.values():
        (dist / name).write_bytes(content)
        (dist / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        (dist / f"{name}.br").write_bytes(brotli.compress(content, quality=11))
    names = {source: name for source, (name, _content) in built.items()}
    MANIFEST.write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")


def check() -> None:
    """AssetsStale unless a fresh build gives exactly what lies in `static/dist`.

    The compressed files are compared by what they unpack to: two zlibs may pack differently.
    """
    built = dict(made().values())
    expected = {name + ending for name in built for ending in ("", ".gz", ".br")}
    dist = FOLDER / "dist"
    present = {path.name for path in dist.iterdir()}
    if present != expected:
        raise AssetsStale(f"run python -m web.assets: {sorted(present ^ expected)}")
    for name, content in built.items():
        unpacked = (
            (dist / name).read_bytes(),
            gzip.decompress((dist / f"{name}.gz").read_bytes()),
            brotli.decompress((dist / f"{name}.br").read_bytes()),
        )
        if any(found != content for found in unpacked):
            raise AssetsStale(f"run python -m web.assets: {name}")


if __name__ == "__main__":
    check() if "--check" in sys.argv else write()
