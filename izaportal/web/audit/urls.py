from django.urls import URLPattern, URLResolver, path

from izaportal.web.audit import views

OF_PROGRAMME, OF_ALL = "programmas/<slug:programme>/wijzigingen/", "wijzigingen/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(OF_ALL, views.trail, name="trail"),
    path(f"{OF_ALL}export/<slug:form>/", views.export, name="trail-file"),
    path(OF_PROGRAMME, views.trail, name="programme-trail"),
    path(f"{OF_PROGRAMME}export/<slug:form>/", views.export, name="programme-trail-file"),
]
