from izaportal.web import states
from kpis.models import MeasurementState, TargetState
from pillars.models import PeriodState


def test_states_are_those_of_the_models():
    assert (states.FROZEN, states.CLOSED, states.OPEN) == (
        PeriodState.FROZEN,
        PeriodState.CLOSED,
        PeriodState.OPEN,
    )
    assert states.SUBMITTED == MeasurementState.SUBMITTED
    assert states.TARGET_TO_BE_DETERMINED == TargetState.TO_BE_DETERMINED
    assert states.NO_TARGET == TargetState.NONE
