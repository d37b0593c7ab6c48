"""What is asked for later but matters more is taken first, also by the broker itself."""

import pytest
from celery import Celery
from django.conf import settings

from izaportal.reporting import tasks as reckoning
from izaportal.web import tasks as drawing


@pytest.fixture
def queue():
    with Celery(broker=settings.CELERY_BROKER_URL).connection_for_write() as connection:
        found = connection.SimpleQueue("proef")
        found.clear()
        yield found
        found.close()


def test_figures_are_taken_before_pictures(queue):
    pictures = [drawing.draw_dashboard_charts, drawing.draw_indicator_charts, drawing.draw_grant_charts]
    for task in (*pictures, reckoning.work_run):
        queue.put(task.name, priority=task.priority or 0)
    taken = [queue.get(timeout=5) for _ in range(4)]
    for message in taken:
        message.ack()
    assert taken[0].payload == reckoning.work_run.name
    assert [message.payload for message in taken[1:]] == [task.name for task in pictures]
