"""What people read for roles, kinds of office, tracks and languages."""

from accounts.kinds import Factor, Outcome, Way
from accounts.roles import AccountState, EntityKind, Lack, OfficeKind, OfficeText, Role, Track
from kernel.jobs.enqueue import RunState
from kernel.notices import NoticeState
from web.locale import _l

KINDS = {
    OfficeKind.OMBUDSMAN: _l("Defensoría"),
    OfficeKind.PROGRAMME: _l("Programa"),
    OfficeKind.UNIVERSITY: _l("Universidad"),
    OfficeKind.ASSOCIATION: _l("Asociación"),
}

ENTITY_KINDS = {
    EntityKind.COMPANY: _l("Empresa"),
    EntityKind.AUTHORITY: _l("Autoridad o entidad pública"),
    EntityKind.OTHER: _l("Otra organización"),
}

OFFICE_TEXTS = {
    OfficeText.WELCOME: _l("Bienvenida"),
    OfficeText.BEFORE: _l("Antes de presentar una queja"),
    OfficeText.NEXT: _l("Qué pasa después"),
}

OFFICE_TEXT_DEFAULTS = {
    OfficeText.WELCOME: _l("Es gratis. No necesita documento ni abogado."),
    OfficeText.BEFORE: _l(
        "Piense qué pasó, dónde y desde cuándo. Si tiene fotos o papeles, téngalos a mano: "
        "ayudan, pero no son obligatorios."
    ),
    OfficeText.NEXT: _l("Cada paso tiene un plazo. Si nos atrasamos, usted lo verá en su caso."),
}
"""What stands there while the office says nothing of its own."""

LACKS = {
    Lack.PHONE: _l("Teléfono de la oficina"),
    Lack.EMERGENCY_PHONE: _l("Teléfono para quien corre peligro"),
    Lack.ADDRESS: _l("Dirección a la que se puede venir"),
    Lack.HOURS: _l("Horas en que atiende"),
    Lack.QUECHUA: _l("Atención en quechua"),
    Lack.TEXTS: _l("Los textos propios, en todos los idiomas en que atiende"),
    Lack.TRACKS: _l("Al menos una vía para presentar"),
    Lack.ADMINISTRATORS: _l("Dos personas que administran la oficina"),
    Lack.INTAKE: _l("Una persona en recepción"),
    Lack.HANDLER: _l("Una persona que lleva casos"),
    Lack.SUPERVISORS: _l("Dos personas en supervisión: quien propone no aprueba"),
    Lack.CUSTODIAN: _l("Una persona que custodia las identidades"),
}
"""What stands on the list of an office that begins to attend people."""

ACCOUNT_STATES = {
    AccountState.ACTIVE: _l("Puede entrar"),
    AccountState.INVITED: _l("Tiene una clave y todavía no entró"),
    AccountState.NOT_INVITED: _l("Todavía no puede entrar: no tiene clave"),
    AccountState.CLOSED: _l("No puede entrar"),
}

ROLES = {
    Role.INTAKE: _l("Recepción"),
    Role.HANDLER: _l("Comisionado o comisionada"),
    Role.SUPERVISOR: _l("Supervisión"),
    Role.CUSTODIAN: _l("Custodia de identidades"),
    Role.AUDITOR: _l("Auditoría"),
    Role.OFFICE_ADMIN: _l("Administración de la oficina"),
    Role.COORDINATOR: _l("Coordinación"),
    Role.FACILITATOR: _l("Facilitación"),
    Role.NOTE_TAKER: _l("Relatoría"),
    Role.TRANSLATOR: _l("Traducción"),
    Role.MODELLER: _l("Modelación de cuencas"),
    Role.MONITOR: _l("Monitoreo comunitario"),
    Role.FEDERATION: _l("Federación"),
    Role.PLATFORM_ADMIN: _l("Administración de la plataforma"),
}

