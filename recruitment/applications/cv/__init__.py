"""What a CV seems to say, by rules of our own: suggestions only, for the person to accept, change or leave out."""
