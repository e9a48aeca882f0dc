"""What the desk's search finds cases by: keyed digests of single words, never the words."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernel.database import Base
from kernel.vault import Sealed, SealedType


class SearchKey(Base):
    """The key under which one office digests the words of its cases, sealed for that office."""

    __tablename__ = "grievances_search_key"

    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), primary_key=True)
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    key: Mapped[Sealed] = mapped_column("sealed_key", SealedType)


class CaseWord(Base):
    """One word occurs in one case. `word` is 40 bits of its HMAC under the office's search key.

    The rows of a word lie together, the newest case last, so that a search reads as many of them
    as it shows.
    """

    __tablename__ = "grievances_case_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), primary_key=True)
    word: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("grievances_case.id"), primary_key=True, index=True
    )
