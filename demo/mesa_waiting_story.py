"""What still waits for an answer at the table of Pastos Grandes, so that a newcomer can give it.

Whoever types the printed card finds statements to vote on, a round to answer and a promise to
confirm. All of it is invented.
"""

from dialogue.protocols.kinds import PositionOption

ADDED_DAYS_AGO = 5
STATEMENTS = (
    ("Las mediciones deben leerse en voz alta en la asamblea.",
     "Tupusqankunataqa ayllu huñunakuypi sinchita ñawirinan."),
    ("Los jóvenes de la comunidad deben aprender a medir.",
     "Ayllup wayna sipasninkuna tupuyta yachananku."),
    ("Con 30 litros por segundo la mina puede trabajar y la vega seguir verde.",
     "Sapa segundo 30 litrowan minapas llamk'anman, uqhupas q'umirllaraq kanman."),
)  # fmt: skip
"""Added once the table had agreed; the holder of the printed card has not seen them yet."""

VOTES = {
    "Eulogia Imaginaria": (1, 1, -1),
    "Delia Ficticia": (0, 1, 1),
    "Omar Inventado": (1, 1, 1),
    "Graciela Imaginaria": (1, 1, 0),
}

PROPOSED_DAYS_AGO = 3
PROPOSAL = "Cada cuánto se reúne la mesa"
PROPOSAL_QU = "Hayk'aqtaq mesa huñunakun"
WORDS = (
    "La mesa se reúne cada tres meses en la escuela. La universidad trae las mediciones, y la "
    "empresa paga el viaje de quienes vienen de lejos."
)
WORDS_QU = (
    "Mesaqa sapa kimsa killa yachay wasipi huñunakun. Hatun yachay wasi tupusqankunata apamun, "
    "empresataq karumanta hamuqkunap puriyninta pagan."
)
BROUGHT_BY = "university"

OPENED_DAYS_AGO = 2
POSITIONS = {
    "Eulogia Imaginaria": (PositionOption.AGREE, ""),
    "Delia Ficticia": (PositionOption.AGREE, "Podemos pagar el viaje si se avisa con un mes."),
    "Omar Inventado": (PositionOption.AGREE, ""),
    "Irma Inventada": (PositionOption.AGREE, ""),
    "Graciela Imaginaria": (PositionOption.AGREE, ""),
}
"""Who has answered: with one voice more of the community its quorum is there."""
