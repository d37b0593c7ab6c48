from django.urls import URLPattern, URLResolver, path

from izaportal.web.notices import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("meldingen/", views.notices, name="notices"),
    path("meldingen/gelezen/", views.read_all, name="read-notices"),
    path("meldingen/<uuid:notice>/gelezen/", views.read_one, name="read-notice"),
    path("berichten/verzonden/", views.sent, name="sent-mail"),
]
