"""National figures."""
