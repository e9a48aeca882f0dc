"""What is told of a committee at a workplace, and how it spreads to a contractor. All invented."""

from dialogue.kinds import GroupKind, ProcessKind, Visibility, WorkKind, WorkState
from dialogue.operations.processes import Outline

ANCHOR = Outline(
    kind=ProcessKind.WORKPLACE_COMMITTEE,
    title="Comité de diálogo de la planta (ficticio)",
    title_qu="Llank'ana wasip rimanakuynin (yuyasqalla)",
    summary=(
        "Trabajadoras, trabajadores y gerencia acuerdan una lista de problemas, un plan y miden "
        "otra vez después de un año."
    ),
    summary_qu=(
        "Llamk'aqkuna, kamachiqkunapas sasachakuykuna listata, rurana yuyaykuyta ima hunikunku, "
        "huk wata qhipamantaq wakmanta tupunku."
    ),
    place="Chumbivilcas, Perú",
    organisation="Minera Inventada del Sur",
    visibility=Visibility.PARTIES,
)
CONTRACTOR = "Transportes Inventados"

PARTIES = (
    ("Trabajadoras y trabajadores", "Llank'aqkuna", GroupKind.WORKERS, 4),
    ("Gerencia", "Kamachiqkuna", GroupKind.COMPANY, 4),
)

SURVEY = ("Encuesta de partida: cómo trabajamos", "Qallariypi tapuy: imayna llamk'ayku")
AGAIN = ("Encuesta después de un año", "Huk wata qhipaman tapuy")
QUESTIONS = (
    ("Me atrevo a decir cuando algo es peligroso.", "Imapas mana allin kaptin mana manchakuspa "
     "willani."),
    ("Mi jefa o mi jefe escucha lo que propongo.", "Kamachiqniy yuyaychasqayta uyarin."),
    ("El transporte de turno llega a su hora.", "Turno karro horanpi chayamun."),
    ("Las mujeres tienen vestuario y baño propios.", "Warmikunapaq sapaq p'achakuna wasi, hisp'ana "
     "wasi kan."),
    ("Recibo mi boleta de pago completa y a tiempo.", "Pagoypa qillqanta hunt'asqata, "
     "pachanpi chaskini."),
)  # fmt: skip
BEFORE = ((3, 7, 2), (2, 8, 2), (4, 6, 2), (1, 10, 1), (6, 4, 2))
"""Of twelve who answered: agree, disagree, pass."""
AFTER = ((9, 2, 1), (5, 5, 2), (10, 1, 1), (11, 1, 0), (7, 4, 1))

PROBLEMS = (
    (WorkKind.PROBLEM, "No hay vestuario para mujeres en el taller",
     "Tallerpi warmikunapaq p'achakuna wasi manan kanchu", 9, WorkState.OPEN),
    (WorkKind.PROBLEM, "El bus de la noche llega tarde", "Tuta karro qhipata chayamun", 7,
     WorkState.PLANNED),
    (WorkKind.PROBLEM, "Nadie responde los avisos de peligro",
     "Ch'ikimanta willaykunata manan pipas kutichinchu", 11, WorkState.OPEN),
)  # fmt: skip
"""Kind, words, words in Quechua, how many find it urgent, how far it came at first."""
SOLVED = 0
"""The problem that was done with before the people were asked again, counted from 0."""
