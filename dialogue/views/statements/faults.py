"""What is amiss in the files of a conversation, in the words of the page: which file, which row."""

from collections.abc import Mapping
from typing import Any

from kernel.errors import BadInput
from web.locale import _, _l

SENTENCES: Mapping[str, Any] = {
    "polis-cell": _l("%(file)s, fila %(row)s: no se entiende la columna %(column)s."),
    "polis-columns": _l("%(file)s: la columna %(column)s falta o está dos veces."),
    "polis-counts-differ": _l(
        "%(file)s: la afirmación %(statement)s tiene otras cuentas que los votos. Los archivos no "
        "son de la misma conversación."
    ),
    "polis-file-missing": _l("Falta el archivo %(file)s."),
    "polis-not-text": _l("%(file)s no es un archivo CSV en UTF-8."),
    "polis-people-differ": _l(
        "%(file)s: la fila de la persona %(person)s no coincide con sus votos."
    ),
    "polis-signs-turned": _l("%(file)s: acuerdo y desacuerdo están cambiados; el acuerdo es 1."),
    "polis-too-large": _l("%(file)s tiene más de %(most)s, que es lo que se recibe."),
    "polis-twice": _l("%(file)s, fila %(row)s: la columna %(column)s repite otra fila."),
    "polis-unknown-statement": _l(
        "%(file)s tiene votos sobre la afirmación %(statement)s, que no está en la lista."
    ),
}


def sentence_of(fault: BadInput) -> str:
    """What is amiss and where."""
    found = SENTENCES.get(fault.code)
    if found is None:
        raise fault
    return str(_("Revise los archivos.")) + " " + str(found) % fault.facts
