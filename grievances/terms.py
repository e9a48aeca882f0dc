"""By which words the desk finds a subject: in Spanish, Quechua and English.

Spellings and synonyms are made one by `kernel.text`, so one of each suffices.
"""

from collections.abc import Mapping

from grievances.kinds import Topic

SUBJECT: Mapping[Topic, str] = {
    Topic.WATER: "agua río manantial canal riego water",
    Topic.LAND: "tierra chacra lindero cosecha land",
    Topic.ANIMALS: "animales ganado animals",
    Topic.AIR: "aire polvo humo ruido wayra air dust noise",
    Topic.HEALTH: "salud enfermedad qhali unquy health",
    Topic.VIOLENCE: "amenaza violencia maqay threat violence",
    Topic.WORK: "trabajo sueldo llamk'ay work",
    Topic.HOUSE: "casa camino obra wasi ñan house road",
    Topic.PROMISE: "promesa acuerdo convenio acta promise agreement",
    Topic.OTHER: "",
}
