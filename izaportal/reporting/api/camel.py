"""camelCase properties outside, snake_case attributes inside."""

from typing import Any

from rest_framework import serializers


def camel(name: str) -> str:
    """`due_gap` becomes `dueGap`."""
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


class CamelSerializer(serializers.Serializer[Any]):
    """A serializer whose fields are named in camelCase and read the attribute they were declared as."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        renamed = {}
        for name, field in super().get_fields().items():
            if field.source is None and camel(name) != name:
                field.source = name
            renamed[camel(name)] = field
        return renamed
