"""The fixed lists of an advert, as data: code to what the public reads (DOMAIN.md, "The advert")."""

CONTRACT_TYPES = {
    "permanent": "Permanent",
    "temporary": "Temporary",
    "fixed_term": "Fixed term",
    "supply": "Supply, casual or relief",
    "apprenticeship": "Apprenticeship",
    "secondment": "Secondment",
    "voluntary": "Voluntary",
}
PATTERNS = {
    "full_time": "Full time",
    "part_time": "Part time",
    "job_share": "Job share",
    "term_time": "Term time",
    "annualised": "Annualised hours",
    "sessional": "Sessional",
    "shift": "Shifts",
    "compressed": "Compressed hours",
    "hybrid": "Hybrid working",
    "home": "Home working",
}
# schema.org employmentType for each of ours; several of ours may share one.
EMPLOYMENT_TYPES = {
    "full_time": "FULL_TIME",
    "part_time": "PART_TIME",
    "job_share": "PART_TIME",
    "temporary": "TEMPORARY",
    "fixed_term": "TEMPORARY",
    "supply": "PER_DIEM",
    "voluntary": "VOLUNTEER",
}
# Disclosure (Scotland) Act 2020, in force from 1 April 2025.
DISCLOSURE_LEVELS = {
    "none": "No disclosure check",
    "level_1": "Level 1 disclosure",
    "level_2": "Level 2 disclosure",
    "level_2_barred": "Level 2 disclosure with barred list check",
    "pvg": "PVG scheme membership",
}
WORKFORCES = {"children": "children", "adults": "protected adults", "both": "children and protected adults"}
REGISTRATIONS = {
    "sssc": "Scottish Social Services Council (SSSC)",
    "gtcs": "General Teaching Council for Scotland (GTCS)",
    "nmc": "Nursing and Midwifery Council (NMC)",
    "hcpc": "Health and Care Professions Council (HCPC)",
    "cieh": "Chartered Institute of Environmental Health (CIEH)",
    "other": "Another professional body",
}
GAELIC = {"none": "Not needed", "desirable": "Desirable", "essential": "Essential"}
# What an employer promises particular people.
SCHEMES = {
    "guaranteed_interview": "Guaranteed interview for disabled people (Disability Confident)",
    "no_experience": "No experience needed",
    "veterans": "Guaranteed interview for veterans",
    "care_experienced": "Guaranteed interview for people with experience of care",
}
PAY_BASES = {"annual": "a year, full time", "hourly": "an hour"}
CRITERION_KINDS = {"essential": "Essential", "desirable": "Desirable"}
ASSESSMENTS = {"application": "Application form", "interview": "Interview", "test": "Test or presentation"}
REPORT_REASONS = {
    "wrong": "Something in it is wrong",
    "closed": "The job is no longer open",
    "discrimination": "It is unfair or discriminates",
    "scam": "It looks like a scam",
    "accessibility": "I cannot read or use it",
    "other": "Something else",
}
