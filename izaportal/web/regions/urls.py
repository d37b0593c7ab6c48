from django.urls import URLPattern, path

from izaportal.web.regions import views

urlpatterns: list[URLPattern] = [
    path("regios/", views.regions, name="regions"),
    path("regios/ontwikkelingen/", views.developments, name="developments"),
    path("regios/ontwikkelingen/<slug:indicator>/", views.development, name="development"),
    path("regios/<slug:scheme>/<slug:code>/", views.region, name="region"),
]
