"""The addresses of webhooks."""

from django.urls import path

from sharing.rest_webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("webhooks", views.WebhookList.as_view(), name="list"),
    path("webhooks/<str:name>", views.OneWebhook.as_view(), name="one"),
    path("webhooks/<str:name>/secret", views.WebhookSecret.as_view(), name="secret"),
    path("webhooks/<str:name>/test", views.WebhookTest.as_view(), name="test"),
    path(
        "webhooks/<str:name>/deliveries",
        views.WebhookDeliveries.as_view(),
        name="deliveries",
    ),
    path(
        "webhooks/<str:name>/deliveries/<str:message_id>/again",
        views.WebhookAgain.as_view(),
        name="again",
    ),
]
