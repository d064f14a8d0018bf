"""Letters made of what happened, and the way they leave the house; sees core alone."""
