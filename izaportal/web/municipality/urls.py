from django.urls import URLPattern, path

from izaportal.web.municipality import views

urlpatterns: list[URLPattern] = [
    path("gemeenten/", views.municipalities, name="municipalities"),
    path("gemeenten/<str:code>/", views.municipality, name="municipality"),
    path("gemeenten/<str:code>/export/<slug:form>/", views.export, name="municipality-export"),
]