ROLE_MEANINGS = {
    Role.INTAKE: _l("Recibe los casos nuevos, acusa recibo y los clasifica."),
    Role.HANDLER: _l("Lleva los casos: pregunta, investiga y propone."),
    Role.SUPERVISOR: _l("Revisa y aprueba lo que otra persona propuso."),
    Role.CUSTODIAN: _l("Guarda los nombres de quienes presentan casos; es quien puede abrirlos."),
    Role.AUDITOR: _l("Lee el registro de lo que se hizo, sin ver el contenido de los casos."),
    Role.OFFICE_ADMIN: _l("Agrega personas y cambia los datos de la oficina, sin ver casos."),
    Role.COORDINATOR: _l("Organiza los procesos de diálogo y las capacitaciones."),
    Role.FACILITATOR: _l("Conduce las reuniones y los talleres."),
    Role.NOTE_TAKER: _l("Escribe las actas y registra la asistencia."),
    Role.TRANSLATOR: _l("Traduce los textos y revisa traducciones."),
    Role.MODELLER: _l("Corre los modelos de cuenca y publica escenarios."),
    Role.MONITOR: _l("Presenta quejas en nombre de otras personas, en su comunidad."),
    Role.FEDERATION: _l("Lee las estadísticas publicadas de todas las oficinas."),
    Role.PLATFORM_ADMIN: _l("Abre oficinas y cuida la instalación, sin ver casos."),
}

WITHOUT_THE_LAST = {
    Role.SUPERVISOR: _l(
        "Supervisión: nadie podrá aprobar admisiones ni respuestas. Los casos quedarán detenidos."
    ),
    Role.CUSTODIAN: _l(
        "Custodia de identidades: nadie podrá abrir una identidad, ni por una emergencia."
    ),
    Role.OFFICE_ADMIN: _l(
        "Administración de la oficina: nadie de la oficina podrá agregar personas ni cambiar sus "
        "datos. Solo la plataforma podrá nombrar a alguien."
    ),
}
"""What stops working in an office when the last person in this role leaves it."""

TRACKS = {
    Track.CONSULTA: _l("Consulta"),
    Track.PETITORIO: _l("Pedido"),
    Track.QUEJA: _l("Queja"),
    Track.ALERTA: _l("Alerta"),
}

TRACK_MEANINGS = {
    Track.CONSULTA: _l("La persona pregunta y la oficina le explica."),
    Track.PETITORIO: _l("La persona pide algo a la oficina."),
    Track.QUEJA: _l("La oficina debe contestar siempre, aunque sea para decir que no la admite."),
    Track.ALERTA: _l("La oficina puede actuar por su cuenta, pero no está obligada."),
}

LANGUAGES = {"es": "Español", "qu": "Runasimi", "en": "English"}
"""Each language names itself, so these are never translated."""

RUN_STATES = {
    RunState.FAILED: _l("Falló"),
    RunState.WAITING: _l("Espera"),
    RunState.RUNNING: _l("En curso"),
    RunState.DONE: _l("Hecho"),
}

NOTICE_STATES = {
    NoticeState.QUEUED: _l("Por enviar"),
    NoticeState.SENT: _l("Enviado"),
    NoticeState.KEPT: _l("Guardado aquí: esta instalación no envía correos"),
    NoticeState.FAILED: _l("No se pudo enviar"),
}

WAYS = {
    Way.PASSWORD: _l("Contraseña"),
    Way.CODE: _l("Contraseña y código de la aplicación"),
    Way.RECOVERY_CODE: _l("Contraseña y código de recuperación"),
    Way.PASSWORD_AND_PASSKEY: _l("Contraseña y llave de acceso"),
    Way.PASSKEY: _l("Llave de acceso"),
}

OUTCOMES = {
    Outcome.ENTERED: _l("Entró"),
    Outcome.REFUSED: _l("No entró: algo no era correcto"),
}

FACTORS = {
    Factor.APP: _l("Aplicación de códigos"),
    Factor.PASSKEY: _l("Llave de acceso"),
}
