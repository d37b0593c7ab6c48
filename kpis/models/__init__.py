from kpis.models.indicator import Indicator, Target, TargetState
from kpis.models.measurement import Measurement, MeasurementState
from kpis.models.status import IndicatorStatus

__all__ = ["Indicator", "IndicatorStatus", "Measurement", "MeasurementState", "Target", "TargetState"]
