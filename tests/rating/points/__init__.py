"""All points at which the three calculators can differ: before rounding a bill is piecewise linear.

Between two bounds the amount grows by one price a call, and what rounding does to it repeats with
a period for each price. So agreement at every bound, one call on either side, and over one period
in every tier is agreement everywhere.
"""
