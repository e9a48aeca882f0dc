"""What the heads of columns mean, in the words that lists of the region use."""

from collections.abc import Mapping

from meetings.attendance_sheets.cells import compared
from meetings.attendance_sheets.values import Role

_ALIASES: Mapping[Role, str] = {
    Role.NUMBER: "n, no, nro, num, número, item, ítem, #, orden, n de orden, nro orden, yupay",
    Role.NAME: (
        "nombre, nombres, nombre completo, nombre y apellido, nombre y apellidos, "
        "nombres y apellidos, apellidos y nombres, apellidos y nombre, apellido y nombre, "
        "apellidos nombres, nombres apellidos, participante, participantes, asistente, asistentes, "
        "persona, nombre del participante, nombre y dni, apellidos nombres y dni, suti, sutin, "
        "sutinku, name, full name"
    ),
    Role.SURNAMES: (
        "apellidos, apellido, apellido paterno, paterno, primer apellido, ap paterno, a paterno, "
        "surname, last name"
    ),
    Role.SECOND_SURNAME: ("apellido materno, materno, segundo apellido, ap materno, a materno"),
    Role.GIVEN_NAMES: "nombre de pila, prenombres, given names, first name",
    Role.ORGANIZATION: (
        "organización, organizaciones, institución, entidad, empresa, organismo, "
        "comité, asociación, federación, organización que representa, "
        "institución que representa, nombre de la organización, "
        "nombre de la institución, representa a, representación, organization, institution"
    ),
    Role.GROUP: (
        "grupo, grupo de interés, sector, actor, tipo de actor, estamento, grupo de actores, group"
    ),
    Role.POSITION: "cargo, cargo o función, función, puesto, ocupación, rol, position",
    Role.COMMUNITY: (
        "comunidad, comunidad campesina, comunidad nativa, nombre de la comunidad, localidad, "
        "centro poblado, caserío, barrio, pueblo, anexo, procedencia, lugar de procedencia, "
        "ayllu, llaqta, community"
    ),
    Role.SEX: "sexo, género, sex, gender, qhari warmi, warmi qhari, h m, m h, f m, m f, v m",
    Role.AGE: "edad, años, edad en años, wata, watayuq, age",
    Role.AGE_BAND: (
        "rango de edad, rango de edades, rangos de edad, grupo de edad, grupo etario, "
        "grupo etáreo, rango etario, edades, age group"
    ),
    Role.BIRTH_DATE: (
        "fecha de nacimiento, fecha nacimiento, fecha nac, f nacimiento, f nac, fec nac, "
        "nacimiento, birth date, date of birth"
    ),
    Role.DOCUMENT: (
        "dni, d n i, documento, documento de identidad, doc identidad, doc de identidad, "
        "número de dni, n de dni, nro dni, nro de dni, n dni, documento de identificación, "
        "dni ce, carné de extranjería, cédula, id"
    ),
    Role.PHONE: (
        "teléfono, teléfonos, celular, celulares, cel, telf, tel, móvil, contacto, whatsapp, "
        "número de celular, n celular, n de celular, phone"
    ),
    Role.LANGUAGE: (
        "lengua, lengua materna, idioma, idiomas, primera lengua, rimaynin, simi, language"
    ),
    Role.SIGNED: (
        "firma, firma o huella, firma huella, huella, huella digital, firma y huella, firmas, "
        "cómo firmó, tipo de firma, maki, signature"
    ),
    Role.OBSERVATIONS: (
        "observaciones, observación, obs, comentario, comentarios, nota, notas, remarks"
    ),
    Role.PRESENT: ("asistencia, asistió, asiste, presente, presencia, estado, attendance, present"),
    Role.DATE: "fecha, fecha de asistencia, fecha del taller, fecha de registro, día, date",
    Role.ARRIVED: (
        "hora de llegada, hora llegada, llegada, hora de ingreso, hora ingreso, ingreso, "
        "hora de entrada, entrada, arrival"
    ),
    Role.LEFT: "hora de salida, hora salida, salida, hora de retiro, departure",
    Role.UNUSED: (
        "correo, correo electrónico, email, e mail, distrito, provincia, región, departamento, "
        "dirección, lugar de nacimiento, estado civil, grupo sanguíneo, grado de instrucción, "
        "número de hijos"
    ),
}

ROLES: Mapping[str, Role] = {
    compared(alias) or alias.strip(): role
    for role, aliases in _ALIASES.items()
    for alias in aliases.split(",")
}
"""Head, compared → what the column holds. Known heads that nothing is taken from are UNUSED."""

_WITHIN = {tuple(alias.split()): role for alias, role in ROLES.items() if role is not Role.NUMBER}
_LONGEST_HEAD = 8


def role_of(head: str) -> Role | None:
    """What a head means: as it stands, or by the first known words in it; None when unknown.

    "Cargo en la organización" is a position, "Nombre de la organización" an organization: of what
    begins at the same word the longest counts.
    """
    if ":" in head:  # "Comunidad: Velille" tells something of the meeting
        return None
    words = compared(head) or head.strip()
    if words in ROLES:
        return ROLES[words]
    parts = tuple(words.split())
    if len(parts) > _LONGEST_HEAD:
        return None
    for begin in range(len(parts)):
        for end in range(len(parts), begin, -1):
            role = _WITHIN.get(parts[begin:end])
            if role is not None and sum(map(len, parts[begin:end])) > 2:
                return role
    return None
