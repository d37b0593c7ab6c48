"""What Hypothesis draws for the rules."""

from decimal import Decimal

from hypothesis import strategies as st

from izaportal.core.quarter import Quarter
from kpis.bounds import BoundsDue, BoundsState

quarters = st.builds(Quarter, st.integers(2020, 2030), st.integers(1, 4))
values = st.decimals(-1000, 1000, places=2)
positive = st.decimals(Decimal("0.01"), 1000, places=2)
signed_euros = st.decimals(-(10**7), 10**7, places=2)
euros = st.decimals(0, 100_000, places=2)
percents = st.decimals(0, 100, places=2)
credits_ = st.decimals(0, 1, places=2)
phasings = st.lists(percents, min_size=3, max_size=3).map(lambda three: (*sorted(three), Decimal(100)))
bands = st.tuples(values, values).map(lambda two: (min(two), max(two)))


def due(lower: Decimal | None, upper: Decimal | None) -> BoundsDue:
    """Bounds due at some quarter."""
    return BoundsDue(BoundsState.DUE, Quarter(2026, 2), lower, upper)
