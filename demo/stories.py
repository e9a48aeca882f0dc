"""Some forty fictional grievances, in Spanish and Quechua, at every stage of the way."""

from dataclasses import dataclass
from typing import Any

from accounts.roles import Role, Track
from demo import paths
from demo.intake import Came
from demo.paths import Act
from grievances.answers import Answers
from grievances.kinds import Channel, Consent, Danger, ForWhom, SafeContact, Tier, Topic

CUSCO = ("PE", "PE-CUS")
CHUMBIVILCAS = "PE-UBI-0807"
DISTRICTS = {
    "Santo Tomás": "PE-UBI-080701",
    "Capacmarca": "PE-UBI-080702",
    "Chamaca": "PE-UBI-080703",
    "Colquemarca": "PE-UBI-080704",
    "Livitaca": "PE-UBI-080705",
    "Llusco": "PE-UBI-080706",
    "Quiñota": "PE-UBI-080707",
    "Velille": "PE-UBI-080708",
}
SALTA = ("AR", "AR-A")


@dataclass(frozen=True)
class Story:
    """One case: where, in which language, how many days ago it came in, and what followed."""

    office: str
    language: str
    days_ago: float
    answers: Answers
    path: tuple[Act, ...] = ()
    entities: tuple[str, ...] = ()
    """Names of the office's list."""
    came: Came | None = None
    """By whom it was taken down; None when the person wrote it on the web."""


def _cusco(language: str, days_ago: float, path: tuple[Act, ...], **told: Any) -> Story:
    listed, came = told.pop("listed", ()), told.pop("came", None)
    district = next((code for name, code in DISTRICTS.items() if name in told["place"]), "")
    answers = Answers(
        country=CUSCO[0], department=CUSCO[1], province=CHUMBIVILCAS, district=district, **told
    )
    return Story("cusco", language, days_ago, answers, path, listed, came)


def _salta(language: str, days_ago: float, path: tuple[Act, ...], **told: Any) -> Story:
    """This office takes only questions and alerts without a name."""
    if told.get("track") not in {Track.ALERTA, Track.CONSULTA}:
        told = {"tier": Tier.RESERVED, "name": "Persona inventada"} | told
    listed = told.pop("listed", ())
    answers = Answers(country=SALTA[0], department=SALTA[1], **told)
    return Story("salta", language, days_ago, answers, path, listed)


