"""Between the units of the assumptions and those of Pywr: megalitres, and megalitres a day."""

ML_D_OF_L_S = 0.0864
"""Megalitres a day in one litre a second."""
ML_OF_HM3 = 1_000.0
"""Megalitres in one cubic hectometre."""
ML_OF_MM_KM2 = 1.0
"""Megalitres in one millimetre of water on one square kilometre."""
M3_OF_ML = 1_000.0
"""Cubic metres in one megalitre."""
DAYS_OF_YEAR = 365.25
