from django.urls import URLPattern, URLResolver, path

from izaportal.web.grant import views

MONEY = "programmas/<slug:programme>/financien/subsidies"
GRANT = f"{MONEY}/<slug:project>/<slug:grant>"
SECTION = f"{GRANT}/bewerken/<slug:section>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{MONEY}/nieuw/", views.add_grant, name="add-grant"),
    path(f"{GRANT}/", views.grant, name="grant"),
    path(f"{SECTION}/", views.edit, name="edit-grant"),
    path(f"{SECTION}/nieuw/", views.add, name="add-grant-row"),
    path(f"{SECTION}/<uuid:row>/", views.edit_row, name="edit-grant-row"),
    path(f"{SECTION}/<uuid:row>/verwijderen/", views.remove, name="remove-grant-row"),
    path(f"{GRANT}/wijzigingen/<uuid:entry>/terugdraaien/", views.undo_change, name="undo-grant-change"),
    path(f"{GRANT}/mijlpalen/<uuid:row>/oordeel/", views.verdict, name="record-verdict"),
    path(f"{GRANT}/mijlpalen/<uuid:row>/verwachting/", views.forecast, name="record-forecast"),
    path(f"{GRANT}/voorwaarden/<uuid:row>/stand/", views.step, name="record-payment"),
]
