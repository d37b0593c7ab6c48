from izaportal.reporting.models.freeze import Freeze

__all__ = ["Freeze"]
