"""The whole record of one vacancy, as one file that stands alone: who did what, when and why."""