CUSCO_STORIES = (
    _cusco(
        "qu",
        0.2,
        (),
        topics=(Topic.WATER, Topic.VIOLENCE),
        most=Topic.VIOLENCE,
        track=Track.ALERTA,
        place="Qollpa",
        story="Yarqhamanta rimasqaykurayku runakuna tuta wasiyman hamurqanku. Manchachiwanku: "
        "'Ama rimaychu' nispa. Wawaykunawan kachkani.",
        dangers=(Danger.VIOLENCE, Danger.CHILDREN),
        fears_reprisal=True,
        safe_contact=(SafeContact.RECEIPT_ONLY, SafeContact.NEVER_CALL),
        respondent="Mana riqsinichu",
    ),
    _cusco(
        "es",
        0.6,
        (),
        topics=(Topic.AIR, Topic.HEALTH),
        place="Escuela del sector Añahuichi",
        came=Came(Channel.VISIT, Role.MONITOR),
        for_whom=ForWhom.GROUP,
        group="Padres y madres de la escuela",
        people=46,
        tier=Tier.NAMED,
        name="Presidenta inventada de la asociación",
        spokesperson="Profesor inventado",
        phone="000 111 222",
        story="Los camiones pasan todo el día junto a la escuela y levantan polvo. Los niños "
        "tosen. Pedimos que rieguen el camino y que bajen la velocidad. Nadie nos contesta.",
        happened="Todos los días, desde marzo",
        happened_days="2026-03-02/..",
        listed=("Transportes Inventados",),
    ),
    _cusco(
        "qu",
        1,
        paths.ACKNOWLEDGED,
        topics=(Topic.WATER,),
        place="Qollpa, wichay sector",
        tier=Tier.RESERVED,
        name="Ficticia Warmi",
        phone="000 333 444",
        story="Siptiyimrimanta unu mana chayamunchu chakraykuman. Wichaypi yarqhata wichq'arqanku. "
        "Papaykuna ch'akichkan, uywakunapas yaku maskhaspa purinku.",
        happened="Siptiyimrimanta",
        happened_days="2025-09-01/..",
        listed=("Minera Inventada del Sur",),
        safe_contact=(SafeContact.NEVER_CALL, SafeContact.SAY_HEALTH_POST),
        safe_contact_note="Martes juevesllapi ñawirini.",
    ),
    _cusco(
        "es",
        2,
        paths.ACKNOWLEDGED,
        topics=(Topic.OTHER,),
        track=Track.CONSULTA,
        place="Livitaca",
        came=Came(Channel.PHONE),
        story="¿Cómo puedo pedir una copia del estudio de agua que hizo la mina? ¿Tengo derecho? "
        "¿Cuánto cuesta y en cuánto tiempo me la deben dar?",
    ),
    _cusco(
        "es",
        3,
        paths.SCREENED,
        topics=(Topic.WORK,),
        place="Chamaca",
        tier=Tier.RESERVED,
        name="Obrero inventado",
        email="obrero@demo.example",
        respondent="Contratista inventado",
        story="El contratista nos debe dos meses de pago a quince trabajadores. Cuando reclamamos "
        "dicen que ya no hay trabajo para el que se queja.",
        fears_reprisal=True,
        for_whom=ForWhom.GROUP,
        group="Trabajadores del contratista",
        people=15,
    ),
    _cusco(
        "qu",
        4,
        paths.ASKED,
        topics=(Topic.ANIMALS,),
        place="Llusco, urasector",
        tier=Tier.RESERVED,
        name="Uywa Michiq",
        story="Uywaykuna wañuchkan. Mayumanta unuta upyaspa unqunku. Kimsa waka, pichqa uwiha "
        "wañurqanña. Mayu unu q'illu rikch'akun.",
        dangers=(Danger.SPILL,),
        respondent="Mina",
    ),
    _cusco(
        "es",
        6,
        paths.ANSWERED,
        topics=(Topic.LAND,),
        place="Quiñota",
        came=Came(Channel.LETTER),
        tier=Tier.NAMED,
        name="Vecino inventado",
        phone="000 555 666",
        respondent="Concesión inventada",
        story="Pusieron hitos de la concesión dentro de mi chacra sin avisarme. Tengo mi título "
        "desde 1998 y el plano del municipio.",
    ),
    _cusco(
        "es",
        8,
        paths.RECOMMENDED,
        topics=(Topic.WATER,),
        place="Quebrada Huayllani, Velille",
        for_whom=ForWhom.GROUP,
        group="Comité de riego Huayllani",
        people=41,
        tier=Tier.NAMED,
        name="Vocera inventada",
        story="Hay relave en la acequia. El agua baja gris desde el lunes y los peces aparecieron "
        "muertos. Cuarenta y una familias regamos con esa agua.",
        dangers=(Danger.SPILL,),
        happened_days="2026-02-02",
        spokesperson="Vocera inventada",
        listed=("Planta concentradora inventada", "Autoridad Imaginaria del Agua"),
    ),
    _cusco(
        "qu",
        9,
        paths.RECOMMENDED,
        topics=(Topic.HEALTH,),
        place="Velille",
        came=Came(Channel.RADIO, interpreter="Intérprete inventada"),
        for_whom=ForWhom.ANOTHER,
        consent=Consent.GIVEN,
        story="Mamaypa qaranpi k'irikuna rikhurimun unuwan mayllakuspa. Hampina wasipi "
        "'manan yachaykuchu' ninku.",
        dangers=(Danger.LIFE,),
    ),
    _cusco(
        "es",
        12,
        paths.ADMITTED,
        topics=(Topic.PROMISE,),
        place="Capacmarca",
        tier=Tier.NAMED,
        name="Dirigente inventado",
        story="En el acta de 2024 la empresa prometió arreglar el camino y poner un puente. Ya "
        "pasaron dos años y no hay nada. Tenemos copia del acta firmada.",
        respondent="Empresa inventada",
    ),
    _cusco(
        "es",
        14,
        paths.INVESTIGATED,
        topics=(Topic.HOUSE,),
        place="Santo Tomás, barrio alto",
        tier=Tier.RESERVED,
        name="Vecina inventada",
        phone="000 777 888",
        story="Con las voladuras se rajaron las paredes de mi casa y las de tres vecinos. Suena "
        "a las dos de la mañana y los vidrios tiemblan.",
        safe_contact=(SafeContact.ONLY_DAYS,),
        safe_contact_note="Domingos por la tarde.",
    ),
    _cusco(
        "qu",
        16,
        paths.REPORT_ASKED,
        topics=(Topic.WATER,),
        place="Pukyu, Colquemarca",
        for_whom=ForWhom.GROUP,
        group="Ayllu Pukyu",
        people=30,
        respondent="Empresa",
        story="Pukyuykumanta unu pisiyapun. Ñawpaq watakunapi sapa p'unchaw hunt'a karqan, kunanqa "
        "huk ratullaña hamun. Kimsa chunka ayllu chay unuta upyayku.",
    ),
    _cusco(
        "es",
        25,
        paths.REPORTED,
        topics=(Topic.AIR,),
        place="Colquemarca",
        tier=Tier.NAMED,
        name="Profesor inventado",
        story="El humo de la planta llega al colegio por las tardes. Los alumnos se marean y "
        "tenemos que cerrar las ventanas.",
        dangers=(Danger.CHILDREN,),
    ),
    _cusco(
        "es",
        30,
        paths.PROPOSED,
        topics=(Topic.WATER,),
        place="Canal Qollpa, Santo Tomás",
        tier=Tier.RESERVED,
        name="Regante inventada",
        phone="000 999 000",
        respondent="Empresa inventada",
        story="Cortaron el agua del canal para lavar los camiones. No avisaron a la comunidad ni "
        "al comité de riego.",
    ),
    _cusco(
        "qu",
        32,
        paths.PROPOSED,
        topics=(Topic.LAND,),
        place="Chamaca",
        respondent="Empresa",
        story="Chakrayta mana tapuwaspa saruspa karrukuna pasan. Sarayta saqtarqanku. Pagasaqku "
        "nirqanku, manan imatapas quwankuchu.",
    ),
    _cusco(
        "es",
        35,
        paths.COMMUNICATED,
        topics=(Topic.ANIMALS,),
        place="Livitaca",
        tier=Tier.NAMED,
        name="Ganadero inventado",
        story="El perro del campamento mató a seis alpacas. La empresa dice que no es su perro, "
        "pero duerme en su puerta.",
    ),
    _cusco(
        "qu",
        38,
        paths.COMMUNICATED,
        topics=(Topic.PROMISE,),
        place="Velille",
        for_whom=ForWhom.GROUP,
        group="Velille llaqta",
        people=120,
        story="Empresaqa llamk'ayta wayna sipaskunapaq qusaq nirqan. Actapi qillqasqa kachkan. "
        "Mana pipas llamk'ayman yaykurqanchu.",
    ),
    _cusco(
        "es",
        45,
        paths.FOLLOWED,
        topics=(Topic.WATER,),
        place="Manantial Ccollpa",
        tier=Tier.RESERVED,
        name="Comunera inventada",
        story="El manantial salía turbio después de las perforaciones. Los animales ya no querían "
        "beber y nosotros comprábamos agua.",
    ),
    _cusco(
        "es",
        60,
        paths.CLOSED,
        topics=(Topic.HOUSE,),
        place="Camino a Quiñota",
        for_whom=ForWhom.GROUP,
        group="Vecinos del camino",
        people=18,
        tier=Tier.NAMED,
        name="Delegado inventado",
        story="Cerraron el camino comunal con una tranquera y cobran por pasar.",
    ),
    _cusco(
        "qu",
        70,
        paths.CLOSED,
        topics=(Topic.WATER,),
        place="Santo Tomás",
        story="Empresaqa yarqhata allicharqanchu manachu, chayta yachayta munayku. Unu pisillaraq.",
    ),
    _cusco(
        "es",
        20,
        paths.DECLINED,
        topics=(Topic.OTHER,),
        place="Santo Tomás",
        tier=Tier.NAMED,
        name="Vecino dos inventado",
        story="Mi vecino movió el cerco y me quitó dos metros de terreno.",
    ),
    _cusco(
        "es",
        7,
        paths.NOT_RECOMMENDED,
        topics=(Topic.HOUSE,),
        place="Velille, barrio inventado",
        tier=Tier.NAMED,
        name="Vecina cuatro inventada",
        story="La vecina construyó su pared sobre mi patio y dice que el terreno es suyo.",
    ),
    _cusco(
        "es",
        28,
        paths.NOT_UPHELD,
        topics=(Topic.WATER,),
        place="Río inventado, Velille",
        track=Track.PETITORIO,
        tier=Tier.RESERVED,
        name="Vecina tres inventada",
        story="Pido que midan el agua del río cada mes y que peguen el resultado en la plaza.",
    ),
    _cusco(
        "qu",
        30,
        paths.DISPUTED,
        topics=(Topic.WATER,),
        place="Velille mayu",
        tier=Tier.RESERVED,
        name="Ficticio Qhari",
        story="Mayuq unun usya killapi qhilliyapun. Sapa wata kaqllata rikuyku, pipas mana "
        "uyariwankuchu.",
    ),
    _cusco(
        "es",
        36,
        paths.REOPENED,
        topics=(Topic.HEALTH,),
        place="Chamaca, anexo inventado",
        for_whom=ForWhom.GROUP,
        group="Familias del anexo",
        people=22,
        story="En el anexo hay muchas personas con dolor de estómago desde que cambió el color "
        "del agua.",
    ),
)

