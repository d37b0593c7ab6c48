from django.urls import URLPattern, path

from izaportal.web.since.views import since

PLACE = "programmas/<slug:programme>/kwartaal/<quarter:quarter>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/sindsdien/", since, name="since-frozen"),
]
