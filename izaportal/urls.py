"""The address book: Dutch paths, the same in every language."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("izaportal.web.gallery.urls")),
    path("", include("izaportal.web.preferences.urls")),
]
