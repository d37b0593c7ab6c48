"""Hands the jobs of imports to the worker, after the commit."""

from izaportal.core import events, runs
from izaportal.imports.events import ImportAsked
from izaportal.imports.tasks import work_on


@events.on(ImportAsked)
def on_import_asked(event: ImportAsked) -> None:
    runs.send_after_commit(event.run, work_on.delay)
