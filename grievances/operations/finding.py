"""The index of the desk's search goes with every change; names and contacts never enter it."""

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from accounts.models import Office
from grievances.models import Case, CaseWord, SearchKey
from grievances.operations.moves import set_due
from grievances.queries.cases import keys_of
from grievances.queries.finding import PLACE_OF_KEY, search_key_of, texts_of_case, texts_said
from kernel.blind_index import digests
from kernel.database import Database, hold
from kernel.vault import DataKey, Sealed, Vault, new_key

PLACE_IN_CASE = "grievances_case.search_key"
BATCH = 100


def sealed_search_key(session: Session, vault: Vault, key: DataKey, office: Office) -> Sealed:
    """The search key of an office, sealed for a case: whoever opens the case can index it."""
    return key.seal(search_key_for(session, vault, office).hex(), PLACE_IN_CASE)


def index_case(session: Session, key: DataKey, case: Case) -> None:
    """Let the desk find a case by what was told, its place, its subjects and those named in it."""
    add_words(session, key, case, *texts_of_case(session, key, case))


def add_words(session: Session, key: DataKey, case: Case, *texts: str) -> None:
    """Let the desk find the case by these words too."""
    if case.search_key is not None:
        search_key = bytes.fromhex(key.open(case.search_key, PLACE_IN_CASE))
        _keep(session, case, digests(search_key, *texts))


def forget_words(session: Session, case: Case) -> None:
    """Let no search find the case by its words: it was purged, or is indexed anew."""
    session.execute(delete(CaseWord).where(CaseWord.case_id == case.id))


def index_anew(session: Session, vault: Vault, key: DataKey, case: Case) -> None:
    """Index everything that is said in a case today, and nothing that was said before."""
    if case.search_key is None:
        case.search_key = sealed_search_key(session, vault, key, case.office)
    index_what_is_said(session, key, case)


def index_what_is_said(session: Session, key: DataKey, case: Case) -> None:
    """Let no search find the case by words that were replaced by others."""
    forget_words(session, case)
    index_case(session, key, case)
    add_words(session, key, case, *texts_said(session, key, case))


def index_more(session: Session, vault: Vault, after: int) -> int:
    """Index the next cases anew, with their deadlines; the last one done, 0 when all are."""
    return _index_some(session, vault, Case.id > after)


def index_cases_of_before(database: Database, vault: Vault) -> None:
    """Index the cases that came before the search of the desk; interrupted, it goes on later."""
    last = 0
    while last := _index_next_of_before(database, vault, last):
        pass


def _index_next_of_before(database: Database, vault: Vault, after: int) -> int:
    waiting = and_(Case.id > after, Case.search_key.is_(None))
    with database.reading() as session:  # the usual answer, without waiting for other writers
        if session.scalar(select(Case.id).where(waiting).limit(1)) is None:
            return 0
    with database.changing() as session:
        return _index_some(session, vault, waiting)


def _index_some(session: Session, vault: Vault, which: ColumnElement[bool]) -> int:
    cases = session.scalars(select(Case).where(which).order_by(Case.id).limit(BATCH)).all()
    keys = keys_of(session, vault, cases)
    for case in cases:
        set_due(case)
        if key := keys.get(case.id):  # none: destroyed, and the words with it
            index_anew(session, vault, key, case)
        else:
            forget_words(session, case)
    return cases[-1].id if cases else 0


def search_key_for(session: Session, vault: Vault, office: Office) -> bytes:
    """The search key of an office, made when it is first needed."""
    found = search_key_of(session, vault, office)
    if found is None:
        hold(session, f"search-key:{office.id}")  # a twin that waits here finds the key below
        found = search_key_of(session, vault, office)
    if found is None:
        found, key = new_key(), vault.new_data_key(session, [office.holder])
        sealed = key.seal_bytes(found, PLACE_OF_KEY)
        session.add(SearchKey(office_id=office.id, data_key_id=key.id, key=sealed))
    return found


def _keep(session: Session, case: Case, words: set[int]) -> None:
    if not words:
        return
    on_postgres = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgres else sqlite.insert
    rows = [
        {"office_id": case.office_id, "word": word, "case_id": case.id} for word in sorted(words)
    ]
    session.execute(insert(CaseWord).on_conflict_do_nothing(), rows)
