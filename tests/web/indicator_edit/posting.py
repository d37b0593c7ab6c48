"""What a browser would post of a form it was shown."""

from typing import Any

from django.test import Client


def shown(answer: Any) -> dict[str, Any]:
    """The fields of the edit form in the page, untouched, with what their author saw."""
    form = answer.context["form"]
    if form.is_bound:
        return {name: form.data.getlist(name) for name in form.data if name != "csrfmiddlewaretoken"}
    hidden = {"row": [str(form["row"].value())]} if "row" in form.fields else {}
    return {**form.as_posted(), "basis": [form.initial["basis"]], **hidden}


def changed(client: Client, url: str, **typed: Any) -> dict[str, Any]:
    """The form at the address, with these fields typed over; None leaves a field out."""
    data = {**shown(client.get(url)), **typed}
    return {name: value for name, value in data.items() if value is not None}
