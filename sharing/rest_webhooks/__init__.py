"""Webhooks managed by their partners, through the doors of `sharing.rest`."""
