from django.urls import URLPattern, path

from izaportal.web.api_tokens import views

PLACE = "beheer/api-tokens"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.tokens, name="api-tokens"),
    path(f"{PLACE}/nieuw/", views.add, name="new-api-token"),
    path(f"{PLACE}/<uuid:token>/intrekken/", views.revoke, name="revoke-api-token"),
]
