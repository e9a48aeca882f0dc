"""The words that people read about an attendance sheet that they bring."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from meetings.attendance_sheets.problems import NotPerson, Problem
from meetings.attendance_sheets.values import (
    About,
    Likeness,
    Mark,
    QuestionKind,
    Role,
    RowState,
)
from web.locale import _l

COLUMN_ROLE: Mapping[StrEnum, Any] = {
    Role.NUMBER: _l("Número de orden"),
    Role.NAME: _l("Nombre completo"),
    Role.SURNAMES: _l("Apellidos, o el primer apellido"),
    Role.SECOND_SURNAME: _l("Segundo apellido"),
    Role.GIVEN_NAMES: _l("Nombres"),
    Role.ORGANIZATION: _l("Organización o institución"),
    Role.GROUP: _l("Grupo"),
    Role.POSITION: _l("Cargo"),
    Role.COMMUNITY: _l("Comunidad o lugar"),
    Role.SEX: _l("Sexo"),
    Role.AGE: _l("Edad"),
    Role.AGE_BAND: _l("Grupo de edad"),
    Role.BIRTH_DATE: _l("Fecha de nacimiento (solo para el grupo de edad)"),
    Role.DOCUMENT: _l("Documento de identidad"),
    Role.PHONE: _l("Teléfono"),
    Role.LANGUAGE: _l("Primera lengua"),
    Role.SIGNED: _l("Firma o huella"),
    Role.OBSERVATIONS: _l("Observaciones"),
    Role.PRESENT: _l("Si asistió"),
    Role.DAY: _l("Si asistió ese día o a esa sesión"),
    Role.DATE: _l("Fecha en que asistió"),
    Role.ARRIVED: _l("Hora de llegada"),
    Role.LEFT: _l("Hora de salida"),
    Role.UNUSED: _l("No usar esta columna"),
}

MARK: Mapping[StrEnum, Any] = {
    Mark.PRESENT: _l("Asistió"),
    Mark.LATE: _l("Llegó tarde"),
    Mark.ABSENT: _l("Faltó"),
    Mark.EXCUSED: _l("Faltó con permiso"),
    Mark.UNKNOWN: _l("Por aclarar"),
}

ROW_STATE: Mapping[StrEnum, Any] = {
    RowState.NEW: _l("Nueva"),
    RowState.CHANGED: _l("Cambia"),
    RowState.WARNING: _l("Para mirar"),
    RowState.ERROR: _l("No entra"),
    RowState.SAME: _l("Ya está"),
    RowState.NOT_PERSON: _l("No es una persona"),
}

ABOUT: Mapping[StrEnum, Any] = {
    About.TITLE: _l("Título"),
    About.PLACE: _l("Lugar"),
    About.DATE: _l("Fecha"),
    About.HOUR: _l("Hora"),
    About.ORGANIZER: _l("Quien organiza"),
    About.OTHER: _l("Otro dato"),
}

LIKENESS: Mapping[StrEnum, Any] = {
    Likeness.SAME_NAME: _l("Tienen el mismo nombre, aunque esté en otro orden."),
    Likeness.SAME_DOCUMENT: _l("Tienen el mismo documento."),
    Likeness.SIMILAR_NAME: _l("Sus nombres se parecen mucho. Pueden ser dos personas."),
    Likeness.OTHER_DAY: _l("Es el mismo nombre en otra hoja o en otro día."),
    Likeness.CONFLICT: _l("Tienen el mismo documento y nombres distintos."),
}

QUESTION: Mapping[StrEnum, Any] = {
    QuestionKind.MARK: _l("¿Qué quiere decir esta marca en la lista?"),
    QuestionKind.SEX_M: _l("En esta lista, ¿la letra M quiere decir mujer o masculino?"),
}

NOT_PERSON: Mapping[StrEnum, Any] = {
    NotPerson.NUMBER_ONLY: _l("Solo tiene el número de orden."),
    NotPerson.NOTE: _l("Es una nota."),
    NotPerson.REPEATED_HEAD: _l("Repite los títulos de las columnas."),
    NotPerson.SECTION: _l("Es un subtítulo."),
    NotPerson.TOTAL: _l("Es una suma."),
}

SHEET_PROBLEMS: Mapping[StrEnum, Any] = {
    Problem.AGE_UNREADABLE: _l("No entendemos la edad. Queda sin decir."),
    Problem.CELL_WITHOUT_VALUE: _l("La celda tiene una fórmula sin resultado o con error."),
    Problem.COLUMN_READ_TWICE: _l("Otra columna ya dice lo mismo. Esta no se usa."),
    Problem.DATE_IMPOSSIBLE: _l("Esa fecha no existe."),
    Problem.DATE_UNREADABLE: _l("No entendemos la fecha. Queda sin decir."),
    Problem.DOCUMENT_CONFLICT: _l("El mismo documento está con otro nombre."),
    Problem.DOCUMENT_IN_NAME: _l("El documento estaba junto al nombre. Lo separamos."),
    Problem.DOCUMENT_NOT_DNI: _l("No tiene los 8 números de un DNI. Entra como otro documento."),
    Problem.DOCUMENT_PADDED: _l("Al DNI le faltaban ceros al comienzo. Los pusimos."),
    Problem.HEAD_NOT_FOUND: _l("No encontramos los títulos de las columnas."),
    Problem.HOUR_UNREADABLE: _l("No entendemos la hora. Queda sin decir."),
    Problem.IMPORTED_BEFORE: _l("Esta lista ya se importó. No cambia nada."),
    Problem.LANGUAGE_UNKNOWN: _l("No conocemos esa lengua. Entra como otra."),
    Problem.MARK_UNKNOWN: _l("No sabemos qué quiere decir la marca."),
    Problem.NAME_COLUMN_MISSING: _l("Falta decir en qué columna están los nombres."),
    Problem.NAME_MISSING: _l("La fila no tiene nombre."),
    Problem.NOT_SIGNED: _l("No firmó, y otras personas de la lista sí."),
    Problem.PHONE_UNUSUAL: _l("El teléfono no parece completo."),
    Problem.SAME_NAME_OTHER_DOCUMENT: _l(
        "Otra fila tiene el mismo nombre y otro documento: son dos personas."
    ),
    Problem.SEX_UNKNOWN: _l("No entendemos lo que dice en sexo. Queda sin decir."),
    Problem.TEXT_MENDED: _l("El texto tenía letras dañadas. Las corregimos: revíselas."),
    Problem.TOO_MANY_TO_COMPARE: _l(
        "La lista es muy larga: solo comparamos nombres iguales, no los parecidos."
    ),
}
