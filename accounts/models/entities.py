"""Whom people complain about, as each office lists them."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from accounts.roles import EntityKind
from kernel.database import Base, Id, enum_by_value
from kernel.text import canonical, fold


class Entity(Base):
    """A company, an authority or another body that an office knows and offers in its lists.

    A retired one is no longer offered but stays named where it was chosen. `folded` makes the
    spellings of one name equal, so that an office lists nobody twice.
    """

    __tablename__ = "accounts_entity"
    __table_args__ = (UniqueConstraint("office_id", "folded"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    name: Mapped[str]
    folded: Mapped[str]
    kind: Mapped[EntityKind] = mapped_column(enum_by_value(EntityKind))
    active: Mapped[bool] = mapped_column(default=True)

    @validates("name")
    def _fold_the_name(self, _field: str, name: str) -> str:
        name = " ".join(canonical(name).split())
        self.folded = fold(name)
        return name
