"""What whoever opens the archive reads first, in three languages: plain text, for any machine."""

from zoneinfo import ZoneInfo

from basin.queries.dossier import Dossier
from kernel.seals import grouped

HAND = {
    "es": "Cargada a mano, no verificada por el servicio.",
    "qu": "Makiwan churasqa, manan servicio chaninchasqanchu.",
    "en": "Loaded by hand, not verified by the service.",
}
ILLUSTRATIVE = {
    "es": "Ilustrativo, no calibrado.",
    "qu": "Qhawarinapaqlla, manan chiqap tupuykunawan tupachisqachu.",
    "en": "Illustrative, not calibrated.",
}
TOLD = {
    "es": """ESPAÑOL
{title}
Evidencia {code} del estudio {study}, anotada por {office} el {day}.
{warnings}
Qué hay aquí
  evidence.json          el documento sellado, byte por byte
  timeseries.covjson     las series (CoverageJSON), si las hay
  timeseries.csv         las mismas series como tabla
  datapackage.json       las columnas de la tabla y sus unidades (Frictionless)
  original.*, received.* lo que se recibió, sin cambiar nada
  manifest-sha256.txt    la huella de cada archivo

Cómo comprobarlo sin confiar en nadie
  1. En esta carpeta:   sha256sum -c manifest-sha256.txt
  2. La huella sha256 de evidence.json es la huella de esta evidencia:
       {sha256}
     Sus primeros 16 signos son los que están impresos en papeles y actas:
       {fingerprint}
  3. Compárela con el papel, o en {verify}
  4. evidence.json dice la huella de cada parte; compárela con el manifiesto.
""",
    "qu": """RUNASIMI
{title_qu}
Evidencia {code}, estudio {study}. {office} qillqarqan, {day}.
{warnings}
Kaypi kan
  evidence.json          sellasqa qillqa, mana imapas kuyuchisqa
  timeseries.covjson     tupuykuna, kaptinqa
  timeseries.csv         chay tupuykunallataq, huk tawlapi
  datapackage.json       tawlap sutinkuna, unidadninkunapas
  original.*, received.* chayamusqan hina
  manifest-sha256.txt    sapa archivop huellan

Imaynatam qhawana
  1. Kay carpetapi:     sha256sum -c manifest-sha256.txt
  2. evidence.json archivop sha256 huellanmi kay evidenciap huellan:
       {sha256}
     Ñawpaq 16 unanchankunam papelkunapi kachkan:
       {fingerprint}
  3. Papelwan tupachiy, utaq kaypi: {verify}
  4. evidence.json sapa rakip huellanta nin; manifiestowan tupachiy.
""",
    "en": """ENGLISH
{title}
Evidence {code} of the study {study}, entered by {office} on {day}.
{warnings}
What is here
  evidence.json          the sealed document, byte for byte
  timeseries.covjson     the series (CoverageJSON), if there are any
  timeseries.csv         the same series as a table
  datapackage.json       the columns of the table and their units (Frictionless)
  original.*, received.* what came in, unchanged
  manifest-sha256.txt    the hash of every file

How to check it without trusting anybody
  1. In this folder:    sha256sum -c manifest-sha256.txt
  2. The sha256 of evidence.json is the fingerprint of this evidence:
       {sha256}
     Its first 16 signs are what stands printed on papers and minutes:
       {fingerprint}
  3. Compare it with the paper, or at {verify}
  4. evidence.json names the hash of every part; compare it with the manifest.
""",
}


def readme(dossier: Dossier, public_url: str) -> str:
    """The text, with what must not be overlooked in each language."""
    local = dossier.made_at.astimezone(ZoneInfo(dossier.time_zone))
    facts = {
        "title": dossier.name,
        "title_qu": dossier.titles["qu"],
        "code": dossier.code,
        "study": dossier.study,
        "office": dossier.office,
        "day": local.isoformat(sep=" ", timespec="minutes"),
        "sha256": dossier.sha256,
        "fingerprint": grouped(dossier.fingerprint),
        "verify": f"{public_url}/v/{dossier.fingerprint}",
    }
    return "\n".join(
        text.format(**facts, warnings=_warnings(dossier, language))
        for language, text in TOLD.items()
    )


def _warnings(dossier: Dossier, language: str) -> str:
    caveats = dossier.facts.get("caveats") or {}
    said = [
        HAND[language] if dossier.origin == "hand" else "",
        ILLUSTRATIVE[language] if dossier.is_illustrative else "",
        str(caveats.get(language) or ""),
    ]
    return "".join(f"! {line}\n" for line in said if line)
