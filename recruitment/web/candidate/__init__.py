"""The candidate's pages: profile, applications."""
