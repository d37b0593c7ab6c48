"""The members of the scenario's bodies: people of the demo, as far as they were never members of these."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from izaportal.accounts.models import User
from izaportal.core.editing import Edit
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from pillars.models import BodyMember, GovernanceBody, Programme
from pillars.services.members import save_member
from regions.models import Municipality

Data = Mapping[str, Any]


def seat_members(actor: Viewer, data: Data, programme: Programme) -> int:
    """How many joined; what people changed since stays."""
    bodies = {body.slug: body for body in GovernanceBody.objects.filter(programme=programme)}
    people = {user.username: user.pk for user in User.objects.filter(is_demo=True)}
    rows = BodyMember.objects.filter(body__programme=programme)
    known = set(rows.values_list("body__slug", "user__username"))
    joining = [item for item in data["members"] if (item["body"], item["user"]) not in known]
    for item in joining:
        code = item.get("municipality")
        wanted = {
            "user": people[item["user"]],
            "role": item["role"],
            "municipality": Municipality.objects.get(code=code).pk if code else None,
            "organisation": None,
            "starts_on": date.fromisoformat(item["from"]),
            "ends_on": None,
        }
        edits_of = {name: Edit(None, value) for name, value in wanted.items()}
        save_member(actor=actor, body=bodies[item["body"]], member_id=uuid7(), edits_of=edits_of)
    return len(joining)
