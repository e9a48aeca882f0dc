"""Peru's provinces and districts, as we ship them; `SOURCE.md` says where they come from."""

from pathlib import Path

from territory.places.sheets import Sheet, read

FILE = Path(__file__).with_name("peru.csv")


def peru() -> Sheet:
    """The whole list, by UBIGEO code of the INEI."""
    return read("PE", FILE.read_text(encoding="utf-8"))
