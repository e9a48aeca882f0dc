"""The words that people read while they say what a table of theirs holds."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from basin.mapping.dates import Order
from basin.mapping.finding import ColumnKind, Layout
from basin.mapping.notes import NoteKind, Question
from basin.mapping.numbers import Decimal
from basin.mapping.plans import Twice
from web.locale import _l

DECIMAL: Mapping[StrEnum, Any] = {
    Decimal.POINT: _l("Con punto: 1234.5"),
    Decimal.COMMA: _l("Con coma: 1234,5"),
}

ORDER: Mapping[StrEnum, Any] = {
    Order.DAY_FIRST: _l("Primero el día: 31/01/2026"),
    Order.MONTH_FIRST: _l("Primero el mes: 01/31/2026"),
}

COLUMN: Mapping[StrEnum, Any] = {
    ColumnKind.DATES: _l("Fechas"),
    ColumnKind.NUMBERS: _l("Números"),
    ColumnKind.WORDS: _l("Palabras"),
    ColumnKind.EMPTY: _l("Vacía"),
}

LAYOUT: Mapping[StrEnum, Any] = {
    Layout.WIDE: _l("Una fila por fecha y una columna por serie"),
    Layout.LONG: _l("Una columna dice de qué serie es cada fila"),
    Layout.PARTS: _l("El año, el mes y el día están en columnas separadas"),
    Layout.CALENDAR: _l("Una fila por año y una columna por mes"),
}

TWICE: Mapping[StrEnum, Any] = {
    Twice.FIRST: _l("Vale el primero"),
    Twice.LAST: _l("Vale el último"),
    Twice.NEITHER: _l("No vale ninguno: queda sin dato"),
}

NOTE: Mapping[StrEnum, Any] = {
    NoteKind.SUMMARY_ROW: _l("Es un total o un promedio: no se toma."),
    NoteKind.REPEATED_HEAD: _l("Repite la cabecera: no se toma."),
    NoteKind.REMARK: _l("Es un comentario: no se toma."),
    NoteKind.NOT_A_DATE: _l("No se entiende la fecha: la fila no se toma."),
    NoteKind.DISORDER: _l("La fecha es anterior a la de arriba: se ordena."),
    NoteKind.SAME_TWICE: _l("La fecha se repite con el mismo valor: se toma una vez."),
    NoteKind.DIFFERENT_TWICE: _l("La fecha se repite con otro valor."),
    NoteKind.NOT_A_NUMBER: _l("No es un número: queda sin dato."),
    NoteKind.FORMULA_WITHOUT_VALUE: _l("La fórmula no tiene valor: queda sin dato."),
    NoteKind.IMPLAUSIBLE: _l("El valor no es posible para lo que se mide."),
    NoteKind.FAR_FROM_OTHERS: _l("El valor está muy lejos de los demás: queda como dudoso."),
    NoteKind.PERCENTILES_CROSS: _l("Un percentil bajo está por encima de uno alto."),
    NoteKind.UNKNOWN_FLAG: _l(
        "Nadie dijo qué significa este código de calidad: queda como dudoso."
    ),
    NoteKind.FLAGGED_MISSING: _l("Hay un valor, pero su código dice que falta: queda sin dato."),
    NoteKind.OTHER_UNIT: _l("La tabla nombra otra unidad que la que usted eligió."),
    NoteKind.OTHER_STEP: _l("Las fechas no están a la distancia que usted eligió."),
    NoteKind.SUMMARY_TAKEN: _l("Parece la suma de otras columnas."),
}

QUESTION: Mapping[StrEnum, Any] = {
    Question.DECIMAL: _l(
        "No se sabe si 1.234 es mil doscientos treinta y cuatro o poco más de uno. Diga con qué "
        "signo se escriben los decimales."
    ),
    Question.ORDER: _l(
        "No se sabe si 03/04 es el 3 de abril o el 4 de marzo. Diga qué va primero."
    ),
    Question.DATES: _l("Diga en qué columna están las fechas."),
    Question.DATES_ACROSS: _l(
        "Las fechas están en la cabecera, una por columna. Dé vuelta la tabla en su programa "
        "(copiar, pegado especial, transponer) y súbala otra vez."
    ),
    Question.STEP: _l("Diga cada cuánto tiempo hay un valor."),
    Question.NOTHING_TAKEN: _l("Diga qué mide al menos una de las columnas."),
    Question.UNIT: _l(
        "Elija la unidad de cada serie que se toma: la propia de la variable, o una que sabemos "
        "convertir."
    ),
    Question.OWN_NAME: _l("Escriba el nombre de cada variable que no está en la lista."),
    Question.SCENARIO: _l("Escriba el nombre del escenario de cada serie que se toma."),
    Question.SAME_SERIES: _l(
        "Dos columnas dicen ser la misma serie. Cambie el escenario, la variable o el percentil."
    ),
    Question.TWICE: _l("Hay fechas con dos valores distintos. Diga cuál vale."),
    Question.NO_VALUES: _l(
        "Una de las series no tiene ningún valor. No la tome, o revise cómo se leen los números."
    ),
    Question.IMPLAUSIBLE: _l(
        "Hay valores que no son posibles para esa variable, como un caudal negativo. Revise la "
        "unidad, o corrija el archivo y súbalo otra vez."
    ),
    Question.PERCENTILES_CROSS: _l(
        "Un percentil bajo está por encima de uno alto. Revise qué percentil es cada columna."
    ),
    Question.FLAGS: _l("Diga qué significa cada código de calidad."),
    Question.TOO_LONG: _l(
        "La tabla va de una fecha a otra demasiado lejana, o tiene demasiadas series. Revise los "
        "años, o reparta la tabla en varios archivos."
    ),
    Question.ONE_SERIES: _l("Cada estación se carga aparte: tome una sola columna."),
}  # fmt: skip

STATION_VARIABLE: Mapping[str, Any] = {
    "rain": _l("Lluvia"),
    "water_level": _l("Nivel del agua en la estación"),
}
"""What only stations measure; the others are named where the sentences are."""

UNIT: Mapping[str, Any] = {
    "m3/d": _l("m³ por día"),
    "m3/h": _l("m³ por hora"),
    "m3/s": _l("m³ por segundo"),
    "L/s": _l("litros por segundo (L/s)"),
    "ML/d": _l("millones de litros por día"),
    "m3": _l("m³ (en flujos: el total de cada mes, día o año)"),
    "hm3": _l("hm³, millones de m³ (en flujos: el total de cada mes, día o año)"),
    "m": _l("metros"),
    "cm": _l("centímetros"),
    "mm": _l("milímetros"),
    "m2": _l("m²"),
    "km2": _l("km²"),
    "ha": _l("hectáreas"),
}
