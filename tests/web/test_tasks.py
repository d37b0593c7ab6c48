"""What is asked for later but matters more is taken first, by the broker itself."""

from collections.abc import Generator

import pytest
from kombu.simple import SimpleQueue

from izaportal.celery import app


@pytest.fixture
def queue() -> Generator[SimpleQueue, None, None]:
    with app.connection_for_write() as connection:
        found = connection.SimpleQueue("proef")
        found.clear()
        yield found
        found.close()


def priority(task: str) -> int:
    """As it is sent with; 0 goes first."""
    return int(app.amqp.router.route({}, task).get("priority", 0))


def test_figures_are_taken_before_pictures(queue):
    asked = ["charts.draw_dashboard", "charts.draw_indicators", "charts.draw_grants", "reporting.recalculate"]
    for task in asked:
        queue.put(task, priority=priority(task))
    taken = []
    for _ in asked:
        message = queue.get(timeout=5)
        message.ack()
        taken.append(message.payload)
    assert taken == [asked[-1], *asked[:-1]]
