"""One thing that is known of what a page is about: the rows of `components/facts.html`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
