from django.urls import URLPattern, URLResolver, path

from izaportal.web.project_edit import new, views

PLACE = "programmas/<slug:programme>/projecten/<slug:project>"
SECTION = f"{PLACE}/bewerken/<slug:section>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("programmas/<slug:programme>/project-toevoegen/", new.add_project, name="add-project"),
    path(f"{SECTION}/", views.edit, name="edit-project"),
    path(f"{SECTION}/nieuw/", views.add, name="add-project-row"),
    path(f"{SECTION}/<uuid:row>/", views.edit_row, name="edit-project-row"),
    path(f"{SECTION}/<uuid:row>/verwijderen/", views.remove, name="remove-project-row"),
    path(f"{PLACE}/wijzigingen/<uuid:entry>/terugdraaien/", views.undo_change, name="undo-project-change"),
    path("bewijs/<uuid:evidence>/", views.evidence_file, name="evidence-file"),
]
