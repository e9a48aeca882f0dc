"""Sentences are gathered whole, checked hard, and go to reviewers and back unharmed."""

import csv
import io
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polib
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from web.catalogues import gathering, glossary, orthography, settled, sheets
from web.catalogues.cli import words as flask_words
from web.catalogues.commands import words
from web.catalogues.gates import faults, standings, text_faults
from web.catalogues.parts import Part, part_of
from web.catalogues.reviews import Review, mark, state_of

DAY = date(2026, 11, 21)


def entry(msgid: str, msgstr: str = "", file: str = "templates/home.html") -> polib.POEntry:
    flags = ["python-format"] if "%(" in msgid else []
    return polib.POEntry(
        msgid=msgid, msgstr=msgstr, occurrences=[(file, "")], flags=flags, tcomment="sin revisar"
    )


def plural(one: str, many: str, *texts: str) -> polib.POEntry:
    return polib.POEntry(
        msgid=one,
        msgid_plural=many,
        msgstr_plural=dict(enumerate(texts)),
        flags=["python-format"],
        tcomment="sin revisar",
    )


def book(*entries: polib.POEntry) -> polib.POFile:
    catalogue = polib.POFile()
    catalogue.extend(entries)
    return catalogue


def find(catalogue: polib.POFile, msgid: str) -> polib.POEntry:
    return next(found for found in catalogue if found.msgid == msgid)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "templates" / "home.html").write_text('{{ _("Hola") }} {{ _("Chau") }}')
    (tmp_path / "views.py").write_text(
        '# Para traducir: en un botón\n_l("Enviar")\nngettext("%(n)s día", "%(n)s días", n)\n'
    )
    (tmp_path / "tests" / "test_x.py").write_text('_("no es para la gente")')
    return tmp_path


def test_sentences_come_from_templates_and_code_but_not_from_tests(sources: Path) -> None:
    template = gathering.gather(sources)
    assert [found.msgid for found in template] == ["Chau", "Hola", "%(n)s día", "Enviar"]
    assert find(template, "Enviar").comment == "en un botón"
    assert find(template, "%(n)s día").msgid_plural == "%(n)s días"


def test_a_changed_sentence_begins_anew_and_is_never_guessed(sources: Path) -> None:
    folder = sources / "translations"
    gathering.update(folder, sources)
    quechua = gathering.catalogue("qu", folder)
    find(quechua, "Hola").msgstr = "Napaykuyki"
    quechua.save()
    (sources / "templates" / "home.html").write_text('{{ _("Hola.") }}')
    assert gathering.stale(folder, sources) == ["Chau", "Hola", "Hola."]
    gathering.update(folder, sources)
    assert find(gathering.catalogue("qu", folder), "Hola.").msgstr == ""
    assert gathering.catalogue("qu", folder).find("Hola") is None
    assert gathering.stale(folder, sources) == []


def test_what_is_translated_counts_as_not_reviewed_until_somebody_did(sources: Path) -> None:
    folder = sources / "translations"
    gathering.update(folder, sources)
    quechua = gathering.catalogue("qu", folder)
    find(quechua, "Hola").msgstr = "Napaykuyki"
    quechua.save()
    gathering.update(folder, sources)
    assert find(gathering.catalogue("qu", folder), "Hola").tcomment == "sin revisar"


def test_the_program_loads_what_was_compiled(sources: Path) -> None:
    folder = sources / "translations"
    gathering.update(folder, sources)
    quechua = gathering.catalogue("qu", folder)
    find(quechua, "Hola").msgstr = "Napaykuyki"
    quechua.save()
    gathering.compile_all(folder)
    compiled = polib.mofile(str(gathering.catalogue_path("qu", folder).with_suffix(".mo")))
    assert [found.msgstr for found in compiled] == ["Napaykuyki"]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (entry("Hola"), "falta la traducción"),
        (entry("Hola %(name)s", "Napaykuyki"), "espacios"),
        (entry("Hola %(name)s", "%(name)s: 5 % napaykuyki"), "% suelto"),
        (entry("88 % a tiempo", "88 % pachanpi"), "% suelto"),
        (entry("<b>Hola</b>", "Napaykuyki"), "espacios"),
        (entry("Hola", "Napaykuyki "), "espacio al"),
        (entry("Hola", "Ñoqa"), "ortografía: Ñoqa"),
        (entry("Hola", "llamk’ay"), "apóstrofo"),
        (entry("Hola", "5 runakuna"), "-kuna"),
        (entry("Hola %(name)s", "%(name)s-manta"), "sufijo"),
        (plural("%(n)s día", "%(n)s días", "%(n)s p'unchaw", ""), "falta la traducción"),
        (plural("%(n)s día", "%(n)s días", "%(n)s p'unchaw", "p'unchaw"), "espacios"),
    ],
)
def test_each_gate_closes(broken: polib.POEntry, why: str) -> None:
    assert [fault for fault in faults("qu", book(broken)) if why in fault.what]


