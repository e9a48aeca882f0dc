"""How far each fictional case has come: who did what, how many days after it came in."""

from dataclasses import dataclass

from accounts.roles import Role
from grievances.kinds import ResolvedHow
from grievances.lifecycle import Verb
from grievances.operations.casework import Words

NO_WORDS = Words()


@dataclass(frozen=True)
class Did:
    """A person of the office with this role used a verb. `second`: the other one in that role."""

    day: float
    role: Role
    verb: Verb
    words: Words = NO_WORDS
    second: bool = False


@dataclass(frozen=True)
class Took:
    """A handler took the case on."""

    day: float


@dataclass(frozen=True)
class Noted:
    """The handler wrote a note for colleagues."""

    day: float
    text: str


@dataclass(frozen=True)
class Wrote:
    """The person who filed wrote to the office."""

    day: float
    es: str
    qu: str


@dataclass(frozen=True)
class Agreed:
    """The person who filed accepted the outcome, or did not and said why."""

    day: float
    disputed_es: str = ""
    disputed_qu: str = ""


Act = Did | Took | Noted | Wrote | Agreed

WELCOME = Words(
    text="Hemos leído lo que nos contó. Una persona de la oficina ya está viendo su caso. "
    "Le escribiremos por aquí."
)
RATED = Words(
    text="Aceptamos su caso. Vamos a investigar y le contaremos lo que encontremos.",
    severity=(2, 2, 2),
)
RATED_BADLY = Words(text="El daño es serio y alcanza a muchas familias.", severity=(3, 3, 2))
OUTCOME = Words(
    text="Fuimos al lugar y hablamos con todos. La empresa reconoce lo que pasó y se compromete a "
    "repararlo antes de fin de mes. Nosotros vamos a comprobarlo con usted.",
    findings="Visita al lugar, fotos y conversación con la autoridad. Datos de demostración.",
    resolved_how=ResolvedHow.REMEDIATION,
)
EXPLAINED = Words(
    text="Revisamos los papeles y medimos el agua. No encontramos daño de la mina esta vez. "
    "Le explicamos por qué en esta carta y le decimos qué puede hacer si no está de acuerdo.",
    findings="Tres mediciones dentro de lo permitido. Datos de demostración.",
    resolved_how=ResolvedHow.EXPLANATION,
)

ACKNOWLEDGED: tuple[Act, ...] = (Did(0.8, Role.INTAKE, Verb.ACKNOWLEDGE, WELCOME),)
SCREENED: tuple[Act, ...] = (*ACKNOWLEDGED, Did(1.2, Role.INTAKE, Verb.SCREEN), Took(1.4))
ASKED: tuple[Act, ...] = (
    *SCREENED,
    Did(2, Role.HANDLER, Verb.ASK, Words(text="¿Desde qué mes pasa esto y a cuántas familias?")),
)
ANSWERED: tuple[Act, ...] = (
    *ASKED,
    Wrote(
        3,
        "Desde setiembre. Somos unas treinta familias.",
        "Siptiyimrimanta. Kimsa chunka ayllu kayku.",
    ),
)
RECOMMENDED: tuple[Act, ...] = (
    *SCREENED,
    Noted(2, "Llamar al puesto de salud antes de la visita."),
    Did(3, Role.HANDLER, Verb.PROPOSE_ADMISSION, RATED_BADLY),
)
ADMITTED: tuple[Act, ...] = (*RECOMMENDED, Did(4, Role.SUPERVISOR, Verb.ADMIT, RATED))
NOT_RECOMMENDED: tuple[Act, ...] = (
    *SCREENED,
    Did(
        3,
        Role.HANDLER,
        Verb.PROPOSE_NOT_ADMITTING,
        Words(text="Es un asunto entre vecinos, lo ve el juez de paz."),
    ),
)
DECLINED: tuple[Act, ...] = (
    *NOT_RECOMMENDED,
    Did(
        5,
        Role.SUPERVISOR,
        Verb.DECLINE,
        Words(
            text="No podemos ver su caso, porque es entre vecinos. El juez de paz de su distrito "
            "puede ayudarle gratis. Si no está de acuerdo, pida que otra persona lo revise."
        ),
    ),
)
INVESTIGATED: tuple[Act, ...] = (*ADMITTED, Did(5, Role.HANDLER, Verb.INVESTIGATE))
REPORT_ASKED: tuple[Act, ...] = (
    *INVESTIGATED,
    Did(
        6,
        Role.HANDLER,
        Verb.REQUEST_REPORT,
        Words(text="Carta 118 a la empresa, con acuse de recibo. Sin nombre de la persona."),
    ),
)
REPORTED: tuple[Act, ...] = (
    *REPORT_ASKED,
    Did(20, Role.HANDLER, Verb.REGISTER_REPORT, Words(text="Llegó el informe, 12 páginas.")),
    Wrote(21, "¿Ya contestó la empresa?", "¿Empresa kutichinñachu?"),
)
PROPOSED: tuple[Act, ...] = (
    *REPORT_ASKED,
    Did(20, Role.HANDLER, Verb.REGISTER_REPORT, Words(text="Llegó el informe, 12 páginas.")),
    Did(24, Role.HANDLER, Verb.PROPOSE_OUTCOME, OUTCOME),
)
COMMUNICATED: tuple[Act, ...] = (*PROPOSED, Did(26, Role.SUPERVISOR, Verb.COMMUNICATE))
CONFIRMED: tuple[Act, ...] = (*COMMUNICATED, Agreed(28))
FOLLOWED: tuple[Act, ...] = (
    *CONFIRMED,
    Did(29, Role.HANDLER, Verb.FOLLOW_UP, Words(text="Visitar a los 30, 90 y 180 días.")),
)
CLOSED: tuple[Act, ...] = (
    *FOLLOWED,
    Did(
        45,
        Role.HANDLER,
        Verb.CLOSE,
        Words(text="Comprobamos con usted que se cumplió. Cerramos el caso. Gracias."),
    ),
)
NOT_UPHELD: tuple[Act, ...] = (
    *INVESTIGATED,
    Did(15, Role.HANDLER, Verb.PROPOSE_OUTCOME, EXPLAINED),
    Did(16, Role.SUPERVISOR, Verb.COMMUNICATE),
)
DISPUTED: tuple[Act, ...] = (
    *NOT_UPHELD,
    Agreed(
        18,
        "Midieron en época de lluvia. En la seca el agua sale sucia.",
        "Para killapi tupurqanku. Usya killapi unu qhilli lluqsimun.",
    ),
)
REOPENED: tuple[Act, ...] = (
    *DISPUTED,
    Did(
        22,
        Role.SUPERVISOR,
        Verb.REOPEN,
        Words(text="Otra persona revisó su caso. Volveremos a medir en la época seca."),
        second=True,
    ),
)
