from django.urls import path

from izaportal.reporting.api.views import MunicipalShareView, ShareHistoryView

urlpatterns = [
    path("municipalities/<str:code>/share", MunicipalShareView.as_view(), name="municipal-share"),
    path("municipalities/<str:code>/share/history", ShareHistoryView.as_view(), name="share-history"),
]
