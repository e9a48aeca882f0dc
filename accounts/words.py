"""What people read for roles, kinds of office, tracks and languages."""

from accounts.roles import EntityKind, OfficeKind, Role, Track
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
    Role.CUSTODIAN: _l("Decide quién puede ver una identidad y por cuánto tiempo."),
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

TRACKS = {
    Track.CONSULTA: _l("Consulta"),
    Track.PETITORIO: _l("Pedido"),
    Track.QUEJA: _l("Queja"),
    Track.ALERTA: _l("Alerta"),
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
