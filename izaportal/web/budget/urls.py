from django.urls import URLPattern, path

from izaportal.web.budget import views

urlpatterns: list[URLPattern] = [
    path("programmas/<slug:programme>/financien/begroting/", views.budget, name="budget-matrix"),
]
