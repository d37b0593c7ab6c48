"""A quarter in a path: `/programmas/nml-o/kwartaal/2026-Q2/`."""

from izaportal.core.quarter import Quarter


class QuarterConverter:
    regex = "[12][0-9]{3}-Q[1-4]"

    def to_python(self, value: str) -> Quarter:
        return Quarter.parse(value)

    def to_url(self, value: Quarter) -> str:
        return value.key
