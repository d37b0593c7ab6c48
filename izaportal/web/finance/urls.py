from django.urls import URLPattern, URLResolver, path

from izaportal.web.finance import views

MONEY = "programmas/<slug:programme>/financien"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{MONEY}/", views.finance, name="finance"),
    path(f"{MONEY}/dubbel/<uuid:first>/<uuid:second>/", views.explain, name="explain-double"),
]
