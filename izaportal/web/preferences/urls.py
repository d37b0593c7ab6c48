from django.urls import path

from izaportal.web.preferences import views

app_name = "preferences"
urlpatterns = [
    path("weergave/", views.choose_theme, name="theme"),
    path("taal/", views.choose_language, name="language"),
]
