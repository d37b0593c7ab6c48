from django.urls import URLPattern, URLResolver, path

from izaportal.web.programme import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("programmas/<slug:programme>/", views.programme, name="programme"),
]
