from django.urls import URLPattern, path

from izaportal.web.duty import views

PLACE = "programmas/<slug:programme>/financien/meldplicht"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.duties, name="duties"),
    path(f"{PLACE}/<uuid:duty>/", views.duty, name="duty"),
    path(f"{PLACE}/<uuid:duty>/brief/", views.letter, name="duty-letter"),
]
