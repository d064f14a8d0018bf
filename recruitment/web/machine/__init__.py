"""Feeds, API, sitemap, health."""
