"""The organisation's desk: adverts, approval, applicants, placements, staff."""
