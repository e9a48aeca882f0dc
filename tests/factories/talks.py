"""A thread in which a table talks: in two languages, with evidence, recorded words, moderation."""

from sqlalchemy.orm import Session

from accounts.models import Person
from basin.models import Evidence
from basin.queries.dossier import dossier_of
from basin.queries.showing import shown_of
from dialogue.documents.exhibits import of_cells, of_evidence
from dialogue.kinds import ModerationAct, PostKind, PostState, ThreadVisibility, Tongue
from dialogue.models import Exhibit, Mention, Post, PostTranslation, Process, Seat, Thread
from dialogue.operations.exhibits import Laid
from dialogue.operations.moderation import moderate_post
from kernel.policy import SYSTEM
from tests.factories.threads import new_post, new_thread

QUECHUA = (
    "Waylla pampapi manaña q'achu llapaq aypanchu. Yachayta munayku mayk'ama qocha uraykunman."
)
SPANISH = (
    "En la vega ya no alcanza el pasto para todas. Queremos saber hasta dónde puede bajar la "
    "laguna antes de que se seque el ojo de agua."
)


def talk(
    session: Session,
    process: Process,
    community: Seat,
    company: Seat,
    staff: Person,
    evidence: Evidence | None = None,
) -> Thread:
    """What a thread looks like after a month."""
    thread = new_thread(
        session, process, "¿Cuánta agua puede salir sin bajar la laguna?",
        title_qu="¿Hayk'a unutaq lloqsinman?", visibility=ThreadVisibility.PUBLIC,
        about="Para la sesión cinco: qué dicen los dos escenarios que pidió la mesa.",
    )  # fmt: skip
    first = new_post(
        session, thread, QUECHUA, kind=PostKind.CONCERN, language=Tongue.QU,
        spoken_by="Zenobia Mamani", recorded_by_id=staff.id, group_id=community.group_id,
    )  # fmt: skip
    session.add(
        PostTranslation(
            office_id=process.office_id, post_id=first.id, language=Tongue.ES, words=SPANISH,
            person_id=staff.id,
        )
    )  # fmt: skip
    new_post(
        session, thread, "¿Quién paga las mediciones, y quién guarda los datos?", community,
        kind=PostKind.QUESTION, answers_id=first.id,
    )  # fmt: skip
    told = new_post(
        session, thread,
        "Corrimos los dos escenarios que pidió la mesa: sin la mina y con la mina, 30 años.",
        recorded_by_id=staff.id,
    )  # fmt: skip
    if evidence is not None:
        lay(session, told, of_evidence(dossier_of(session, evidence), shown_of(session, evidence)))
    lay(
        session, told,
        of_cells(
            "Reclamos por agua recibidos", "Informe anual de la Defensoría, página 12", "2025",
            [("Por falta de agua", "41"), ("Por agua sucia", "17"), ("Por polvo", "menos de 5")],
        ),
    )  # fmt: skip
    offer = new_post(
        session, thread,
        "Bombear un 20 % menos de mayo a octubre y medir cada mes con la comunidad presente.",
        company, kind=PostKind.PROPOSAL,
    )  # fmt: skip
    session.add(Mention(office_id=process.office_id, post_id=offer.id, seat_id=community.id))
    hidden = new_post(session, thread, "Palabras que insultan", company)
    why = "Insulta a una persona. La pregunta puede hacerse otra vez sin el insulto."
    moderate_post(session, SYSTEM, process, hidden, ModerationAct.HIDE, why)
    new_post(session, thread, "¿Cuándo es la próxima medición?", community, state=PostState.WAITING)
    return thread


def lay(session: Session, post: Post, laid: Laid) -> Exhibit:
    """Evidence that lies beside a post already."""
    exhibit = Exhibit(
        office_id=post.office_id, post_id=post.id, kind=laid.kind, title=laid.title,
        sha256=laid.sha256, seen=laid.seen, reference=laid.reference,
    )  # fmt: skip
    session.add(exhibit)
    session.flush()
    return exhibit
