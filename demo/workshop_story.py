"""A fictional workshop of four days in Santo Tomás: who came, what was said, what was promised.

Programme, topics and the four concerns follow the newsletter of the MARS programme of July and
August 2025; the people, their words, the agreements and the promises are invented.
"""

from dataclasses import dataclass

from commitments.kinds import Delay, Fulfilment, Recurrence, Side
from commitments.lifecycle import Verb
from meetings.kinds import AgeBand, ContributionKind, Extent, GroupKind, Sex, Tongue
from meetings.operations.book import Entered


@dataclass(frozen=True)
class DemoGroup:
    """A group of the workshop."""

    key: str
    name: str
    name_qu: str
    kind: GroupKind


GROUPS = (
    DemoGroup(
        "communities", "Comunidades campesinas de la cuenca", "Mayu patapi ayllukuna",
        GroupKind.COMMUNITY,
    ),
    DemoGroup("women", "Organización de mujeres", "Warmikunap huñunakuynin", GroupKind.WOMEN),
    DemoGroup("youth", "Jóvenes del distrito", "Llaqtap waynankuna sipasninkuna", GroupKind.YOUTH),
    DemoGroup("council", "Municipalidad (ficticia)", "Municipalidad", GroupKind.AUTHORITY),
    DemoGroup("company", "Minera Inventada del Sur", "Empresa minera", GroupKind.COMPANY),
    DemoGroup(
        "artisans", "Asociación de minería artesanal", "Huch'uy minapi llamk'aqkuna",
        GroupKind.SMALL_MINING,
    ),
    DemoGroup("university", "Universidad (ficticia)", "Universidad", GroupKind.ACADEMIA),
)  # fmt: skip


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who came. `days` are the numbers of the days on which they were there."""

    name: str
    group: str
    sex: Sex
    age: AgeBand
    language: Tongue
    community: str = ""
    role: str = ""
    days: tuple[int, ...] = (1, 2, 3, 4)
    thumbprint: bool = False
    may_be_named: bool = False


def _came(
    group: str, sex: Sex, age: AgeBand, language: Tongue, community: str, *names: str
) -> tuple[DemoPerson, ...]:
    return tuple(DemoPerson(name, group, sex, age, language, community) for name in names)


_W, _M = Sex.WOMAN, Sex.MAN
_ES, _QU = Tongue.ES, Tongue.QU
_QOLLPA, _PUKARA = "Qollpa Inventada", "Pukara Imaginaria"

PEOPLE = (
    DemoPerson(
        "Benigna Inventada", "communities", _W, AgeBand.FROM_45, _QU, _QOLLPA, "Presidenta comunal",
        may_be_named=True,
    ),
    DemoPerson(
        "Saturnino Ficticio", "communities", _M, AgeBand.FROM_60, _QU, _PUKARA,
        "Presidente comunal", thumbprint=True, may_be_named=True,
    ),
    DemoPerson(
        "Eulogia Imaginaria", "communities", _W, AgeBand.FROM_60, _QU, _QOLLPA, "Comunera",
        thumbprint=True,
    ),
    DemoPerson(
        "Hilario Novelado", "communities", _M, AgeBand.FROM_45, _QU, _PUKARA, "Comité de riego",
        days=(1, 2, 4),
    ),
    *_came(
        "communities", _W, AgeBand.FROM_30, _QU, _QOLLPA,
        "Flora Figurada", "Nicolasa Supuesta", "Paulina Fabulada", "Sabina Inventada",
    ),
    *_came(
        "communities", _M, AgeBand.FROM_30, _QU, _PUKARA,
        "Cirilo Imaginario", "Dionisio Supuesto", "Fortunato Figurado", "Gumercindo Inventado",
    ),
    DemoPerson(
        "Lucrecia Ficticia", "women", _W, AgeBand.FROM_45, _QU, _QOLLPA, "Presidenta",
        may_be_named=True,
    ),
    *_came(
        "women", _W, AgeBand.FROM_30, _QU, _QOLLPA,
        "Marcelina Novelada", "Natividad Imaginaria", "Octavia Supuesta",
    ),
    *_came(
        "women", _W, AgeBand.FROM_45, _QU, _PUKARA,
        "Petronila Figurada", "Rosalía Inventada", "Santusa Fabulada",
    ),
    DemoPerson("Yeny Ficticia", "youth", _W, AgeBand.FROM_18, _ES, _QOLLPA, "Estudiante"),
    DemoPerson("Brayan Imaginario", "youth", _M, AgeBand.FROM_18, _ES, _PUKARA, days=(1, 3, 4)),
    *_came(
        "youth", _W, AgeBand.FROM_18, _QU, "", "Nayda Supuesta", "Maruja Figurada",
    ),
    DemoPerson("Edwin Inventado", "youth", _M, AgeBand.UNDER_18, _QU, _QOLLPA, days=(2, 3)),
    DemoPerson(
        "Valeria Fabulada", "council", _W, AgeBand.FROM_30, _ES, "", "Gerencia de ambiente",
        may_be_named=True,
    ),
    DemoPerson(
        "Wilber Figurado", "council", _M, AgeBand.FROM_45, _QU, "", "Jefatura de obras",
        may_be_named=True,
    ),
    *_came("council", _M, AgeBand.FROM_30, _ES, "", "Zenón Supuesto", "Abel Inventado"),
    DemoPerson(
        "Carolina Supuesta", "company", _W, AgeBand.FROM_30, _ES, "", "Relaciones comunitarias",
        may_be_named=True,
    ),
    *_came("company", _M, AgeBand.FROM_45, _ES, "", "Darío Ficticio", "Esteban Novelado"),
    DemoPerson(
        "Félix Imaginario", "artisans", _M, AgeBand.FROM_45, _QU, _PUKARA, "Presidente",
        may_be_named=True,
    ),
    *_came("artisans", _M, AgeBand.FROM_30, _QU, _PUKARA, "Grimaldo Figurado", "Honorio Supuesto"),
    DemoPerson("Isidora Inventada", "artisans", _W, AgeBand.FROM_30, _QU, _PUKARA, days=(1, 2)),
    DemoPerson(
        "Jimena Novelada", "university", _W, AgeBand.FROM_30, _ES, "", "Docente",
        may_be_named=True,
    ),
    DemoPerson("Kevin Fabulado", "university", _M, AgeBand.FROM_18, _ES, "", "Tesista"),
    DemoPerson("Leonor Figurada", "university", _W, AgeBand.FROM_18, _ES, "", "Tesista"),
)  # fmt: skip


@dataclass(frozen=True)
class DemoPoint:
    """A point of the agenda. `said` is what the acta tells of it."""

    day: int
    begins: str
    minutes: int
    title: str
    title_qu: str
    topic: str
    method: str
    said: str
    said_qu: str


AGENDA = (
    DemoPoint(
        1, "9:00", 60, "Apertura y acuerdos de convivencia", "Qallariy, allin kawsanapaq rimay",
        "", "En ronda",
        "Cada grupo se presentó. Se acordó hablar por turnos, en la lengua que cada uno quiera.",
        "Sapa huñu riqsichikurqan. Turnomanta rimay nisqa karqan, maypa siminpipas.",
    ),
    DemoPoint(
        1, "10:30", 150, "Gobernanza del territorio", "Allpa, unu kamachiy", "Gobernanza",
        "Exposición y mapa parlante",
        "Se dibujó la cuenca con sus canales, pozos y zonas de trabajo minero.",
        "Mayuta, yarqhakunata, mina k'itikunata ima siq'irqanku.",
    ),
    DemoPoint(
        2, "9:00", 180, "Qué nos preocupa", "Imataq llakichiwanchis", "Diálogo",
        "Tarjetas y puntos",
        "Se juntaron las preocupaciones en cuatro temas y cada persona puso tres puntos.",
        "Llakikunata tawa rimanapi huñurqanku, sapa runataq kimsa puntuta churarqan.",
    ),
    DemoPoint(
        2, "14:30", 120, "Escuchar para entender", "Uyarispa yachay", "Comunicación",
        "Trabajo en parejas",
        "Se practicó repetir con palabras propias lo que la otra persona dijo.",
        "Huk runap nisqanta kikin simiwan kutichirqanku.",
    ),
    DemoPoint(
        3, "9:00", 210, "El agua del canal: quién la usa y quién la mide",
        "Yarqhap unun: pitaq ruwan, pitaq tupun", "Monitoreo del agua", "Visita y medición",
        "Se midió el caudal: 21 litros por segundo en la toma alta y 4,8 en la toma baja.",
        "Unuta tupurqanku: hanay tomapi sapa segundo 21 litro, uray tomapi 4,8 litro.",
    ),
    DemoPoint(
        4, "9:00", 180, "Acuerdos y compromisos", "Kamachinakuykuna, hunt'anapaq rimaykuna",
        "Manejo de conflictos", "Plenaria",
        "Se leyó cada acuerdo en voz alta y se preguntó a cada grupo si estaba de acuerdo.",
        "Sapa kamachinakuyta ñawirirqanku, sapa huñutataq tapurqanku.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class DemoTheme:
    """Concerns about the same, and the dots that they got."""

    key: str
    title: str
    title_qu: str
    women: int
    men: int


THEMES = (
    DemoTheme("water", "Contaminación del agua", "Unu qhillichay", 33, 26),
    DemoTheme(
        "mining", "Expansión de la minería artesanal", "Huch'uy mina astawan wiñasqan", 12, 12
    ),
    DemoTheme(
        "institutions", "Las instituciones no se coordinan",
        "Kamachikuqkuna mana kuska llamk'asqanku", 10, 6,
    ),
    DemoTheme(
        "spaces", "Faltan espacios de diálogo para manejar los conflictos",
        "Ch'aqwaykunapaq rimanakuy mana kasqan", 8, 4,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class DemoWords:
    """One thing that somebody said, in their language, with a translation beside it."""

    point: int
    kind: ContributionKind
    group: str
    sex: Sex
    language: Tongue
    text: str
    translation: str = ""
    theme: str = ""
    seconds: int = 90
    quoted: bool = False
    speaker: str = ""
    """Who said it; only of those who agreed to be named."""


_CONCERN = ContributionKind.CONCERN

SAID = (
    DemoWords(
        3, _CONCERN, "communities", _W, _QU, "Yarqhap unun qhilliña, uywakuna unqushanku.",
        "El agua del canal ya está sucia, los animales se enferman.", "water", 140, quoted=True,
    ),
    DemoWords(
        3, _CONCERN, "women", _W, _QU, "Wawakunapaq ch'uya unu mana kanchu.",
        "No hay agua limpia para los niños.", "water", 95,
    ),
    DemoWords(
        3, _CONCERN, "youth", _W, _ES, "Nadie nos dice qué sale en los análisis del agua.", "",
        "water", 60,
    ),
    DemoWords(
        3, _CONCERN, "communities", _M, _QU, "Huch'uy mina yarqhaman chayamushan.",
        "La minería artesanal está llegando al canal.", "mining", 110,
    ),
    DemoWords(
        3, ContributionKind.EXPERIENCE, "artisans", _M, _QU,
        "Ñuqaykupas unumanta kawsayku, papelniykuta munayku.",
        "También nosotros vivimos del agua; queremos nuestros papeles.", "", 120, quoted=True,
    ),
    DemoWords(
        3, _CONCERN, "council", _W, _ES,
        "Cada institución mide por su lado y los datos no se juntan.", "", "institutions", 80,
    ),
    DemoWords(
        3, _CONCERN, "university", _W, _ES,
        "Hay ausencia de espacios donde construir consenso antes del conflicto.", "", "spaces", 70,
    ),
    DemoWords(
        5, ContributionKind.QUESTION, "communities", _W, _QU,
        "Pitaq yupaykunata qhawanqa?", "¿Quién va a revisar los números?", "", 40,
    ),
    DemoWords(
        5, ContributionKind.PROPOSAL, "youth", _M, _ES,
        "Que los jóvenes midan el agua cada mes, con la universidad.", "", "", 85,
    ),
    DemoWords(
        6, ContributionKind.PROPOSAL, "company", _W, _ES,
        "La empresa puede prestar maquinaria cinco días para limpiar el canal.", "", "", 75,
    ),
    DemoWords(
        6, ContributionKind.TESTIMONY, "communities", _M, _QU,
        "Ñawpaqqa rimayllapi qhipakurqan, kunanqa qillqasqa kachun.",
        "Antes quedaba en palabras; ahora que quede escrito.", "", 100, quoted=True,
        speaker="Saturnino Ficticio",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class DemoAgreement:
    """What was agreed, how far, and why not by everybody."""

    text: str
    text_qu: str
    extent: Extent
    dissent: str = ""
    dissent_qu: str = ""
    women_for: int = 0
    men_for: int = 0
    women_against: int = 0
    men_against: int = 0
    abstained: int = 0


AGREEMENTS = (
    DemoAgreement(
        "Limpiar el canal antes de la siembra, con faena y maquinaria.",
        "Yarqhata tarpuy ñawpaqta llamk'aywan, makinawan pichasun.",
        Extent.TOTAL, women_for=20, men_for=16,
    ),
    DemoAgreement(
        "Medir el agua cada mes con jóvenes de las dos comunidades y publicar los datos.",
        "Sapa killa iskay ayllup waynankuna sipasninkuna unuta tupunqaku, yupaykunata riqsichispa.",
        Extent.TOTAL, women_for=20, men_for=15, abstained=1,
    ),
    DemoAgreement(
        "Ningún trabajo minero nuevo a menos de cien metros del canal.",
        "Yarqhamanta pachak metrumanta aswan qayllapi ama musuq mina kachunchu.",
        Extent.PARTIAL,
        "La asociación de minería artesanal pide cincuenta metros y seis meses para mudarse.",
        "Huch'uy minapi llamk'aqkuna pichqa chunka metruta, suqta killata ima mañakunku.",
        women_for=18, men_for=10, women_against=1, men_against=3, abstained=4,
    ),
    DemoAgreement(
        "Con cuánto dinero aporta la empresa al reservorio de la parte alta.",
        "Hanay quchapaq empresa hayk'a qullqita churanan.",
        Extent.NONE,
        "La empresa pide primero un estudio. Las comunidades piden un monto para este año.",
        "Empresaqa ñawpaqta estudiota mañakun. Ayllukunaqa kay watapaq qullqita mañakunku.",
        women_for=12, men_for=9, women_against=2, men_against=5, abstained=8,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class DemoNews:
    """What was told of a promise, so many days after the end of the workshop."""

    day: int
    verb: Verb
    progress: int | None
    note: str
    delay: Delay | None = None
    new_due: int | None = None
    """Another due date, with the consent of who verifies."""
    view: Fulfilment | None = None


@dataclass(frozen=True)
class DemoView:
    """How one side sees the fulfilment of a promise."""

    day: int
    side: Side
    fulfilment: Fulfilment
    said_by: str
    note: str


@dataclass(frozen=True)
class DemoPromise:
    """A commitment. `agreement` counts from one; days are counted from the end of the workshop."""

    agreement: int
    what: str
    what_qu: str
    indicator: str
    indicator_qu: str
    responsible_group: str
    responsible_person: str
    verifier_group: str
    due: int | None
    condition: str = ""
    recurrence: Recurrence | None = None
    place: str = ""
    budget_source: str = ""
    risks: str = ""
    mail: str = ""
    """Where the responsible person is told; of a domain that cannot exist."""
    news: tuple[DemoNews, ...] = ()
    views: tuple[DemoView, ...] = ()
    instead: "DemoPromise | None" = None
    """What the parties changed it into."""


_COMMUNITIES, _WOMEN, _YOUTH, _COUNCIL, _COMPANY, _ARTISANS, _UNIVERSITY = (
    group.name for group in GROUPS
)
_PARTLY, _FULFILLED = Fulfilment.PARTLY, Fulfilment.FULFILLED

PROMISES = (
    DemoPromise(
        1, "Limpiar 3,2 km de canal con faena comunal.", "3,2 km yarqhata faenawan pichay.",
        "12 litros por segundo en la toma baja.", "Uray tomapi sapa segundo 12 litro unu.",
        _COMMUNITIES, "Benigna Inventada", _COUNCIL, 45, place="Canal de Qollpa Inventada",
        risks="Lluvia temprana", mail="benigna@comunidades.example",
        news=(
            DemoNews(12, Verb.START, 30, "Empezó la faena con cuarenta personas."),
            DemoNews(40, Verb.REPORT, 100, "La comunidad informa que terminó.", view=_FULFILLED),
            DemoNews(47, Verb.VERIFY, 100, "Se midieron 12,4 litros por segundo en la toma baja."),
        ),
    ),
    DemoPromise(
        1, "Prestar maquinaria durante cinco días.", "Pichqa p'unchaw makinata mañay.",
        "Parte diario de la máquina firmado por el comité de riego.",
        "Sapa p'unchaw makinap llamk'asqan qillqasqa.",
        _COMPANY, "Carolina Supuesta", _COMMUNITIES, 40, mail="carolina@minera-inventada.example",
        news=(
            DemoNews(15, Verb.START, 40, "Llegó la máquina; trabajó dos días."),
            DemoNews(
                44, Verb.REPORT, 100, "La empresa informa que cumplió los cinco días.",
                view=_FULFILLED,
            ),
        ),
        views=(
            DemoView(
                52, Side.VERIFIER, _PARTLY, "Hilario Novelado, comité de riego",
                "Los partes firmados son de cuatro días, no de cinco.",
            ),
        ),
    ),
    DemoPromise(
        2, "Capacitar a diez jóvenes para medir el agua.",
        "Chunka waynata sipasta unu tupuyta yachachiy.",
        "Diez constancias, la mitad a mujeres.", "Chunka constancia, kuskan warmikunapaq.",
        _UNIVERSITY, "Jimena Novelada", _WOMEN, 80,
        news=(
            DemoNews(30, Verb.START, 50, "Cinco jóvenes terminaron la primera parte."),
            DemoNews(
                70, Verb.TELL, None, "La segunda parte pasa a las vacaciones de los colegios.",
                Delay.ACCESS, new_due=130,
            ),
        ),
    ),
    DemoPromise(
        2, "Publicar los datos del agua en la plaza y en la radio.",
        "Unup yupayninkunata plazapi, radiopi riqsichiy.",
        "Hoja pegada y aviso de radio cada mes.", "Sapa killa qillqa, radiopi willaypas.",
        _COUNCIL, "Valeria Fabulada", _YOUTH, 30, recurrence=Recurrence.MONTHLY,
        mail="valeria@municipalidad-ficticia.example",
        news=(
            DemoNews(20, Verb.START, 60, "La hoja está lista."),
            DemoNews(29, Verb.REPORT, 100, "Se publicó el primer mes."),
            DemoNews(31, Verb.VERIFY, 100, "Los jóvenes vieron la hoja y oyeron el aviso."),
            DemoNews(63, Verb.START, 20, "Del segundo mes solo está la hoja."),
        ),
        views=(
            DemoView(
                66, Side.AFFECTED, _PARTLY, "Yeny Ficticia",
                "La hoja está, pero en las comunidades no se oye la radio.",
            ),
        ),
    ),
    DemoPromise(
        3, "Marcar cien metros a cada lado del canal.",
        "Yarqhap iskaynin waqtanpi pachak metruta unanchay.",
        "Hitos puestos y acta de la visita.", "Rumikuna churasqa, watukuypa acta qillqan.",
        _COUNCIL, "Wilber Figurado", _COMMUNITIES, 70,
        news=(
            DemoNews(
                50, Verb.BLOCK, 10, "Falta el permiso de la autoridad del agua.", Delay.PERMIT
            ),
        ),
    ),
    DemoPromise(
        3, "Pedir la ficha de formalización de cada socio.",
        "Sapa sociop formalizacionpaq papelninta mañay.",
        "Lista de fichas pedidas, con fecha.", "Mañasqa papelkunap listan, p'unchawniyuq.",
        _ARTISANS, "Félix Imaginario", _COUNCIL, None,
        condition="Dentro de los 30 días de que abra la ventanilla de formalización.",
    ),
    DemoPromise(
        1, "Comprar tubos para el tramo roto.", "P'akisqa k'itipaq tubokunata rantiy.",
        "Factura y tubos puestos.", "Factura, tubokunapas churasqa.",
        _COUNCIL, "Wilber Figurado", _COMMUNITIES, 50, budget_source="Presupuesto participativo",
        news=(
            DemoNews(20, Verb.CANCEL, 0, "Las partes anularon: el tramo se arregló con piedra."),
        ),
    ),
    DemoPromise(
        2, "Comprar un medidor de caudal.", "Unu tupunata rantiy.",
        "Medidor entregado a la universidad.", "Tupuna universidadman qusqa.",
        _COMPANY, "Darío Ficticio", _UNIVERSITY, 65,
        news=(
            DemoNews(
                25, Verb.REFORMULATE, 0, "El medidor tarda seis meses; mientras llega se alquila."
            ),
        ),
        instead=DemoPromise(
            2, "Alquilar un medidor de caudal hasta que llegue el comprado.",
            "Rantisqa tupuna chayamunankama, huk tupunata mañakuy.",
            "Medidor alquilado en manos de la universidad.",
            "Mañasqa tupuna universidadpa makinpi.",
            _COMPANY, "Darío Ficticio", _UNIVERSITY, 99,
        ),
    ),
    DemoPromise(
        2, "Invitar a las dos comunidades a revisar los datos del primer trimestre.",
        "Iskaynin ayllukunata kimsa killap yupayninkunata qhawaqman waqyay.",
        "Invitaciones entregadas con diez días de anticipación.",
        "Chunka p'unchaw ñawpaqta waqyakuy papelkuna qusqa.",
        _YOUTH, "Brayan Imaginario", _UNIVERSITY, 98, mail="brayan@jovenes.example",
    ),
)  # fmt: skip


GATHERED_AT = 3
"""At this point the concerns were gathered and got their dots."""

READ_FIRST = (
    "1. Donde decía «se midió el agua» debe decir cuánto se midió en cada toma.\n"
    "2. Faltaba decir que se habló por turnos y en la lengua de cada uno."
)
"""What the room corrected when the draft was read to it in Quechua."""
BEFORE_CORRECTION = {
    1: ("Cada grupo se presentó.", "Sapa huñu riqsichikurqan."),
    5: ("Se midió el agua en las dos tomas.", "Iskaynin tomapi unuta tupurqanku."),
}
"""What the acta told of these points until then."""

SEALED_WRONG = 5
AMENDED = "El caudal de la toma baja es 8,4 litros por segundo; por error se escribió 4,8."
AMENDED_SAID = (
    "Se midió el caudal: 21 litros por segundo en la toma alta y 8,4 en la toma baja.",
    "Unuta tupurqanku: hanay tomapi sapa segundo 21 litro, uray tomapi 8,4 litro.",
)
"""The sealed acta had a mistake in this point: another version mends it and says why."""

SIGNERS = (
    "Benigna Inventada", "Saturnino Ficticio", "Lucrecia Ficticia", "Yeny Ficticia",
    "Valeria Fabulada", "Carolina Supuesta", "Félix Imaginario", "Jimena Novelada",
)  # fmt: skip
NEXT_AGENDA = "Revisar los compromisos uno por uno\nRevisar los datos del agua"
OBSERVATIONS = "El segundo día llegó tarde el bus de Pukara Imaginaria; se empezó a las 9:40."
ENTERED = Entered("Libro de actas n.º 3 (ficticio)", "34 al 41", len(SIGNERS))
"""Where the acta was copied by hand: the book is what counts."""
