"""What a station measured, as marks over the lines of a model."""

from collections.abc import Iterator

from basin.comparing.moments import in_years
from basin.pictures.look import Observed
from basin.pictures.yearly import Keep
from basin.sentences import unit_sign
from kernel.charts import Dots
from web.locale import _

Mark = tuple[float, float, bool]


def marks(observed: Observed, keep: Keep) -> Iterator[Dots]:
    """Full marks, and hollow ones where a value was estimated or is suspect. Of every year the
    same value is kept as of the lines, so that like stands beside like."""
    known = [
        (x, value, observed.is_unsure(at))
        for at, (x, value) in enumerate(zip(in_years(observed.times), observed.values, strict=True))
        if value is not None
    ]
    shown = known if keep is Keep.BOTH else list(_yearly(known, keep))
    sure = tuple((x, value) for x, value, unsure in shown if not unsure)
    unsure = tuple((x, value) for x, value, unsure in shown if unsure)
    if sure:
        yield Dots(str(_("Medido: %(label)s", label=observed.label)), sure)
    if unsure:
        label = _("Medido, estimado o dudoso: %(label)s", label=observed.label)
        yield Dots(str(label), unsure, hollow=True)


def _yearly(known: list[Mark], keep: Keep) -> Iterator[Mark]:
    years: dict[int, list[Mark]] = {}
    for one in known:
        years.setdefault(int(one[0]), []).append(one)
    choose = min if keep is Keep.LOWEST else max
    for year, marked in years.items():
        _x, value, unsure = choose(marked, key=lambda one: one[1])
        yield (float(year), value, unsure)


def misfit(observed: Observed, unit: str) -> str:
    """Why measurements in another unit are not drawn."""
    return str(
        _(
            "Las mediciones «%(label)s» no están en este gráfico: vienen en %(other)s y el modelo "
            "en %(unit)s.",
            label=observed.label,
            other=unit_sign(observed.unit),
            unit=unit_sign(unit),
        )
    )
