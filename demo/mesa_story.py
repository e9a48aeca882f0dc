"""What is told of the table of Pastos Grandes: the salar exists; nobody who sits here does."""

from dataclasses import dataclass

from commitments.lifecycle import Verb
from demo.offices import DemoPerson
from demo.study_story import MEMBER
from dialogue.kinds import Extent, GroupKind, NewsKind, PostKind, ProcessKind, SeatKind, Visibility
from dialogue.operations.processes import Outline
from dialogue.protocols.kinds import PositionOption

COMPANY = DemoPerson("Delia Ficticia", "company@mesa.example", frozenset(), "es")
AUTHORITY = DemoPerson("Omar Inventado", "authority@mesa.example", frozenset(), "es")
UNIVERSITY = DemoPerson("Graciela Imaginaria", "university@mesa.example", frozenset(), "es")
OBSERVER = DemoPerson("Teo Ficticio", "observer@mesa.example", frozenset(), "es")
PEOPLE = (COMPANY, AUTHORITY, UNIVERSITY, OBSERVER)
"""They sign in with an account; the community's delegate is the member of the study."""

OUTLINE = Outline(
    kind=ProcessKind.MESA,
    title="Mesa del agua dulce de Pastos Grandes (ficticia)",
    title_qu="Pastos Grandes unumanta rimanakuy (yuyasqalla)",
    summary=(
        "La mina pide agua dulce para su planta. La comunidad vive de las vertientes y de la vega. "
        "La mesa busca cuánta agua puede salir, quién la mide y qué pasa si falta."
    ),
    summary_qu=(
        "Mina ch'uya unuta mañakun. Ayllutaq pukyukunamanta, uqhukunamanta kawsan. Mesa yachayta "
        "munan: hayk'a unu urqukunman, pitaq tupunqa, pisiptinri imataq kanqa."
    ),
    basin="Salar de Pastos Grandes",
    place="Salta, Argentina",
    ground_rules=(
        "Habla una persona a la vez. Cada grupo habla por sí mismo. Los números se muestran con "
        "su fuente. Lo que se acuerda se escribe y se lee en voz alta antes de firmar."
    ),
    ground_rules_qu=(
        "Huk runalla sapa kuti riman. Sapa huñu kikinmanta riman. Yupaykunaqa maymanta "
        "hamusqanwan rikuchikun. Hunikusqataq qillqasqa, ñawinchasqa kanqa silq'unapaq."
    ),
    visibility=Visibility.PUBLIC,
)


@dataclass(frozen=True)
class Chair:
    """A seat of the table: whose it is, and the account that opens it (a card where none)."""

    name: str
    kind: SeatKind
    email: str = ""
    post: str = ""
    stands_in_for: str = ""


@dataclass(frozen=True)
class Party:
    """A group of the table and those who sit there for it."""

    key: str
    name: str
    name_qu: str
    kind: GroupKind
    seats: int
    chairs: tuple[Chair, ...]
    decides: bool = True
    may_block: bool = False
    participation: bool = True


