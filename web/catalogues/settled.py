"""One word for one thing: variants that were settled against, and what is written instead.

The agreed words themselves stand in `translations/glossary.csv`. Other variants are good Quechua,
too; side by side on one page they look like two things.
"""

import re

REFUSED: tuple[tuple[str, str], ...] = (
    (r"\bqutu", "huñu"),
    (r"\bfirma", "silq'uy"),
    (r"\bhayku", "yaykuy"),
    (r"\w{2}nchik", "-nchis"),
    (r"\w(?:y|nki)chik(?:chu)?\b", "-ychis, -nkichis"),
    (r"\bmanam\b", "manan"),
    (r"\bwisq'", "wichq'ay"),
    (r"\bllank'", "llamk'ay"),
    (r"(?<!\()\bpropuesta", "yuyaychasqa"),
    (r"(?<!rimanakuy )\btema", "rimanakuy tema"),
    (
        r"(?<!imarayku )(?<!ima )(?<!imam )(?<!imata )(?<!imataq )(?<!nitaq )(?<!taq )(?<!¿)"
        r"\bmana (?!hunikuy)[\w']+chu\b(?![^.,;:]* chayqa)",
        "manan …-chu",
    ),
)
"""Each variant as a pattern on small letters. In a main sentence it is `manan … -chu`; what is no
sentence of its own (a condition, a noun, why and what) has `mana`."""

_PATTERNS = tuple((re.compile(pattern), instead) for pattern, instead in REFUSED)


def unsettled(text: str) -> list[str]:
    """What `text` calls by another word than the one that was settled, said in Spanish."""
    return [
        f"«{found[0]}»: aquí se escribe {instead}"
        for pattern, instead in _PATTERNS
        for found in pattern.finditer(text.lower())
    ]
