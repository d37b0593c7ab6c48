"""What a browser sends of the portal's forms: everything in them, untouched but for what is said."""

from html.parser import HTMLParser

Fields = dict[str, list[str]]


class _Form(HTMLParser):
    """Collects the controls of the form that edits."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self._inside = self._textarea = self._select = ""
        self._text = ""
        self._may_be_empty = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = "yes" if "data-edit" in given else ""
        if not self._inside or not (given.get("name") or tag == "option"):
            return
        if tag == "input":
            self._input(given)
        elif tag == "textarea":
            self._textarea, self._text = given["name"], ""
        elif tag == "select":
            self._select = given["name"]
            self._may_be_empty = "multiple" in given
        elif tag == "option":
            self._option(given)

    def _option(self, given: dict[str, str]) -> None:
        """Of a list from which nothing is chosen a browser sends the first."""
        value = given.get("value", "")
        if "selected" in given:
            self.fields[self._select] = [value]
        elif not self._may_be_empty:
            self.fields.setdefault(self._select, [value])

    def _input(self, given: dict[str, str]) -> None:
        if given.get("type") in {"checkbox", "radio"} and "checked" not in given:
            return
        if given.get("type") != "file":
            self.fields.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            # the first line break of a textarea is not part of its text
            self.fields[self._textarea] = [self._text.removeprefix("\n").removeprefix("\r\n")]
            self._textarea = ""
        if tag == "form":
            self._inside = ""


def form_of(answer, **changed: str | list[str]) -> Fields:
    """The fields of the page's form as they would be sent, with changes."""
    parser = _Form()
    parser.feed(answer.content.decode())
    assert parser.fields, "op deze pagina staat geen formulier"
    sent = {name: value if isinstance(value, list) else [value] for name, value in changed.items()}
    return parser.fields | sent


def send(client, address: str, **changed: str | list[str]):
    """Open the form, change fields, send it."""
    return client.post(address, form_of(client.get(address), **changed))
