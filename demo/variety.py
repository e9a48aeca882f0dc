"""Other words for a case that is told again: another place, other numbers, one more sentence."""

import random
from typing import Any

from grievances.kinds import ForWhom, Topic

SECTORS = (
    "Qollpapampa", "Yanaqaqa", "Ch'illkani", "Puka Orqo", "Waylluma", "Huch'uy Mayu", "T'ika Pata",
    "Kunturwachana", "Rumi Punku", "Sach'a Pampa", "Wayra Q'asa", "Phuyu Kancha",
)  # fmt: skip
KINDS_OF_PLACE = ("Sector", "Comunidad", "Anexo", "Caserío", "Ayllu", "Barrio")
MORE = {
    "es": (
        "Somos {people} familias y lo vemos desde hace {weeks} semanas.",
        "Ya avisamos {times} veces y nadie vino. Empezó hace {weeks} semanas.",
        "Lo vieron {people} personas. Tenemos apuntados los días.",
        "Pasa cada {times} días, sobre todo de noche, cerca de {place}.",
        "En {place} hay {people} niños que pasan por ahí para ir a la escuela.",
    ),
    "qu": (
        "{people} ayllukuna kayku, {weeks} simanañam qhawayku.",
        "{times} kutitañam willarqayku, manam pipas hamurqanchu.",
        "{people} runakuna rikurqanku. P'unchawkunata qillqarqayku.",
        "Sapa {times} p'unchaw kayhina kan, {place} ladupi, astawanqa tuta.",
    ),
}
SECOND_TOPIC = 0.35
"""How many of the cases are about a second thing too."""


def another_place(chance: random.Random) -> str:
    """The name of a place that is on no map."""
    return f"{chance.choice(KINDS_OF_PLACE)} {chance.choice(SECTORS)} {chance.randint(1, 40)}"


def another_sentence(language: str, place: str, chance: random.Random) -> str:
    """One more sentence for a story, so that no two are alike."""
    return chance.choice(MORE.get(language, MORE["es"])).format(
        people=chance.randint(3, 90),
        weeks=chance.randint(2, 30),
        times=chance.randint(2, 9),
        place=place,
    )


def other_topics(first: Topic | None, chance: random.Random) -> list[Topic]:
    """What a case is about: its first subject, sometimes a second."""
    topics = [first] if first else [chance.choice(list(Topic))]
    if chance.random() < SECOND_TOPIC:
        topics += [chance.choice([topic for topic in Topic if topic not in topics])]
    return topics


def other_number(case: dict[str, Any], chance: random.Random) -> int | None:
    """How many people a group says that it is."""
    return chance.randint(5, 900) if case["for_whom"] == ForWhom.GROUP else case["people"]
