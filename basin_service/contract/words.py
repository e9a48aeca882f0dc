"""What people read, in Spanish, Quechua (Cusco, three vowels) and English.

The Quechua is written with care and without a native reader's eye on it yet.
"""

Words = dict[str, str]


def words(es: str, qu: str, en: str) -> Words:
    """One text in the three languages."""
    return {"es": es, "qu": qu, "en": en}


SERVICE_TITLE = words(
    "Servicio de modelos de cuenca", "Mayup k'itin qhawarina", "Basin-model service"
)
PROCESS_TITLE = words(
    "Cuenca endorreica de un salar (demostración)",
    "Kachi quchap mayup k'itin (qhawarinapaq)",
    "Endorheic salar basin (demonstration)",
)
PROCESS_DESCRIPTION = words(
    "Modelo ilustrativo y no calibrado del agua dulce de un salar. No sirve para decidir.",
    "Qhawarinapaqlla, manaraq tupusqawan chaninchasqachu. Ama chaywan kamachinakuychu.",
    "Illustrative and uncalibrated model of the fresh water of a salar. Not for decisions.",
)

SCENARIOS: dict[str, Words] = {
    "baseline": words("Línea de base (sin mina)", "Mana minayuq", "Baseline (no mine)"),
    "with-mine": words("Con mina", "Minayuq", "With mine"),
    "dry-climate": words(
        "Clima seco (sin mina)", "Usya pacha, mana minayuq", "Dry climate (no mine)"
    ),
    "with-mine-dry": words(
        "Con mina y clima seco", "Minayuq, usya pacha", "With mine, dry climate"
    ),
    "mine-reduced": words(
        "Mina con extracción reducida y gatillo",
        "Mina aswan pisi unuta urqun",
        "Mine with reduced abstraction and a trigger",
    ),
}

VARIABLES: dict[str, Words] = {
    "lagoon_level": words("Nivel de la laguna", "Quchap unun sayaynin", "Lagoon level"),
    "lagoon_area": words("Superficie de la laguna", "Quchap hatun kaynin", "Lagoon area"),
    "streamflow": words(
        "Caudal que llega a la laguna", "Quchaman yaykuq unu", "Streamflow into the lagoon"
    ),
    "spring_flow": words(
        "Caudal de la vertiente", "Pukyumanta lluqsiq unu", "Flow of the village spring"
    ),
    "aquifer_storage_change": words(
        "Cambio del agua guardada en el acuífero",
        "Allpa ukhupi unup hukchakuynin",
        "Change in aquifer storage",
    ),
    "unmet_community": words(
        "Agua que falta a la comunidad", "Aylluman pisiq unu", "Water the community lacks"
    ),
    "unmet_livestock": words(
        "Agua que falta a ganado y vegas",
        "Uywaman pisiq unu",
        "Water livestock and vegas lack",
    ),
    "mine_fresh_abstraction": words(
        "Agua dulce que toma la mina", "Minap urqusqan ch'uya unu", "Fresh water the mine takes"
    ),
}

BASIS = words(
    "ilustrativo: las partes deben acordarlo",
    "qhawarinapaqlla: llapa rimaqkuna kamachinakunanku",
    "illustrative: to be agreed by the parties",
)

CAVEATS = words(
    "Modelo ilustrativo y no calibrado: casi todos sus números son supuestos. El clima es "
    "sintético. No representa la interfaz entre agua dulce y salmuera, ni la calidad del agua, ni "
    "cada vertiente o vega por separado, ni lo que pasa dentro de un mes. No sirve para decidir.",
    "Kay qhawariyqa manaraq tupusqawan chaninchasqachu: yaqa llapan yupayninkuna yuyasqalla. "
    "Paranpas yuyasqalla. Manam rikuchinchu ch'uya unu kachi unuwan tupasqanta, nitaq unup ch'uya "
    "kayninta, nitaq sapa pukyuta. Ama chaywan kamachinakuychu.",
    "Illustrative and uncalibrated: nearly all of its numbers are assumptions. The climate is "
    "synthetic. It represents neither the interface of fresh water and brine, nor water quality, "
    "nor each spring or wetland by itself, nor what happens within a month. Not for decisions.",
)
