"""What people write: one canonical form to keep, one folded form to find it again.

The canonical form changes nothing that a person would call a spelling. The folded form makes the
spellings of Southern Quechua and of Andean Spanish equal (Cusco, Cuzco, Qosqo, Qusqu) and is for
the index only: nobody ever reads it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

_LETTER = r"[^\W\d_ʼ]"
_APOSTROPHES = "’‘´`ʼ'"
_APOSTROPHE = re.compile(rf"(?<={_LETTER})[{_APOSTROPHES}](?={_LETTER})")
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_STRAY = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; line ends have been made one before
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # orders that turn the direction of reading
    "\ufeff"  # byte-order mark of pasted files
    "\ud800-\udfff"  # halves of a character, which no database can keep
    "]"
)


def canonical(text: str) -> str:
    """`text` as it is kept: NFC, one apostrophe, one line end, nothing invisible that deceives.

    Never NFKC: it would turn ½ into 1⁄2 and º into o, which is not what the person wrote.
    """
    text = _LINE_END.sub("\n", _STRAY.sub("", text))
    text = _APOSTROPHE.sub("'", unicodedata.normalize("NFC", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip()


# In this order; each rule sees what the ones before have left.
_FOLDINGS = tuple(
    (re.compile(pattern), result)
    for pattern, result in (
        ("j", "h"),  # juñunakuy, huñunakuy
        ("z", "s"),  # Cuzco
        ("qu(?=[ei])", "k"),  # quechua, quinua
        ("c(?=[ei])", "s"),
        ("c(?!h)|q", "k"),  # willacuy, Qusqu
        ("sh+", "s"),
        ("(?<=[kpt])h+|(?<=ch)h+", ""),  # aspiration: maskhay, chhalla
        ("e", "i"),
        ("o", "u"),
        ("(?<!c)hu(?=[aiu])", "w"),  # huata
        ("mk", "nk"),  # llamk'ay, llank'ay
        ("nchi[sh]+", "nchik"),  # ñuqanchis, ñuqanchik
    )
)


def fold(text: str) -> str:
    """`text` with the spellings that mean the same word made equal; ñ stays a letter of its own."""
    text = _without_marks(unicodedata.normalize("NFD", text).casefold())
    for pattern, result in _FOLDINGS:
        text = pattern.sub(result, text)
    return text


def folded(text: str) -> str:
    """The same with every run of spaces made one: how names and titles are compared."""
    return " ".join(fold(text).split())


def _without_marks(text: str) -> str:
    text = unicodedata.normalize("NFD", text).replace("n\u0303", "ñ")
    return unicodedata.normalize("NFC", re.sub(f"[\u0300-\u036f{_APOSTROPHES}]", "", text))


# Words of the region that mean the same, in any spelling; the first stands for all.
_SAME_MEANING = (
    ("unu", "yaku", "agua"),
    ("huk", "huq", "uj", "uk"),
    ("qhichwa", "qheshwa", "quechua", "runasimi"),
    ("mayu", "río"),
    ("qucha", "laguna"),
    ("pukyu", "puquio", "manantial"),
    ("yarqha", "acequia", "canal"),
    ("allpa", "hallp'a", "tierra"),
    ("uywa", "ganado", "animales"),
    ("wanki", "foto"),
    ("kinwa", "quinua"),
    ("q'uya", "qhuya", "mina"),
)


def _synonyms(groups: Iterable[tuple[str, ...]]) -> Mapping[str, str]:
    single = [[fold(word) for word in group if " " not in word] for group in groups]
    return MappingProxyType({word: group[0] for group in single for word in group})


SYNONYMS = _synonyms(_SAME_MEANING)
"""Folded word → the folded word that stands for all of its meaning."""

_WORD = re.compile(rf"{_LETTER}+(?:'{_LETTER}+)*'?|\d+")


def tokens(text: str) -> list[str]:
    """The words and numbers of `text` as the index knows them: folded, synonyms made one."""
    folded = (fold(word) for word in _WORD.findall(canonical(text)))
    return [SYNONYMS.get(word, word) for word in folded if word]


_SIXTEEN = re.compile(r"(?<!\d)\d(?:[ .\-–·]?\d){15}(?!\d)")


def looks_like_receipt_code(text: str) -> bool:
    """Whether somewhere in `text` stand the 16 digits of a receipt, however they are grouped."""
    return any(luhn_holds(_digits(found)) for found in _SIXTEEN.findall(text))


def without_receipt_codes(text: str) -> str:
    """`text` with the digits of every receipt code in it covered by dots."""
    return _SIXTEEN.sub(lambda found: _covered(found[0]), text)


def _covered(found: str) -> str:
    return re.sub(r"\d", "·", found) if luhn_holds(_digits(found)) else found


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of those before it."""
    doubled = (
        int(digit) * 2 if place % 2 else int(digit) for place, digit in enumerate(digits[::-1])
    )
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


_NUMBER = re.compile(r"(?<![\d/.,])\+?\d(?:[ \-]?\d){6,12}(?!\d|/|,\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def looks_like_phone_or_id(text: str) -> bool:
    """Whether `text` holds a number such as people are called by or registered under.

    Seven to thirteen digits, spaces and hyphens allowed. Years in a row and amounts such as
    2 500 000 are not meant.
    """
    return bool(phones_and_ids_in(text))


def phones_and_ids_in(text: str) -> list[str]:
    """Every number in `text` that may tell who somebody is, as it was written, each once."""
    found = (number for number in _NUMBER.findall(text) if not _counts_something(number))
    return list(dict.fromkeys(found))


def without_phones_and_ids(text: str) -> str:
    """`text` with the digits of every such number covered by dots."""
    return _NUMBER.sub(
        lambda found: found[0] if _counts_something(found[0]) else re.sub(r"\d", "·", found[0]),
        text,
    )


def _counts_something(number: str) -> bool:
    groups = re.split(r"[ \-]", number.lstrip("+"))
    years = all(_YEAR.fullmatch(group) for group in groups)
    thousands = (
        len(_digits(number)) < 9
        and len(groups) > 1
        and all(len(group) == 3 for group in groups[1:])
    )
    return years or thousands


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def number_in(text: str) -> int | None:
    """The number that `text` writes with up to 18 digits and nothing else; None for all others.

    Longer ones count nothing here, and no database holds them.
    """
    return int(text) if _WHOLE.fullmatch(text) else None


_WHOLE = re.compile(r"[0-9]{1,18}")

# Spreadsheets look past spaces and an apostrophe before they take a cell for a formula.
_FORMULA = re.compile(r"[\s']*[=+\-@\t\r\n＝＋－＠]")


def csv_cell(text: str) -> str:
    """`text` as a spreadsheet cell that no program takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def text_of_cell(cell: str) -> str:
    """The text that `csv_cell` was given."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell
