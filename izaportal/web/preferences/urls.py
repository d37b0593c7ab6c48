from django.urls import path

from izaportal.web.preferences import passwords, views

app_name = "preferences"
urlpatterns = [
    path("voorkeuren/", views.preferences, name="preferences"),
    path("voorkeuren/wachtwoord/", passwords.password, name="password"),
    path("voorkeuren/afmelden/<str:token>/", views.unsubscribe_from, name="unsubscribe"),
    path("voorkeuren/weergave/", views.choose_theme, name="theme"),
    path("voorkeuren/taal/", views.choose_language, name="language"),
]
