from django.urls import path

from izaportal.web.health.views import health

urlpatterns = [path("gezond/", health, name="health")]
