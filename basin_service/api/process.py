"""The process that pygeoapi describes. It is never executed here: the job keeper runs it apart."""

from copy import deepcopy
from typing import Any

from pygeoapi.process.base import BaseProcessor

from basin_service import faults
from basin_service.contract import CONTRACT, words
from basin_service.contract.inputs import declared
from basin_service.contract.outputs import OUTPUTS
from basin_service.model.identity import MODEL_ID, VERSION


def description() -> dict[str, Any]:
    """Everything that the process says about itself, its texts in every language."""
    return {
        "id": MODEL_ID,
        "version": VERSION,
        "title": words.PROCESS_TITLE,
        "description": words.PROCESS_DESCRIPTION,
        "keywords": ["basin-model", CONTRACT, "pywr", "salar"],
        "jobControlOptions": ["async-execute", "dismiss"],
        "links": [],
        "inputs": declared(faults.inputs()),
        "outputs": deepcopy(OUTPUTS),
        "example": {"inputs": {"scenarios": ["baseline", "with-mine"], "mine_fresh_l_s": 30}},
    }


class SalarProcess(BaseProcessor):
    """The salar model as a process of pygeoapi."""

    def __init__(self, definition: dict[str, Any]) -> None:
        super().__init__(definition, description())
        self.supports_outputs = True
