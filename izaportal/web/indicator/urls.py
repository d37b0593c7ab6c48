from django.urls import URLPattern, URLResolver, path

from izaportal.web.indicator import views

PLACE = "programmas/<slug:programme>/indicatoren/<slug:indicator>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PLACE, views.indicator, name="indicator"),
    path(
        f"{PLACE}metingen/<uuid:measurement>/goedkeuren/",
        views.approve,
        name="approve-measurement",
    ),
]
