"""Pages behind a signed link."""
