"""What a demonstration shows besides."""
