from django.urls import URLPattern, URLResolver, path

from izaportal.web.headlines import views

PLACE = "programmas/<slug:programme>/kernindicatoren"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{PLACE}/", views.choose, name="headline-indicators"),
    path(f"{PLACE}/<uuid:batch>/terugdraaien/", views.undo, name="undo-headline-indicators"),
]