COMMUNITY_NAME = "Comunidad Ficticia de Pastos Grandes"
VERIFIES = "Nazario Imaginario"
"""Says for the community whether a promise was kept."""
CARDS = {
    VERIFIES: "titular of the community: votes, a round and a promise wait for him",
    "Rufina Ficticia": "alternate of the community",
    "Irma Inventada": "titular of the authority",
    "Saúl Ficticio": "adviser of the company",
}
"""Who sits there without an account, and what their card is for."""
PARTIES = (
    Party(
        "community", COMMUNITY_NAME, "Pastos Grandes ayllu (yuyasqalla)", GroupKind.COMMUNITY, 3,
        (
            Chair(MEMBER.name, SeatKind.TITULAR, MEMBER.email, "Delegada de la asamblea"),
            Chair(VERIFIES, SeatKind.TITULAR, "", "Juez de agua"),
            Chair("Rufina Ficticia", SeatKind.ALTERNATE, "", "Vocal", MEMBER.name),
        ),
        may_block=True,
    ),
    Party(
        "company", "Litio Inventado S. A.", "Litio Inventado empresa", GroupKind.COMPANY, 2,
        (
            Chair(COMPANY.name, SeatKind.TITULAR, COMPANY.email, "Relaciones comunitarias"),
            Chair("Saúl Ficticio", SeatKind.ADVISER, "", "Hidrólogo"),
        ),
    ),
    Party(
        "authority", "Secretaría Imaginaria de Recursos Hídricos", "Unumanta kamachiq (yuyasqalla)",
        GroupKind.REGIONAL_GOVERNMENT, 2,
        (
            Chair(AUTHORITY.name, SeatKind.TITULAR, AUTHORITY.email, "Director de cuencas"),
            Chair("Irma Inventada", SeatKind.TITULAR, "", "Inspectora"),
        ),
        may_block=True,
    ),
    Party(
        "university", "Universidad Ficticia del Norte", "Hatun yachay wasi (yuyasqalla)",
        GroupKind.ACADEMIA, 1,
        (Chair(UNIVERSITY.name, SeatKind.TITULAR, UNIVERSITY.email, "Investigadora"),),
    ),
    Party(
        "observer", "Observatorio Imaginario del Agua", "Unu qhawaqkuna (yuyasqalla)",
        GroupKind.OBSERVER, 1,
        (Chair(OBSERVER.name, SeatKind.OBSERVER, OBSERVER.email, "Observador"),),
        decides=False, participation=False,
    ),
)  # fmt: skip

CONCERN = (
    "En setiembre el caño de la escuela ya sale con poca fuerza. Si la mina saca agua de la misma "
    "vertiente, los niños se quedan sin agua."
)
CONCERN_QU = (
    "Setiembre killapi yachay wasip cañon pisillataña unuta qun. Mina chay pukyullamantataq unuta "
    "urquptin, wawakuna mana unuyuq qhipanqaku."
)


@dataclass(frozen=True)
class Said:
    """A post of the table: who, what, and the translation that lies beside it."""

    party: str
    kind: PostKind
    words: str
    words_qu: str = ""
    days_ago: int = 20
    evidence: str = ""
    """The title of the evidence of the study that lies beside it."""
    answers: int | None = None


THREAD = "Cuánta agua dulce puede sacar la mina"
THREAD_QU = "Hayk'a ch'uya unuta minaqa urqunman"
POSTS = (
    Said("community", PostKind.CONCERN, CONCERN, CONCERN_QU, 36),
    Said(
        "company", PostKind.CONTRIBUTION,
        "La planta necesita agua dulce para lavar. Pedimos 60 litros por segundo; con menos, la "
        "segunda etapa se demora un año.",
        "Plantaqa ch'uya unuta munan mayllinanpaq. Soqta chunka litrota sapa segundo mañakuyku; "
        "pisillawanqa iskay kaq ruwayninku huk wata qhipanqa.",
        days_ago=32, evidence="Los cinco escenarios",
    ),
    Said(
        "community", PostKind.QUESTION,
        "¿Qué pasa con la vertiente si sacan la mitad? Pedimos que el modelo lo calcule.",
        "Kuskallanta urquptinku, ¿pukyuwan imataq kanqa? Modelowan yupachun nispa mañakuyku.",
        days_ago=25,
    ),
    Said(
        "university", PostKind.CONTRIBUTION,
        "Corrimos el modelo con 30 litros por segundo. La vertiente baja menos. El modelo es "
        "ilustrativo: sirve para comparar, no para fijar el número exacto.",
        "Modelota purichirqayku 30 litrowan sapa segundo. Pukyuqa aswan pisillata uran. Kay "
        "modeloqa tupachinallapaqmi, manan cheqaq yupaypaqchu.",
        days_ago=22, evidence="Con mina, 30 L/s", answers=3,
    ),
    Said(
        "authority", PostKind.POSITION,
        "Podemos autorizar 30 litros por segundo si hay una regla para parar cuando la vertiente "
        "baje de 4 litros por segundo.",
        "Pukyu tawa litromanta aswan pisi kaptin sayachinapaq kamachiy kaptinqa, 30 litrota "
        "uyakuykumanmi.",
        days_ago=21,
    ),
)  # fmt: skip

