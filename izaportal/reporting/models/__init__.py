from izaportal.reporting.models.freeze import Freeze
from izaportal.reporting.models.saved_view import SavedView
from izaportal.reporting.models.standing import ProjectStanding

__all__ = ["Freeze", "ProjectStanding", "SavedView"]
