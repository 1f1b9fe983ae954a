from django.urls import path

from home.admin.redirects import views

# At the addresses of core's screens, which stay behind them with their names.
urlpatterns = [
    path("", views.IndexView.as_view()),
    path("results/", views.IndexView.as_view(results_only=True)),
    path("add/", views.CreateView.as_view()),
    path("<int:redirect_id>/", views.EditView.as_view()),
    path("import/", views.start_import),
    path("import/process/", views.process_import),
]
