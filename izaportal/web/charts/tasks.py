"""Jobs that draw charts ahead: keys in, a drawing service called, safe to repeat."""

from celery import shared_task

from izaportal.core.quarter import Quarter
from izaportal.web.dashboard.drawing import draw_dashboard


@shared_task(name="charts.draw_dashboard")
def draw_dashboard_charts(programme: str, quarter: str) -> None:
    draw_dashboard(programme, Quarter.parse(quarter))
