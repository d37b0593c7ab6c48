from django.urls import URLPattern, path

from izaportal.web.freezing import views

PLACE = "programmas/<slug:programme>/kwartaal/<quarter:quarter>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/vaststellen/", views.freeze, name="freeze-quarter"),
]
