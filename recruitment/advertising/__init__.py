"""What is spent to make vacancies known: placements, by medium and supplier."""
