from izaportal.reporting.models.saved_view import SavedView
from izaportal.reporting.models.standing import ProjectStanding

__all__ = ["ProjectStanding", "SavedView"]
