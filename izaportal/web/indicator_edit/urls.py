from django.urls import URLPattern, URLResolver, path

from izaportal.web.indicator_edit import views

PLACE = "programmas/<slug:programme>/indicatoren"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{PLACE}/nieuw/", views.create, name="new-indicator"),
    path(f"{PLACE}/<slug:indicator>/bewerken/", views.edit, name="edit-indicator"),
    path(f"{PLACE}/<slug:indicator>/streefwaarden/", views.targets, name="set-targets"),
    path(
        f"{PLACE}/<slug:indicator>/wijzigingen/<uuid:entry>/terugdraaien/",
        views.undo_change,
        name="undo-indicator-change",
    ),
]
