"""The workshop at which the concern of the table was said: what is told of it, all invented."""

from demo.mesa_story import CONCERN, CONCERN_QU
from meetings.kinds import ContributionKind, Sex

TITLE = "Taller del agua en la escuela de Pastos Grandes (ficticio)"
TITLE_QU = "Pastos Grandes yachay wasipi unumanta huñunakuy (yuyasqalla)"
OBJECTIVE = "Que las familias digan qué les preocupa del agua antes de hablar con la empresa."
PLACE = "Escuela de Pastos Grandes (ficticia)"
GROUP_QU = "Pastos Grandes ayllu (yuyasqalla)"

POINT = "Qué nos preocupa del agua"
POINT_QU = "Unumanta ima llakiwanchis"
TOLD = "Se habló de la vertiente, de la vega y de lo que pide la empresa."
TOLD_QU = "Pukyumanta, uqhumanta, empresap mañakusqanmanta ima rimakurqa."

_W, _M = Sex.WOMAN, Sex.MAN
PEOPLE = (
    ("Eulogia Imaginaria", _W), ("Nazario Imaginario", _M), ("Rufina Ficticia", _W),
    ("Tomasa Inventada", _W), ("Evaristo Ficticio", _M), ("Maestra Imaginaria", _W),
)  # fmt: skip
"""Who came. Nobody agreed to be named in the acta."""

SAID = (
    (ContributionKind.CONCERN, _W, CONCERN, CONCERN_QU),
    (
        ContributionKind.EXPERIENCE, _M,
        "Hace tres años la vega de abajo se secó en octubre y vendimos la mitad de las llamas.",
        "Kimsa watañam uray uqhu octubre killapi ch'akipurqan, llamaykutaq kuskanta rantikurqayku.",
    ),
)  # fmt: skip
"""Kind, who, words, translation: all agreed to be quoted without a name."""

AGREED = (
    "Pedir a la oficina una mesa de diálogo con la empresa, la provincia y la universidad sobre "
    "el agua dulce."
)
AGREED_QU = (
    "Oficinata mañakuna empresawan, provinciawan, hatun yachay wasiwan ch'uya unumanta rimanakuy "
    "mesata."
)
WHY = (
    "La empresa pide agua de la misma vertiente que usa la escuela. Hay tiempo para hablar antes "
    "de que la provincia decida."
)