def test_a_guess_and_an_unmarked_translation_may_not_ship() -> None:
    guess = entry("Hola", "Napaykuyki")
    guess.flags.append("fuzzy")
    unmarked = entry("Chau", "Tinkunanchiskama")
    unmarked.tcomment = ""
    assert [fault.what for fault in faults("qu", book(guess, unmarked))] == [
        "falta la traducción",
        "falta el estado de revisión",
    ]


def test_a_good_translation_passes() -> None:
    good = book(
        entry("Hola %(name)s", "%(name)s: napaykuyki"),
        plural("%(n)s día", "%(n)s días", "%(n)s p'unchaw", "%(n)s p'unchaw"),
    )
    assert list(faults("qu", good)) == []


def test_staff_sentences_may_wait_for_quechua_but_not_for_english() -> None:
    waiting = book(entry("Bandeja", file="templates/desk/queue.html"))
    assert list(faults("qu", waiting)) == []
    assert [fault.what for fault in faults("en", waiting)] == ["falta la traducción"]


def test_a_sentence_is_public_as_soon_as_one_public_page_shows_it() -> None:
    both = entry("Enviar", file="templates/desk/queue.html")
    assert part_of(both) is Part.staff
    both.occurrences.append(("templates/home.html", ""))
    assert part_of(both) is Part.public
    assert part_of(entry("x", file="templates/brand-new.html")) is Part.public


@pytest.mark.parametrize(
    "word", ["empresakunata", "Chumbivilcas", "minamanta", "Quejakuyniyki", "arí"]
)
def test_loans_and_names_keep_their_spelling(word: str) -> None:
    assert orthography.misspelt(word) == []


@pytest.mark.parametrize("code", ["P-ACWCUK", "C-7K2M9Q", "RO07LE"])
def test_a_code_is_no_word_and_takes_no_suffix(code: str) -> None:
    assert orthography.breaches(f"Kay mesa: {code}.") == []


@pytest.mark.parametrize("text", ["P-ACWCUKmanta", "P-ACWCUK-manta", "C-7K2M9Q-pi"])
def test_a_suffix_on_a_code_is_noticed(text: str) -> None:
    assert "sufijo pegado a un nombre" in orthography.breaches(text)


@pytest.mark.parametrize(
    "word", ["noqa", "qoya", "wasijta", "cancha", "llaqtacuna", "quechua", "wási"]
)
def test_five_vowels_and_foreign_letters_are_noticed(word: str) -> None:
    assert orthography.misspelt(word) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Sapa qutu riman", "firmanapaq", "Tarjetawan haykuy", "Ima ñawirinanchik", "manam kanchu",
        "Ñawiriychik", "Muyuta wisq'ay", "llank'ana", "Propuestakuna", "Musuq tema",
        "Mana rikukunchu.",
    ],
)  # fmt: skip
def test_a_word_that_was_settled_against_does_not_come_back(text: str) -> None:
    (fault,) = settled.unsettled(text)
    assert "aquí se escribe" in fault
    assert fault in orthography.breaches(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sapa huñu riman", "Huk yuyaychasqata (propuesta) apamuy", "Musuq rimanakuy tema",
        "Manan rikukunchu.", "mana hunikuykuna (objeción) manan chaskikunchu",
        "Mana qamchu karqanki chayqa, ama imatapas ruraychu.", "Imarayku mana hunt'asqachu",
        "¿Mana telefonoyuqchu kanki?", "Mana rikuptiykiqa", "chinkachiptiyrí",
    ],
)  # fmt: skip
def test_the_settled_words_and_their_grammar_may_stand(text: str) -> None:
    assert settled.unsettled(text) == []


def test_the_glossary_offers_the_agreed_words() -> None:
    offered = glossary.hits("¿Qué pasa con las quejas por el agua?")
    assert "queja = quejakuy" in offered
    assert "agua = unu" in offered
    assert glossary.hits("Si no sabe, siga con mis nombres") == ["nombre = suti", "no = mana"]


def test_a_review_is_remembered_with_name_and_day_beside_other_notes() -> None:
    seen = entry("Hola", "Napaykuyki")
    seen.tcomment = "sin revisar\nen Chumbivilcas también: allillanchu"
    assert state_of(seen) == Review()
    mark(seen, Review("Rosa Quispe", DAY))
    assert (
        seen.tcomment == "revisado: Rosa Quispe, 2026-11-21\nen Chumbivilcas también: allillanchu"
    )
    assert state_of(seen) == Review("Rosa Quispe", DAY)


def test_standings_tell_both_parts() -> None:
    done = entry("Hola", "Napaykuyki")
    mark(done, Review("Rosa Quispe", DAY))
    catalogue = book(done, entry("Chau"), entry("Bandeja", file="templates/desk.html"))
    assert [tuple(standing) for standing in standings(catalogue)] == [
        (Part.public, 1, 1, 2),
        (Part.staff, 0, 0, 1),
    ]


def written(kind: sheets.Format, rows: list[sheets.Row]) -> bytes:
    return sheets.as_csv(rows) if kind is sheets.Format.csv else sheets.as_xlsx(rows)


