"""The form in which DBOS keeps what belongs to our work."""

import json
from typing import Any

from dbos import Serializer

from kernel.jobs.stored import plain, value


class Stored(Serializer):
    """Plain JSON of references and numbers; of an error only its kind and its place."""

    def name(self) -> str:
        """How DBOS marks rows that were written in this form."""
        return "rimanakuy-references"

    def serialize(self, data: Any) -> str:
        """Refuse everything that is not a reference, a number, a moment or a kind of error."""
        if isinstance(data, dict) and data.keys() == {"args", "kwargs"}:
            return json.dumps({"args": [plain(given) for given in data["args"]]})
        return json.dumps(plain(data))

    def deserialize(self, serialized_data: str) -> Any:
        """What was stored; an error comes back as `DutyFailed`."""
        stored = json.loads(serialized_data)
        if not isinstance(stored, dict):
            return stored
        if "args" in stored:
            return {"args": tuple(value(each) for each in stored["args"]), "kwargs": {}}
        return value(stored)
