"""People who sign in, what they may do at which organisation, and invitations to do so."""
