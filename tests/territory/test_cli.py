"""Places from the command line."""

from pathlib import Path

from flask import Flask

from kernel.database import Database
from territory.queries import standing_in

HEAD = "code,name,parent,level\n"


def test_a_list_is_imported_exported_and_checked(
    app: Flask, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "bolivia.csv"
    file.write_text(HEAD + "0201,Murillo,La Paz,province\n")
    run = app.test_cli_runner()
    checked = run.invoke(args=["territory", "import", str(file), "--country", "BO", "--check"])
    assert checked.output == "Would be: 1 added, 0 changed, 0 retired, 0 as before\n"
    with database.reading() as session:
        assert "BO-INE-0201" not in standing_in(session, "BO")
    done = run.invoke(args=["territory", "import", str(file), "--country", "BO"])
    assert done.output == "Done: 1 added, 0 changed, 0 retired, 0 as before\n"
    exported = run.invoke(args=["territory", "export", "--country", "BO"])
    assert "0201,Murillo,BO-L,province," in exported.output
    assert run.invoke(args=["territory", "sow"]).exit_code == 0
    file.write_text(HEAD + "0202,Omasuyos,La Paz,province\n")
    kept = run.invoke(args=["territory", "import", str(file), "--country", "BO", "--keep-missing"])
    assert kept.output == "Done: 1 added, 0 changed, 0 retired, 0 as before\n"


def test_a_faulty_file_changes_nothing_and_says_where(
    app: Flask, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "bolivia.csv"
    run = app.test_cli_runner()
    file.write_text(HEAD + "0201,Murillo,La Paz,province\n020101,La Paz,0299,district\n")
    failed = run.invoke(args=["territory", "import", str(file), "--country", "BO"])
    assert failed.exit_code == 1
    assert "line 3: parent 0299" in failed.output
    assert "1 faults, nothing was changed" in failed.output
    file.write_bytes(b"PK\x03\x04")
    failed = run.invoke(args=["territory", "import", str(file), "--country", "BO"])
    assert "is not a CSV file" in failed.output
    with database.reading() as session:
        assert "BO-INE-0201" not in standing_in(session, "BO")
