"""What a deployment must bring itself; `manage.py check --deploy` asks."""

import os
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def secret_key_is_given(**_: Any) -> list[CheckMessage]:
    """Without a key of its own, every process and every restart signs everybody out."""
    if os.environ.get("IZAPORTAL_SECRET_KEY"):
        return []
    return [Error("IZAPORTAL_SECRET_KEY ontbreekt.", hint="Zie docs/deploy.md.", id="izaportal.E001")]
