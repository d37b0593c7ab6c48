"""Handing in one value, as most tests do."""

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator, Measurement
from kpis.services.submissions import NewValue, submit_measurements


def submit_measurement(
    *, actor: Viewer, indicator: Indicator, quarter: Quarter, value: NewValue
) -> Measurement:
    (row,) = submit_measurements(actor=actor, indicator=indicator, quarter=quarter, values=[value])
    return row