@pytest.mark.parametrize("kind", list(sheets.Format))
def test_a_sheet_comes_back_as_it_went(kind: sheets.Format) -> None:
    rows = list(
        sheets.rows(
            book(
                entry("=1+1", "+51 984"),
                entry('Año\nnuevo; «ñandú», "x"', "musuq\nwata"),
                plural("%(n)s día", "%(n)s días", "%(n)s p'unchaw", "@"),
            )
        )
    )
    assert sheets.read(kind, written(kind, rows)) == rows


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_no_sentence_becomes_a_formula_on_the_way(text: str) -> None:
    row = sheets.Row("k", text, "", "", text, "sin revisar", "")
    content = sheets.as_csv([row])
    (_, cells) = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    assert sheets.read(sheets.Format.csv, content) == [row]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_the_separator_of_a_spanish_spreadsheet_is_understood(separator: str) -> None:
    lines = (sheets.HEADINGS, ("k", "a", "", "", "b", "s", ""))
    content = "\n".join(separator.join(line) for line in lines).encode()
    assert sheets.read(sheets.Format.csv, content) == [sheets.Row("k", "a", "", "", "b", "s", "")]


def test_a_sheet_of_somebody_else_is_refused() -> None:
    with pytest.raises(ValueError, match="títulos"):
        sheets.read(sheets.Format.csv, b"nombre,edad\nRosa,40\n")


def test_a_review_changes_the_text_and_signs_it() -> None:
    catalogue = book(entry("Hola", "Napay"), entry("Chau", "Tinkunanchiskama"))
    hola, chau = sheets.rows(catalogue)
    taken = sheets.take_over(
        catalogue,
        "qu",
        [
            replace(hola, translation="Napaykuyki", state="revisado", reviewer="Rosa Quispe"),
            replace(chau, state="revisado", reviewer="Rosa Quispe"),
        ],
        DAY,
    )
    assert taken == (1, 2, [])
    assert catalogue[0].msgstr == "Napaykuyki"
    assert all(state_of(found) == Review("Rosa Quispe", DAY) for found in catalogue)


def test_a_change_without_signature_takes_the_review_away() -> None:
    catalogue = book(entry("Hola", "Napay"))
    mark(catalogue[0], Review("Rosa Quispe", DAY))
    row = replace(next(sheets.rows(catalogue)), translation="Napaykuyki", state="sin revisar")
    assert sheets.take_over(catalogue, "qu", [row], DAY) == (1, 0, [])
    assert state_of(catalogue[0]) == Review()


def test_the_same_sheet_twice_changes_nothing_the_second_time() -> None:
    catalogue = book(entry("Hola", "Napay"))
    row = replace(
        next(sheets.rows(catalogue)), translation="Napaykuyki", state="revisado", reviewer="Rosa"
    )
    sheets.take_over(catalogue, "qu", [row], DAY)
    assert sheets.take_over(catalogue, "qu", [row], date(2026, 12, 1)) == (0, 0, [])
    assert state_of(catalogue[0]) == Review("Rosa", DAY)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"translation": "Napaykuyki"}, "espacios"),
        ({"translation": "%(name)s: noqa"}, "ortografía"),
        ({"source": "Hola, %(name)s!"}, "modificado"),
        ({"key": "0"}, "cambió"),
        ({"state": "bien"}, "estado"),
        ({"state": "revisado"}, "nombre"),
    ],
)
def test_a_row_that_would_break_a_page_is_refused(cells: dict[str, Any], why: str) -> None:
    catalogue = book(entry("Hola %(name)s", "%(name)s: napay"))
    row = replace(next(sheets.rows(catalogue)), **cells)
    taken = sheets.take_over(catalogue, "qu", [row], DAY)
    assert (taken.changed, taken.reviewed) == (0, 0)
    assert taken.refused[0].number == 2
    assert why in taken.refused[0].why
    assert catalogue[0].msgstr == "%(name)s: napay"


def test_the_commands_export_and_take_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = tmp_path / "qu" / "LC_MESSAGES" / "messages.po"
    saved.parent.mkdir(parents=True)
    book(entry("Hola", "Napay")).save(str(saved))
    monkeypatch.setattr(gathering, "catalogue_path", lambda *_: saved)
    sheet = tmp_path / "out.xlsx"
    exported = CliRunner().invoke(words, ["export", "--part", "public", str(sheet)])
    assert exported.output == f"{sheet}: 1 rows\n"
    taken = CliRunner().invoke(words, ["import", str(sheet)])
    assert (taken.exit_code, taken.output) == (0, "0 changed, 0 reviewed, 0 refused\n")


def test_faults_of_english_do_not_follow_quechua_spelling() -> None:
    assert text_faults("en", entry("Hola"), "Hello, five vowels") == []


def test_flask_offers_the_commands_without_loading_them() -> None:
    loaded = "import sys, web.locale; print('xlsxwriter' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert said.stdout == "False\n"
    listed = CliRunner().invoke(flask_words, ["--help"]).output
    assert all(name in listed for name in ("check", "compile", "export", "import", "update"))
