"""The words for who stands behind a limit."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from basin.comparing import Standing
from web.locale import _l

STANDING: Mapping[StrEnum, Any] = {
    Standing.MODEL: _l("del modelo"),
    Standing.PROPOSED: _l("propuesto"),
    Standing.AGREED: _l("acordado"),
}
