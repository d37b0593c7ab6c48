from django.urls import URLPattern, URLResolver, path

from izaportal.web.project import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("programmas/<slug:programme>/projecten/<slug:project>/", views.project, name="project"),
]
