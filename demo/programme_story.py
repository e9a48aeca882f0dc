"""The fictional programme around the workshop: phases, topics, questions, who wants to come next.

Its title and topics follow the newsletter of July and August 2025; everything else is invented.
"""

from meetings.kinds import Sex
from trainings.kinds import Purpose, QuestionKind
from trainings.operations.learning import Wording
from trainings.operations.outline import Lesson
from trainings.operations.programmes import Outline

PROGRAMME = Outline(
    title="Territorio en diálogo: capacidades para el desarrollo sostenible",
    title_qu="Allpanchis rimanakuypi: allin kawsay wiñanapaq yachaykuna",
    objectives=(
        "Que comunidades, autoridades, empresa y minería artesanal puedan hablar de su territorio, "
        "medir juntos el agua y cumplir lo que acuerdan. Programa ficticio, de demostración."
    ),
    objectives_qu=(
        "Ayllukuna, kamachikuqkuna, empresa, taksa mineriapi llamk'aqkunapas allpankumanta "
        "rimanankupaq, kuska unuta tupunankupaq, kamachinakusqankuta hunt'anankupaq. "
        "Rikuchinallapaq yuyasqalla programa."
    ),
    territory="Santo Tomás, Chumbivilcas, Cusco",
    partners=("Universidad (ficticia)", "Municipalidad (ficticia)"),
    donors=("Fondo Inventado para el Diálogo",),
    languages=("es", "qu"),
    attendance_for_certificate=75,
)

LESSONS = (
    Lesson("Gobernanza", "Kamachiy", "Dice quién decide qué en su territorio."),
    Lesson("Diálogo", "Rimanakuy", "Pide la palabra, escucha y resume lo que oyó."),
    Lesson("Comunicación", "Willanakuy", "Repite con sus palabras lo que otro dijo."),
    Lesson("Manejo de conflictos", "Ch'aqway allinchay", "Separa a la persona del problema."),
    Lesson("Monitoreo del agua", "Unu tupuy", "Mide caudal y turbidez, y anota lo que midió."),
)

_LEARNING, _LIKED = Purpose.LEARNING, Purpose.SATISFACTION
QUESTIONS = (
    Wording(
        QuestionKind.LIKERT, "Sé pedir la palabra y explicar lo que preocupa a mi grupo.",
        "Rimayta mañakuyta, huñuypa llakikuyninta willayta yachani.",
    ),
    Wording(
        QuestionKind.LIKERT, "Sé medir el caudal de un canal.", "Yarqhap unun tupuyta yachani.",
    ),
    Wording(
        QuestionKind.CHOICE, "¿Quién puede comprobar que un compromiso se cumplió?",
        "¿Pitaq hunt'asqa kasqanta qhawanman?",
        choices=("Quien lo prometió", "Otra persona u organización", "Nadie"),
        choices_qu=("Pi prometeq kaqlla", "Huk runa utaq huñu", "Mana pipas"),
        right=2,
    ),
    Wording(
        QuestionKind.LIKERT, "El taller me sirvió.", "Kay huñunakuy allinniypaq karqan.", _LIKED
    ),
    Wording(
        QuestionKind.OPEN, "¿Qué cambiaría del próximo taller?", "¿Imatataq hamuqpi tikrawaq?",
        _LIKED,
    ),
)  # fmt: skip
LIKERT, CHOICE, LIKED, OPEN = (1, 2), 3, 4, 5
"""Where they stand."""
OPINIONS = (
    "Más tiempo para hablar en quechua.",
    "Que vengan también los del otro lado del río.",
    "Empezar más temprano para volver con luz.",
    "Que haya quien cuide a los niños.",
    "Más mediciones y menos exposición.",
)

PAIRED, ONLY_BEFORE, ONLY_AFTER, WITHOUT_CODE = 32, 3, 1, 1

_FIRST_M = (
    "Abdón", "Basilio", "Cipriano", "Demetrio", "Eusebio", "Faustino", "Gregorio", "Hermógenes",
    "Isidro", "Jacinto", "Leandro", "Melchor", "Nicanor", "Olegario", "Pascual", "Quintín",
    "Remigio", "Severino", "Teodoro", "Urbano",
)  # fmt: skip
_FIRST_W = (
    "Asunta", "Bonifacia", "Casimira", "Dominga", "Encarnación", "Felícitas", "Gregoria",
)  # fmt: skip
_LAST = ("Inventado", "Imaginario", "Figurado", "Supuesto", "Fabulado")
_LAST_W = ("Inventada", "Imaginaria", "Figurada", "Supuesta", "Fabulada")

WANT_TO_COME = (
    *((f"{name} {_LAST[n % 5]}", Sex.MAN) for n, name in enumerate(_FIRST_M)),
    *((f"{name} {_LAST_W[n % 5]}", Sex.WOMAN) for n, name in enumerate(_FIRST_W)),
)
"""In the order in which they registered: the last two men wait, for 12 of 30 places are women's."""
CAPACITY, WOMEN_AT_LEAST = 30, 40

CALL = (
    "Segundo taller: cómo seguir los compromisos y cómo leer los datos del agua. Es gratis, hay "
    "almuerzo, se habla en castellano y en quechua. Traiga a una vecina o a un vecino joven."
)
CALL_QU = (
    "Iskay ñiqin huñunakuy: imayna hunt'anapaq rimaykuna qatipay, imayna unup yupayninkuna "
    "ñawiriy. Mana qullqipaqchu, mikhuna kanqa, castellanopi runasimipi ima rimakunqa."
)
