from django.urls import URLPattern, path

from izaportal.web.importing import acts, files, views

PLACE = "programmas/<slug:programme>/importeren"
ONE = f"{PLACE}/<uuid:file>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.imports, name="imports"),
    path(f"{PLACE}/sjabloon/<slug:book>/", files.template, name="import-template"),
    path(f"{ONE}/", views.show, name="import"),
    path(f"{ONE}/toepassen/", acts.apply, name="apply-import"),
    path(f"{ONE}/terugdraaien/", acts.undo, name="undo-import"),
    path(f"{ONE}/opnieuw/", acts.check, name="check-import"),
    path(f"{ONE}/verslag/", files.report, name="import-report"),
    path(f"{ONE}/bestand/", files.original, name="import-file"),
]
