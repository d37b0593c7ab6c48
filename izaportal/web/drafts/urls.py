from django.urls import URLPattern, URLResolver, path

from izaportal.web.drafts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("concept/", views.keep, name="keep-draft"),
    path("concept/weggooien/", views.drop, name="drop-draft"),
]
