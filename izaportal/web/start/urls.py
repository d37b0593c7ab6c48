from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, path

from izaportal.web.start import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("inloggen/", views.SignIn.as_view(), name="sign-in"),
    path("uitloggen/", LogoutView.as_view(), name="sign-out"),
]