SALTA_STORIES = (
    _salta(
        "es",
        0.4,
        (),
        topics=(Topic.WATER,),
        place="Vega inventada, cerca del salar",
        for_whom=ForWhom.GROUP,
        group="Comunidad inventada del salar",
        people=63,
        tier=Tier.NAMED,
        name="Cacica inventada",
        phone="000 121 212",
        story="La vega se está secando. Antes las llamas pastaban todo el año y ahora el pasto "
        "está amarillo en enero. Cerca hay dos pozos nuevos que bombean de noche.",
        happened="Desde el verano pasado",
        happened_days="2026-01-01/2026-03-20",
        listed=("Proyecto de litio inventado",),
    ),
    _salta(
        "es",
        0.9,
        (),
        topics=(Topic.VIOLENCE,),
        track=Track.ALERTA,
        place="Ruta inventada",
        story="Un camión tiró al costado de la ruta bidones con un líquido que quema los ojos.",
        dangers=(Danger.SPILL, Danger.LIFE),
        tier=Tier.ANONYMOUS,
    ),
    _salta(
        "es",
        2,
        paths.ACKNOWLEDGED,
        topics=(Topic.PROMISE,),
        place="Santa Inventada",
        tier=Tier.RESERVED,
        name="Maestra inventada",
        story="Firmaron un convenio para el salón comunitario. Dejaron los cimientos y se fueron.",
    ),
    _salta(
        "qu",
        3,
        paths.SCREENED,
        topics=(Topic.ANIMALS,),
        place="Puna inventada",
        story="Llamaykuna kachi quchaq yakunta upyaspa unqun. Ñawpaqqa manan hinachu karqan.",
    ),
    _salta(
        "es",
        5,
        paths.ASKED,
        topics=(Topic.LAND,),
        place="Quebrada inventada",
        tier=Tier.NAMED,
        name="Pastora inventada",
        story="Alambraron el paso de la majada. Tengo que dar una vuelta de cuatro horas.",
    ),
    _salta(
        "es",
        7,
        paths.RECOMMENDED,
        topics=(Topic.WATER,),
        place="Ojo de agua inventado",
        for_whom=ForWhom.GROUP,
        group="Regantes inventados",
        people=12,
        fears_reprisal=True,
        story="Bajó el nivel del ojo de agua. Medimos con una vara: quince centímetros en un año.",
    ),
    _salta(
        "es",
        10,
        paths.ADMITTED,
        topics=(Topic.WORK,),
        place="San Antonio inventado",
        tier=Tier.RESERVED,
        name="Trabajadora inventada",
        email="trabajadora@demo.example",
        story="A las mujeres nos pagan menos por el mismo turno de cocina en el campamento.",
        safe_contact=(SafeContact.RECEIPT_ONLY,),
    ),
    _salta(
        "es",
        15,
        paths.INVESTIGATED,
        topics=(Topic.AIR,),
        place="Estación inventada",
        story="El viento trae polvo blanco de los acopios hasta las casas y arde la garganta.",
    ),
    _salta(
        "es",
        18,
        paths.REPORT_ASKED,
        topics=(Topic.OTHER,),
        track=Track.PETITORIO,
        place="Salar inventado",
        tier=Tier.NAMED,
        name="Consejera inventada",
        story="Pedimos que nos expliquen el modelo de agua en una asamblea, con tiempo y en "
        "palabras simples, antes de firmar cualquier acuerdo.",
    ),
    _salta(
        "es",
        27,
        paths.PROPOSED,
        topics=(Topic.HOUSE,),
        place="Paraje inventado",
        story="Los camiones rompieron la cañería que trae agua a siete casas.",
    ),
    _salta(
        "es",
        34,
        paths.COMMUNICATED,
        topics=(Topic.WATER,),
        place="Laguna inventada",
        tier=Tier.RESERVED,
        name="Guía inventado",
        story="Los flamencos dejaron la laguna este año. Queremos saber si bajó el agua.",
    ),
    _salta(
        "es",
        40,
        paths.CONFIRMED,
        topics=(Topic.LAND,),
        place="Abra inventada",
        tier=Tier.NAMED,
        name="Arriero inventado",
        story="Pasaron una máquina por encima de la apacheta. Pedimos respeto y que la repongan.",
    ),
    _salta(
        "qu",
        50,
        paths.FOLLOWED,
        topics=(Topic.PROMISE,),
        place="Puna inventada, hanaq",
        story="Pozo qhawanapaq unuta churasaqku nirqanku. Kunankama mana churankuchu.",
    ),
    _salta(
        "es",
        65,
        paths.CLOSED,
        topics=(Topic.WATER,),
        place="Vega chica inventada",
        for_whom=ForWhom.ANOTHER,
        story="A mi abuela se le secó el pozo. Ella no sabe escribir y me pidió que avise.",
    ),
    _salta(
        "es",
        22,
        paths.DECLINED,
        topics=(Topic.OTHER,),
        track=Track.CONSULTA,
        place="Salta",
        story="Quiero saber si puedo vender mi terreno heredado sin la firma de mis hermanos.",
    ),
    _salta(
        "es",
        31,
        paths.DISPUTED,
        topics=(Topic.HEALTH,),
        place="Pueblo inventado",
        for_whom=ForWhom.GROUP,
        group="Grupo de madres inventado",
        people=9,
        dangers=(Danger.CHILDREN,),
        story="Nuestros hijos tienen manchas en los dientes y en la piel. El agua tiene arsénico, "
        "dice la enfermera, y nadie lo quiere escribir.",
    ),
)

STORIES = (*CUSCO_STORIES, *SALTA_STORIES)
