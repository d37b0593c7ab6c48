from django.urls import path

from izaportal.web.gallery import views

app_name = "gallery"
urlpatterns = [path("onderdelen/", views.gallery, name="gallery")]
