"""Jobs that draw charts ahead: keys in, a drawing service called, safe to repeat."""

from celery import shared_task

from izaportal.core.quarter import Quarter
from izaportal.web.drawing import draw_dashboard, draw_grants, draw_indicators


@shared_task(name="charts.draw_dashboard")
def draw_dashboard_charts(programme: str, quarter: str) -> None:
    draw_dashboard(programme, Quarter.parse(quarter))


@shared_task(name="charts.draw_indicators")
def draw_indicator_charts(programme: str, quarter: str) -> None:
    draw_indicators(programme, Quarter.parse(quarter))


@shared_task(name="charts.draw_grants")
def draw_grant_charts(programme: str, quarter: str) -> None:
    draw_grants(programme, Quarter.parse(quarter))
