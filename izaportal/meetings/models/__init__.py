from izaportal.meetings.models.agenda import Agenda, AgendaItem
from izaportal.meetings.models.decided import CollegePosition, FollowUpStep, ItemDecision, ItemMinute

__all__ = ["Agenda", "AgendaItem", "CollegePosition", "FollowUpStep", "ItemDecision", "ItemMinute"]
