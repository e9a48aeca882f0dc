"""An illustrative, uncalibrated model of an endorheic salar basin, month by month.

rain and snow -> quick runoff and recharge
recharge      -> fresh aquifer -> springs -> river -> lagoon -> evaporation (no outlet)
                               -> evaporation at the margin of the salar
                               -> high spring -> community, then livestock and vegas -> river
                               -> freshwater wells of the mine
                               -> fresh water that leaks after the brine that is pumped

Every number stands in `assumptions.toml` with its unit, its reason and where it comes from.
"""
