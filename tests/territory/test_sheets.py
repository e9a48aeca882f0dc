"""A list of places is read as people write it, and every fault is named with its row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory.places import Level, departments, local_code, whole_code
from territory.places.sheets import (
    LONGEST_NAME,
    MOST_ROWS,
    NotText,
    Problem,
    Row,
    faults_among,
    read,
    text_of,
    write,
)

HEAD = "code,name,parent,level,name_qu\n"
BOLIVIA = {one.code: Level.DEPARTMENT for one in departments("BO")}


def problems(rows: str, country: str = "BO") -> list[tuple[int, Problem]]:
    sheet = read(country, HEAD + rows)
    found = [*sheet.faults, *faults_among(country, sheet.rows, BOLIVIA)]
    return [(fault.line, fault.problem) for fault in found]


def test_codes_are_whole_inside_and_local_outside() -> None:
    assert whole_code("PE", "0807") == "PE-UBI-0807"
    assert whole_code("PE", "PE-UBI-0807") == "PE-UBI-0807"
    assert local_code("PE-UBI-080701") == "080701"
    assert local_code("PE-CUS") == "PE-CUS"


@pytest.mark.parametrize(
    "text",
    [
        "code,name,parent,level\n0201,Ñuflo de Chávez,BO-L,province\n",
        "code;name;parent;level\r\n0201;Ñuflo de Chávez;L;2\r\n",
        "Código\tNombre\tSuperior\tNivel\n0201\tÑuflo de Chávez\tLa Paz\tProvincia\n",
        'Nivel,"Código superior",NOMBRE,codigo,nada\nPROVINCIA,la paz,  Ñuflo  de Chávez ,0201,x\n',
        "\n".join(["code,name,parent,level", ",,,", "BO-INE-0201,Ñuflo de Chávez,bo-l,province"]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_sheet_is_read_however_it_was_saved(text: str, encoding: str) -> None:
    sheet = read("BO", text_of(text.encode(encoding)))
    assert sheet.faults == []
    assert [(row.code, row.name, row.parent, row.level) for row in sheet.rows] == [
        ("BO-INE-0201", "Ñuflo de Chávez", "BO-L", Level.PROVINCE)
    ]


@pytest.mark.parametrize("raw", [b"PK\x03\x04xlsx", b"\xd0\xcf\x11\xe0xls", b"%PDF-1", b"a\x00b",
                                 b"\xff\xfe\x00"])  # fmt: skip
def test_what_is_no_text_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(NotText):
        text_of(raw)


@pytest.mark.parametrize(
    ("rows", "line", "problem"),
    [
        ("0201,Murillo,BO-L,municipality\n", 2, Problem.LEVEL),
        ("0201,Murillo,BO-L,department\n", 2, Problem.LEVEL),
        ("0201,Murillo,BO-L,\n", 2, Problem.LEVEL),
        (",Murillo,BO-L,province\n", 2, Problem.CODE),
        ("02 01,Murillo,BO-L,province\n", 2, Problem.CODE),
        ("PE-UBI-0201,Murillo,BO-L,province\n", 2, Problem.CODE),
        (f"{'1' * 17},Murillo,BO-L,province\n", 2, Problem.CODE),
        ("0201,,BO-L,province\n", 2, Problem.NAME_MISSING),
        ("0201,---,BO-L,province\n", 2, Problem.NAME_MISSING),
        (f"0201,{'x' * (LONGEST_NAME + 1)},BO-L,province\n", 2, Problem.NAME_LONG),
        ("0201,=1+1,BO-L,province\n", 2, Problem.FORMULA),
        ("0201,'=1+1,BO-L,province\n", 2, Problem.FORMULA),
        ("0201,@x,BO-L,province\n", 2, Problem.FORMULA),
        ('0201,Murillo,BO-L,province,"=HYPERLINK(""x"")"\n', 2, Problem.FORMULA),
        ("0201,Murillo,BO-X,province\n", 2, Problem.PARENT),
        ("0201,Murillo,BO-L,province\n0201,Otra,BO-L,province\n", 3, Problem.TWICE),
        ("020101,La Paz,0201,district\n", 2, Problem.PARENT),
        ("0201,Murillo,BO-L,province\n020101,La Paz,201,district\n", 3, Problem.PARENT_ZERO),
        ("0201,Murillo,BO-L,province\n020101,La Paz,BO-L,district\n", 3, Problem.PARENT),
        ("0201,Murillo,BO-L,province\n02,Ayllu,0201,community\n03,X,02,community\n", 4,
         Problem.PARENT_LEVEL),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_row(rows: str, line: int, problem: Problem) -> None:
    assert problems(rows) == [(line, problem)]


def test_a_circle_cannot_be_written() -> None:
    assert problems("1,Uno,2,district\n2,Dos,1,district\n") == [
        (2, Problem.PARENT_LEVEL), (3, Problem.PARENT_LEVEL),
    ]  # fmt: skip
    assert problems("1,Uno,1,community\n") == [(2, Problem.PARENT_LEVEL)]


@pytest.mark.parametrize("text", ["", "code,name\n1,x\n", "0201,Murillo,BO-L,province\n", "\n\n"])
def test_a_sheet_without_headings_is_refused(text: str) -> None:
    assert [fault.problem for fault in read("BO", text).faults] == [Problem.HEADINGS]


def test_a_sheet_without_rows_is_refused() -> None:
    assert problems("") == [(0, Problem.EMPTY)]


def test_a_broken_quotation_is_refused_and_never_loops() -> None:
    endless = HEAD + '0201,"' + "x" * 200_000
    assert [fault.problem for fault in read("BO", endless).faults] == [Problem.NOT_TEXT]


def test_a_hundred_thousand_rows_are_read_and_one_more_is_refused() -> None:
    rows = [f"{number:06},Ayllu {number},0201,community" for number in range(MOST_ROWS)]
    sheet = read("BO", HEAD + "\n".join(rows))
    assert (len(sheet.rows), sheet.faults) == (MOST_ROWS, [])
    more = read("BO", HEAD + "\n".join([*rows, "x,X,0201,community"]))
    assert (more.rows, [fault.problem for fault in more.faults]) == ([], [Problem.TOO_MANY])


NAMES = st.text("ABCabcñáü' -.,;\"", min_size=1, max_size=30).map(
    lambda text: " ".join(f"A{text}".split())
)


@given(st.lists(NAMES, min_size=1, max_size=8), st.booleans())
def test_what_is_written_is_read_again(names: list[str], quechua: bool) -> None:
    rows = [
        Row(number, f"BO-INE-{number}", name, "BO-L", Level.PROVINCE, name if quechua else "")
        for number, name in enumerate(names, 2)
    ]
    assert read("BO", write(rows)).rows == rows
