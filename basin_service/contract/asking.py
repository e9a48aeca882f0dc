"""What each input of the process is called, and how it applies."""

from basin_service.contract.words import Words, words

TITLES: dict[str, Words] = {
    "scenarios": words("Escenarios", "Kanman hina qhawariykuna", "Scenarios"),
    "years": words("Años simulados", "Hayk'a wata", "Simulated years"),
    "members": words("Variantes del clima", "Hayk'a para pacha", "Climate members"),
    "seed": words("Semilla del azar", "Muhu yupay", "Random seed"),
    "mine_fresh_l_s": words(
        "Agua dulce de la mina", "Minap ch'uya unun", "Fresh water of the mine"
    ),
    "mine_brine_l_s": words("Salmuera de la mina", "Minap kachi unun", "Brine of the mine"),
    "rainfall_factor": words("Factor de lluvia", "Parap tupun", "Rainfall factor"),
    "spring_trigger": words("Gatillo por vertientes", "Pukyu tupu", "Spring trigger"),
    "induced_leakage": words(
        "Agua dulce arrastrada por la salmuera",
        "Kachi unup aysasqan ch'uya unu",
        "Fresh water drawn by the brine",
    ),
}

DESCRIPTIONS: dict[str, Words] = {
    "scenarios": words(
        "Qué se compara. Todos los escenarios reciben el mismo clima al azar.",
        "Imakuna tupachisqa kanqa. Llapanpaq kikin para.",
        "What is compared. All scenarios get the same random climate.",
    ),
    "years": words("Desde enero de 2026.", "2026 wata iniru killamanta.", "From January 2026."),
    "members": words(
        "Cuántos climas al azar se simulan; de ellos salen los percentiles 10, 50 y 90.",
        "Hayk'a para pacham yupasqa kanqa; chaymanta p10, p50, p90 lluqsin.",
        "How many random climates are simulated; percentiles 10, 50 and 90 come from them.",
    ),
    "seed": words(
        "La misma semilla da el mismo clima y los mismos resultados.",
        "Kikin yupaywan kikin para, kikin taripasqa.",
        "The same seed gives the same climate and the same results.",
    ),
    "mine_fresh_l_s": words(
        "Se aplica a todo escenario con mina: entero en «con mina» y «con mina y clima seco», la "
        "mitad en «extracción reducida».",
        "Minayuq qhawariykunapaqlla: aswan pisi urquqpiqa kuskanlla.",
        "Applies to every scenario with a mine: in full to with-mine and with-mine-dry, half of it "
        "to mine-reduced.",
    ),
    "mine_brine_l_s": words(
        "Se aplica a todo escenario con mina: entera en «con mina» y «con mina y clima seco», la "
        "mitad en «extracción reducida».",
        "Minayuq qhawariykunapaqlla: aswan pisi urquqpiqa kuskanlla.",
        "Applies to every scenario with a mine: in full to with-mine and with-mine-dry, half of it "
        "to mine-reduced.",
    ),
    "rainfall_factor": words(
        "Multiplica la lluvia y la nieve de todos los escenarios, además de su propio clima: 0,9 "
        "en «clima seco» (0,8) da 0,72.",
        "Llapa qhawariypa paranta mirachin icha pisiyachin.",
        "Multiplies rain and snow of every scenario, on top of its own climate: 0.9 in dry-climate "
        "(0.8) gives 0.72.",
    ),
    "spring_trigger": words(
        "Solo en «extracción reducida»: mientras las vertientes bajas dan menos de esta parte de "
        "su caudal natural, la mina toma el 25 % de su agua dulce. Cero: nunca recorta.",
        "Aswan pisi urquq minapaqlla: pukyukuna kaymanta pisita quptin, mina 25 % unullata urqun.",
        "In mine-reduced only: while the low springs give less than this part of their natural "
        "flow, the mine takes 25 % of its fresh water. Zero: it never cuts back.",
    ),
    "induced_leakage": words(
        "Parte de la salmuera bombeada que se repone con agua dulce, en todo escenario con mina. "
        "Es la mayor incógnita del modelo.",
        "Urqusqa kachi unup rantin ch'uya unu yaykuq, minayuq qhawariykunapi.",
        "The part of the pumped brine that fresh water replaces, in every scenario with a mine. "
        "The greatest unknown of the model.",
    ),
}
