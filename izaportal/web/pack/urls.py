from django.urls import URLPattern, path

from izaportal.web.pack import files, views

PLACE = "programmas/<slug:programme>/kwartaal/<quarter:quarter>/bestuursstuk"
VERSION = f"{PLACE}/v<int:version>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.latest, name="pack"),
    path(f"{VERSION}/", views.pack, name="pack-version"),
    path(f"{VERSION}/<slug:kind>/", files.part, name="pack-file"),
    path(f"{VERSION}/dossiers/<slug:project>/", views.dossier, name="dossier"),
    path(f"{VERSION}/dossiers/<slug:project>/bestand/", files.dossier, name="dossier-file"),
]
