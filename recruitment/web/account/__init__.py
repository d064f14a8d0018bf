"""One's own account: sign-in, second factor, details."""