ASKED = "Qué pensamos del agua"
ASKED_QU = "Unumanta imata yuyanchis"
STATEMENTS = (
    ("El agua de la escuela va primero, antes que la mina.",
     "Yachay wasip ununqa ñawpaqmi, minamanta aswan ñawpaq."),
    ("Quien saca agua debe pagar las mediciones.",
     "Unuta urquqmi tupuykunamanta paganan."),
    ("La comunidad debe medir junto con la universidad.",
     "Ayllu hatun yachay wasiwan kuska tupunan."),
    ("La mina trae más trabajo que daño.",
     "Minaqa aswan llamk'ayta apamun, manataq chayraq mana allinta."),
    ("Si la vertiente baja, la mina debe parar ese mismo día.",
     "Pukyu uraptin, chay p'unchaylla mina sayanan."),
    ("Falta información para decidir ahora.",
     "Kunan akllanapaqqa manaraq willay hunt'achu."),
)  # fmt: skip

VOTES = {
    "Eulogia Imaginaria": (1, 1, 1, -1, 1, 1),
    "Nazario Imaginario": (1, 1, 1, -1, 1, 0),
    "Rufina Ficticia": (1, 0, 1, 0, 1, 1),
    "Delia Ficticia": (1, -1, 1, 1, -1, -1),
    "Saúl Ficticio": (1, -1, 1, 1, 0, -1),
    "Omar Inventado": (1, 1, 1, 0, 1, -1),
    "Irma Inventada": (1, 1, 0, 0, 1, 0),
    "Graciela Imaginaria": (1, 1, 1, 0, 1, 1),
}
"""By who sits there: 1 agrees, −1 disagrees, 0 passes, in the order of the statements."""

PROPOSAL = "Tope al agua dulce de la mina"
PROPOSAL_QU = "Minap ch'uya unun tupuyuq kanan"


@dataclass(frozen=True)
class Version:
    """A version of the proposal, and how each group stood in the round on it."""

    words: str
    words_qu: str
    changed: str
    positions: dict[str, tuple[PositionOption, str]]
    """By group: the option, and the reason in words. The community is counted as `unit` says."""
    unit: str
    days_ago: int
    hands: tuple[tuple[PositionOption, int, int], ...] = ()
    """Option, women, men: how the assembly of the community showed hands."""


VERSIONS = (
    Version(
        "La mina saca hasta 60 litros por segundo de agua dulce y entrega un informe cada año.",
        "Mina 60 litrokama sapa segundo ch'uya unuta urqunqa, sapa wata willakunqa.",
        "", {
            "community": (PositionOption.BLOCK, "Con 60 litros la vertiente de la escuela se seca "
                          "en los años malos, según el mismo modelo."),
            "company": (PositionOption.AGREE, ""),
            "authority": (PositionOption.STAND_ASIDE, "Un informe al año llega tarde."),
            "university": (PositionOption.DISAGREE, "Nadie mide la vertiente todavía."),
        }, "individual", 30,
    ),
    Version(
        "La mina saca hasta 30 litros por segundo desde el segundo año. La vertiente se mide cada "
        "mes.",
        "Iskay kaq watamanta mina 30 litrokamalla urqunqa. Sapa killa pukyu tupukunqa.",
        "Baja el tope a la mitad y agrega la medición mensual, como pidió la comunidad.", {
            "company": (PositionOption.AGREE, ""),
            "authority": (PositionOption.AGREE, ""),
            "university": (PositionOption.STAND_ASIDE, "El primer año queda sin tope."),
        }, "tally", 20,
        ((PositionOption.AGREE, 14, 12), (PositionOption.DISAGREE, 17, 11),
         (PositionOption.STAND_ASIDE, 3, 2)),
    ),
    Version(
        "La mina saca hasta 30 litros por segundo desde el primer día. La comunidad y la "
        "universidad miden la vertiente cada mes. Si baja de 4 litros por segundo, la mina para "
        "hasta que la mesa se reúna.",
        "Qallariymantapacha mina 30 litrokamalla urqunqa. Ayllu, hatun yachay wasi ima sapa killa "
        "pukyuta tupunqaku. Tawa litromanta pisi kaptin, mina sayanqa mesa huñunakunankama.",
        "El tope vale desde el primer día y hay una regla para parar.", {
            "community": (PositionOption.AGREE, "Así lo decidió la asamblea, con su acta."),
            "company": (PositionOption.AGREE, "Podemos trabajar con 30 litros si la regla es "
                        "clara."),
            "authority": (PositionOption.AGREE, ""),
            "university": (PositionOption.AGREE, ""),
        }, "delegation", 14,
    ),
)  # fmt: skip

