from django.urls import path

from izaportal.web.gallery import views

app_name = "gallery"
urlpatterns = [path("", views.gallery, name="gallery")]
