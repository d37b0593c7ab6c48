"""Where the pages of meetings and decisions are."""

from pillars.models import Meeting
from tests.meetings.agendas import next_meeting

PLACE, LOG = "/programmas/nml-o/vergaderingen/", "/programmas/nml-o/besluiten/"


def past(day: str) -> str:
    return f"{PLACE}{Meeting.objects.get(body__slug='pho', held_on=day).pk}/"


def coming() -> str:
    return f"{PLACE}{next_meeting().pk}/"
