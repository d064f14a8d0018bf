"""What everyone reads: vacancies, organisations, the programme, figures."""
