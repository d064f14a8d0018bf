"""The derived index over published vacancies: followed, asked, thrown away and rebuilt at will."""
