"""From the sources to the catalogues, and from the catalogues to what the program loads."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "translations"
LANGUAGES = ("qu", "en")

_KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "_n": (1, 2), "lazy_gettext": None}
_COMMENTS = ("Para traducir:",)
_WITHOUT_SENTENCES = frozenset(
    {"basin_service", "bench", "docs", "migrations", "requirements", "static", "tests", "var"}
)
_HEADER = {
    "Project-Id-Version": "Rimanakuy",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}


def template_path(folder: Path = FOLDER) -> Path:
    """The file with every sentence and no translation."""
    return folder / "messages.pot"


def catalogue_path(language: str, folder: Path = FOLDER) -> Path:
    """The file with the translations into `language`."""
    return folder / language / "LC_MESSAGES" / "messages.po"


def catalogue(language: str, folder: Path = FOLDER) -> polib.POFile:
    """The translations into `language`; empty when nobody began."""
    path = catalogue_path(language, folder)
    if path.exists():
        return polib.pofile(str(path), encoding="utf-8")
    fresh = polib.POFile()
    fresh.metadata = _HEADER | {
        "Language": language,
        "Plural-Forms": str(get_plural(language).plural_forms),
    }
    return fresh


def gather(root: Path = ROOT) -> polib.POFile:
    """Every sentence of the sources, in the order of the files it stands in."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for file, message, comments, context in _sentences(root):
        found.add(message, locations=[(file, 1)], auto_comments=comments, context=context)
    written = io.BytesIO()
    write_po(written, found, omit_header=True, include_lineno=False)
    template = polib.pofile(written.getvalue().decode())
    template.metadata = dict(_HEADER)
    template.sort(key=lambda entry: ([file for file, _ in entry.occurrences], entry.msgid))
    return template


def _sentences(root: Path) -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    for file, _, message, comments, context in extract_from_dir(
        root, methods, options, _KEYWORDS, _COMMENTS,
        strip_comment_tags=True, directory_filter=_may_hold_sentences,
    ):  # fmt: skip
        yield file, message, comments, context


def _may_hold_sentences(folder: str) -> bool:
    name = Path(folder).name
    return not name.startswith((".", "_")) and name not in _WITHOUT_SENTENCES


def renewed(old: polib.POFile, template: polib.POFile) -> polib.POFile:
    """`old` with exactly the sentences of `template`.

    A sentence whose Spanish changed begins anew: a guess from a similar one would be read as a
    translation. What is translated and says nothing of a review counts as not reviewed.
    """
    old.merge(template)
    place = {entry.msgid_with_context: number for number, entry in enumerate(template)}
    new = polib.POFile(wrapwidth=old.wrapwidth)
    new.metadata = old.metadata
    new.extend(sorted(
        (entry for entry in old if not entry.obsolete),
        key=lambda entry: place[entry.msgid_with_context],
    ))  # fmt: skip
    for entry in new:
        if entry.translated() and not entry.tcomment:
            entry.tcomment = "sin revisar"
    return new


def update(folder: Path = FOLDER, root: Path = ROOT) -> None:
    """Bring the template and every catalogue in step with the sources."""
    template = gather(root)
    folder.mkdir(exist_ok=True)
    template.save(str(template_path(folder)))
    for language in LANGUAGES:
        path = catalogue_path(language, folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        renewed(catalogue(language, folder), template).save(str(path))


def stale(folder: Path = FOLDER, root: Path = ROOT) -> list[str]:
    """The sentences that the sources and the catalogues do not share."""
    template = {entry.msgid_with_context for entry in gather(root)}
    return sorted(
        {
            sentence
            for language in LANGUAGES
            for sentence in template ^ {e.msgid_with_context for e in catalogue(language, folder)}
        }
    )


def compile_all(folder: Path = FOLDER) -> None:
    """Write the binary catalogues that the program loads, where the text is newer."""
    for language in LANGUAGES:
        source = catalogue_path(language, folder)
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            # Several processes may compile at once, and another may be loading.
            fresh = target.with_suffix(f".{os.getpid()}")
            catalogue(language, folder).save_as_mofile(str(fresh))
            fresh.replace(target)
