"""Reports: what a viewer may read of the figures, as titled tables with a sentence each, the same on every door."""
