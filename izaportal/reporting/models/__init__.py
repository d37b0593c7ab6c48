from izaportal.reporting.models.standing import ProjectStanding

__all__ = ["ProjectStanding"]
