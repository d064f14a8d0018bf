"""Councils and other public bodies that recruit here."""
