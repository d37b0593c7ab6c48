from django.urls import URLPattern, URLResolver, path

from izaportal.web.indicator import views
from izaportal.web.indicator.entry import enter
from izaportal.web.indicator.restate import restate

PLACE = "programmas/<slug:programme>/indicatoren/<slug:indicator>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PLACE, views.indicator, name="indicator"),
    path(f"{PLACE}metingen/<quarter:quarter>/", enter, name="enter-measurement"),
    path(
        f"{PLACE}metingen/<uuid:measurement>/goedkeuren/",
        views.approve,
        name="approve-measurement",
    ),
    path(
        f"{PLACE}metingen/<uuid:measurement>/herzien/",
        restate,
        name="restate-measurement",
    ),
]
