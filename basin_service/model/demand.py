"""What the village, its livestock and its vegas use, in megalitres a day."""

import numpy as np

from basin_service.model.assumptions import number
from basin_service.model.months import Calendar, Months
from basin_service.model.units import ML_D_OF_L_S

SUMMER = (9, 10, 11, 12, 1, 2, 3)


def of_community(calendar: Calendar) -> Months:
    """Drinking water of a village that grows."""
    years = np.arange(len(calendar.numbers)) / 12
    people = number("people.inhabitants") * (1 + number("people.growth")) ** years
    used: Months = people * number("people.use") * 1e-6
    return used


def of_livestock(calendar: Calendar) -> Months:
    """Livestock and vegas, more in summer."""
    summer = np.isin(calendar.numbers, SUMMER)
    season = np.where(summer, number("people.livestock_summer"), number("people.livestock_winter"))
    used: Months = number("people.livestock_use") * ML_D_OF_L_S * season
    return used
