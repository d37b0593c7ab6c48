"""The gallery of components: the living documentation of the look, for all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.web.gallery import examples


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "web/gallery/page.html",
        {"examples": examples, "form": examples.example_form(), "page": examples.example_page()},
    )
