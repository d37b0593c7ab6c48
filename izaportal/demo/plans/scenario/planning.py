"""Milestones and risks of the scenario's projects. How they stand is what the reports say of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.scenario.source import INVENTED
from pillars.models import Programme
from projects.models import Project
from projects.services import plan as projects


def save_planning(
    batch: ImportBatch, data: Mapping[str, Any], programme: Programme, saved: Mapping[str, Project]
) -> None:
    projects.save_milestones(
        batch,
        [
            {
                "programme": programme,
                "project": saved[item["project"]],
                "slug": item["id"],
                "label": item["label"],
                "due": date.fromisoformat(item["due"]),
                "due_text": item["due"],
                **INVENTED,
            }
            for item in data["project_milestones"]
        ],
    )
    projects.save_risks(
        batch,
        [
            {
                "programme": programme,
                "project": saved[item["project"]],
                "slug": item["id"],
                "label": item["label"],
                "owner_role": item["owner_role"],
                "measure": item["measure"],
                **INVENTED,
            }
            for item in data["project_risks"]
        ],
    )
