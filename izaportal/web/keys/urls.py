from django.urls import URLPattern, path

from izaportal.web.keys import editing, views

PLACE = "programmas/<slug:programme>/financien/sleutels"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.keys, name="allocation-keys"),
    path(f"{PLACE}/proberen/", views.try_out, name="try-key"),
    path(f"{PLACE}/nieuw/", editing.create, name="new-key"),
    path(f"{PLACE}/<slug:key>/wijzigen/", editing.edit, name="edit-key"),
]