SESSION = "Sesión de la mesa del agua dulce (ficticia)"
SESSION_QU = "Ch'uya unumanta rimanakuy huñunakuy (yuyasqalla)"
HANDS_REASON = (
    "Muchas madres dijeron que el primer año sin tope es el más peligroso para la escuela."
)
ASSEMBLY_ACT = "Asamblea ficticia sobre el tope de agua"
ASSEMBLY_ACT_QU = "Unup tupunmanta ayllu huñunakuy (yuyasqalla)"

AGREEMENT = "Tope de 30 litros por segundo y regla para parar"
AGREEMENT_QU = "30 litrokama, sayachinapaq kamachiypiwan"
EXTENT = Extent.TOTAL


@dataclass(frozen=True)
class Promise:
    """A commitment of the agreement, what was told of it, and when it was found to be kept."""

    what: str
    what_qu: str
    responsible: str
    verifier: str
    due_in_days: int
    news: tuple[tuple[int, Verb, str], ...] = ()
    """So many days ago, what happened, in whose words."""
    verified_days_ago: int | None = None
    told: str = ""


PROMISES = (
    Promise(
        "Poner un medidor de caudal en la vertiente de la escuela.",
        "Yachay wasip pukyunpi unu tupunata churay.",
        "Litio Inventado S. A.", COMMUNITY_NAME, -2,
        ((9, Verb.START, ""), (6, Verb.REPORT, "Está puesto (ficticio).")), 4,
        "El medidor funciona; lo vimos con la maestra (ficticio).",
    ),
    Promise(
        "Dejar en la escuela un tanque con agua de reserva.",
        "Yachay wasipi hunt'a unu waqaychanata saqiy.",
        "Litio Inventado S. A.", COMMUNITY_NAME, 3,
        ((8, Verb.START, ""), (2, Verb.REPORT, "El tanque está lleno, en el patio (ficticio).")),
    ),
    Promise(
        "Publicar cada mes las mediciones de la vertiente.",
        "Sapa killa pukyup tupuyninta willakuy.",
        "Universidad Ficticia del Norte", COMMUNITY_NAME, 25,
    ),
    Promise(
        "Escribir la regla para parar en el permiso de agua.",
        "Sayachinapaq kamachiyta unu permisopi qillqay.",
        "Secretaría Imaginaria de Recursos Hídricos", "Universidad Ficticia del Norte", -1,
    ),
)  # fmt: skip
"""One is kept, one is said to be done and waits for the word of the community, one is open, one is
late."""

BULLETIN = "Un tope para el agua dulce, y una regla para parar (ficticio)"
BULLETIN_QU = "Ch'uya unupaq tupu, sayachinapaq kamachiy (yuyasqalla)"
OPENING = "La mesa votó tres veces la misma propuesta, cada vez con un texto mejor. Esto pasó."
OPENING_QU = (
    "Mesaqa kimsa kutita huk yuyaymanta akllarqan, sapa kuti aswan allin qillqasqawan. Kaymi "
    "karqan."
)
IN_BULLETIN = frozenset(
    {NewsKind.AGREEMENT, NewsKind.ROUND, NewsKind.PROMISE_KEPT, NewsKind.PROMISE_OVERDUE}
)
"""Evidence is left out: who reads the bulletin finds it in the topic."""
