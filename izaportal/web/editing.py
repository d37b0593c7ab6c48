"""What every page with an edit form does: show it, with a draft; store it, or show again what is wrong."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.editing import Conflicted
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.forms import EditForm, show_refusal
from izaportal.web.keeping import draft_of, keep_typed

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry

PAGE = "web/editing/page.html"
Act = Callable[[], "AuditEntry | None"]
WayBack = Callable[["AuditEntry"], str]
Form = TypeVar("Form", bound=EditForm)


class Editor(Protocol):
    """Something being edited: its form, what is stored of it, and how it is stored.

    What its page is called and where it stands is said in its template.
    """

    @property
    def back(self) -> str:
        """Where one came from, and goes when it is stored."""

    def form(self, data: Any = None, files: Any = None) -> EditForm:
        """Filled with what is stored, or with what was typed."""

    def stored(self) -> dict[str, Any]:
        """What the fields hold now."""

    def save(self, form: Any) -> "AuditEntry | None":
        """Store a valid form; None when nothing changed. Raises what the services raise."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that is edited. `slug` is its place in the address, `anchor` that on the page.

    With a `kind` it holds rows of that kind, as the audit trail calls it, which can be added where `add` says
    so; without, fields of what the page is about.
    """

    slug: str
    anchor: str
    title: str
    form: type[EditForm]
    kind: str = ""
    add: str = ""
    change: str = ""

    @property
    def of_rows(self) -> bool:
        return bool(self.kind)


def section_of(sections: Mapping[str, Section], slug: str, *, of_rows: bool) -> Section:
    """The one with this place in the address, of rows or of fields. Raises Http404."""
    found = sections.get(slug)
    if found is None or found.of_rows != of_rows:
        raise Http404("Dit is er niet.")
    return found


class SectionEditor(ABC):
    """One section being edited, or a row of it. `row` None: fields, or a row that is to be added."""

    def __init__(self, section: Section, row: UUID | None) -> None:
        self.section, self.row = section, row

    @property
    def title(self) -> str:
        if not self.section.of_rows:
            return f"{self.section.title} wijzigen"
        return self.section.change if self.row else self.section.add

    @property
    def anchor(self) -> str:
        return self.section.anchor

    def form(self, data: Any = None, files: Any = None) -> EditForm:
        """Filled with what is stored, or with what was typed."""
        if data is not None:
            return self.section.form(data, files, choices=self.choices)
        return self.section.form(initial=self.stored(), choices=self.choices)

    def stored(self) -> dict[str, Any]:
        """What the fields hold now; of a new row what the form proposes."""
        names = [name for name in self.section.form.base_fields if name not in EditForm.not_edited]
        if not self.section.of_rows:
            return self.values(names)
        return {**self.values_of_row(self.row, names), "row": self.row} if self.row else {}

    @property
    @abstractmethod
    def choices(self) -> Mapping[str, Any]:
        """What its fields let choose from."""

    @abstractmethod
    def values(self, names: list[str]) -> dict[str, Any]:
        """What these fields hold of what the page is about."""

    @abstractmethod
    def values_of_row(self, row: UUID, names: list[str]) -> dict[str, Any]:
        """What they hold of a row."""


def edit(
    request: PortalRequest,
    editor: Editor,
    *,
    done: str,
    template: str = PAGE,
    undo_url: WayBack | None = None,
) -> HttpResponse:
    """The form, with what was typed before and not stored; or on POST what came of it.

    `done` says so, with {} for what was stored; `undo_url` is where the change can be taken back.
    """
    if request.method != "POST":
        typed = draft_of(request, request.viewer)
        return _page(request, template, editor, editor.form(typed), is_draft=typed is not None)
    form = editor.form(request.POST, request.FILES)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            entry = editor.save(form)
        except Refused as refusal:
            form, status = shown_again(form, refusal, editor.stored)
        else:
            drafts.drop(request.viewer, request.path)
            tell(request, entry, done, undo_url)
            return redirect(editor.back)
    keep_typed(request, request.viewer, form)
    return _page(request, template, editor, form, status=status)


def shown_again(
    form: Form, refusal: Refused, stored: Callable[[], Mapping[str, Any]]
) -> tuple[Form, HTTPStatus]:
    """The form that says why it was not stored, and the status of its page; after a conflict on what is
    stored now. Without the right it is a 403."""
    if isinstance(refusal, NotAllowed):
        raise PermissionDenied(str(refusal)) from refusal
    if isinstance(refusal, Conflicted):
        return form.rebased(stored(), refusal), HTTPStatus.CONFLICT
    show_refusal(form, refusal)
    return form, HTTPStatus.UNPROCESSABLE_ENTITY


def carry_out(request: PortalRequest, act: Act, *, done: str, undo_url: WayBack | None = None) -> None:
    """Do it and say so, or say why it could not be done; nothing was changed then."""
    try:
        entry = act()
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell(request, entry, done, undo_url)


def tell(request: PortalRequest, entry: "AuditEntry | None", done: str, undo_url: WayBack | None) -> None:
    """What was done; the address to take it back goes along with the message."""
    if entry is None:
        messages.info(request, "Er was niets te wijzigen.")
        return
    messages.success(request, done.format(entry.object_label), extra_tags=undo_url(entry) if undo_url else "")


def _page(
    request: PortalRequest,
    template: str,
    editor: Editor,
    form: EditForm,
    *,
    is_draft: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"editor": editor, "form": form, "is_draft": is_draft, "is_conflict": bool(form.theirs)}
    return render(request, template, context, status=status)
