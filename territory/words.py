"""What people read for countries, levels, origins and faults, and for a place."""

from territory.places import Level, Origin, department_name
from territory.places.sheets import Problem
from web.locale import _l

COUNTRIES = {
    "AR": _l("Argentina"),
    "BO": _l("Bolivia"),
    "CL": _l("Chile"),
    "CO": _l("Colombia"),
    "EC": _l("Ecuador"),
    "PE": _l("Perú"),
}

LEVELS = {
    Level.DEPARTMENT: _l("Departamento"),
    Level.PROVINCE: _l("Provincia"),
    Level.DISTRICT: _l("Distrito"),
    Level.COMMUNITY: _l("Comunidad"),
}

LEVELS_OF_MANY = {
    Level.DEPARTMENT: _l("Departamentos"),
    Level.PROVINCE: _l("Provincias"),
    Level.DISTRICT: _l("Distritos"),
    Level.COMMUNITY: _l("Comunidades"),
}

ITS_OWN_LEVELS = {
    "AR": {
        Level.DEPARTMENT: _l("Provincia"),
        Level.PROVINCE: _l("Departamento"),
        Level.DISTRICT: _l("Localidad"),
    },
    "BO": {Level.DISTRICT: _l("Municipio")},
    "CL": {Level.DEPARTMENT: _l("Región"), Level.DISTRICT: _l("Comuna")},
    "CO": {Level.PROVINCE: _l("Municipio"), Level.DISTRICT: _l("Corregimiento")},
    "EC": {
        Level.DEPARTMENT: _l("Provincia"),
        Level.PROVINCE: _l("Cantón"),
        Level.DISTRICT: _l("Parroquia"),
    },
}
"""Where a country calls a level otherwise than `LEVELS` does."""

ORIGINS = {
    Origin.SHIPPED: _l("Lista oficial incluida"),
    Origin.IMPORTED: _l("Importado"),
    Origin.BY_HAND: _l("Agregado a mano"),
}

PROBLEMS = {
    Problem.CODE: _l("El código falta o tiene otros signos. Use letras y números, hasta 16."),
    Problem.EMPTY: _l("El archivo no tiene lugares."),
    Problem.FORMULA: _l("El nombre empieza como una fórmula. Empiece con una letra o un número."),
    Problem.HEADINGS: _l("Faltan columnas. La primera fila debe decir: code, name, parent, level."),
    Problem.LEVEL: _l("El nivel no existe. Escriba province, district o community."),
    Problem.NAME_LONG: _l("El nombre es demasiado largo: hasta 120 letras."),
    Problem.NAME_MISSING: _l("Falta el nombre."),
    Problem.NOT_TEXT: _l("El archivo no se puede leer. Guárdelo como CSV."),
    Problem.PARENT: _l("El lugar superior no está en el archivo ni en la lista, o se retira."),
    Problem.PARENT_LEVEL: _l("El lugar superior es de un nivel que no corresponde."),
    Problem.PARENT_ZERO: _l(
        "El lugar superior no existe así. Quizá el programa quitó un cero del comienzo."
    ),
    Problem.TOO_MANY: _l("El archivo tiene más de 100 000 filas. Divídalo por niveles."),
    Problem.TWICE: _l("El código está dos veces en el archivo."),
}


def level_word(country: str, level: Level) -> str:
    """How this country calls a level."""
    return str(ITS_OWN_LEVELS.get(country, {}).get(level) or LEVELS[level])


def place_in_full(place: str, department: str, country: str, *between: str) -> str:
    """A place from the narrow to the wide; `department` and `country` are codes or empty.

    `between` are names from the narrow to the wide, such as community, district and province.
    """
    wide = str(COUNTRIES[country]) if country in COUNTRIES else ""
    names = (place, *between, department_name(department) or "", wide)
    return ", ".join(name for name in names if name)
