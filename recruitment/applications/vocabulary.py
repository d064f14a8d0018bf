"""The fixed lists of a profile and an application, as data: code to what the candidate reads."""

from recruitment.applications.qualifications import KINDS

# What an entry is called where it is read; qualifications.KINDS knows more of each.
QUALIFICATIONS = {code: kind.name for code, kind in KINDS.items()}
REGISTRATION_BODIES = {
    "sssc": "Scottish Social Services Council (SSSC)",
    "gtcs": "General Teaching Council for Scotland (GTCS)",
    "nmc": "Nursing and Midwifery Council (NMC)",
    "hcpc": "Health and Care Professions Council (HCPC)",
    "cieh": "Chartered Institute of Environmental Health (CIEH)",
    "pvg": "PVG scheme",
    "driving": "Driving licence",
    "other": "Another body or licence",
}
# Driving is told on a page of its own; a licence that was told here before stays.
OFFERED_BODIES = {code: name for code, name in REGISTRATION_BODIES.items() if code != "driving"}
# The Register of the SSSC has had these four parts since 3 June 2024.
SSSC_PARTS = {
    "social_worker": "Social workers",
    "student": "Social work students",
    "children": "Children and young people workers",
    "care": "Social care workers",
}
PVG_GROUPS = {"children": "Children", "adults": "Protected adults"}
# Categories of a British driving licence that employers ask for.
LICENCE_CATEGORIES = {
    "B": "Cars (B)",
    "BE": "Cars with a trailer (BE)",
    "C1": "Medium-sized vehicles (C1)",
    "C": "Lorries (C)",
    "CE": "Lorries with a trailer (CE)",
    "D1": "Minibuses (D1)",
    "D": "Buses (D)",
    "F": "Tractors (F)",
    "CPC": "Driver CPC",
}
RIGHT_TO_WORK = {
    "yes": "Yes, without limit",
    "limited": "Yes, with a visa or permit that has limits",
    "no": "No, or not yet",
}
# What would prove it; no picture or number of a document is kept.
EVIDENCE = {
    "british_irish": "British or Irish passport, or Irish passport card",
    "birth": "UK birth or adoption certificate, with a National Insurance number",
    "evisa": "eVisa, shown with a share code",
    "settled": "Settled or pre-settled status, shown with a share code",
    "permit": "Another visa, permit or certificate",
}
LANGUAGE_SKILLS = {"understands": "understand", "speaks": "speak", "reads": "read", "writes": "write"}
LANGUAGE_LEVELS = {
    "basic": "A few words and phrases",
    "everyday": "Enough for everyday talk",
    "work": "Enough to work in it",
    "fluent": "Fluent",
}
OFFERED_LANGUAGES = ("Gaelic", "Scots", "British Sign Language", "Polish", "Urdu", "Punjabi", "Arabic", "Chinese",
                     "Ukrainian", "French", "German", "Spanish")  # fmt: skip
GAP_REASONS = {
    "caring": "I cared for family or somebody else",
    "parental": "I was on parental leave",
    "looking": "I was looking for work",
    "study": "I was studying or training",
    "travel": "I was travelling or living abroad",
    "unpaid": "I volunteered or worked without pay",
    "unable": "I was not able to work",
    "other": "Something else",
}
# Facts of a check that a person may keep in their wallet.
CHECKS = {
    "pvg": "PVG scheme membership",
    "disclosure": "Disclosure certificate",
    "right_to_work": "Right to work check",
    "registration": "Check of a professional registration",
}
DRIVING = {
    "car": "I can drive and have a car to use",
    "licence": "I can drive but have no car to use",
    "no": "I do not drive",
}
SCHEMES = {
    "disabled": "I am disabled or have a long-term health condition (Disability Confident)",
    "veteran": "I have served in the armed forces",
    "care": "I have been in care (care-experienced)",
}
# The scheme of an advert (vacancies.vocabulary.SCHEMES) that promises the interview which each of these claims.
PROMISES = {"disabled": "guaranteed_interview", "veteran": "veterans", "care": "care_experienced"}
YES_NO = {"yes": "Yes", "no": "No"}
# Where a candidate saw the advert. The codes are those of advertising media where there is one.
HEARD_FROM = {
    "portal": "On this site or in one of its emails",
    "website": "On the employer’s own website",
    "web_search": "In an internet search",
    "job_board": "On another jobs website",
    "social_media": "On social media",
    "local_press": "In a local newspaper",
    "national_press": "In a national newspaper",
    "specialist_press": "In a professional or specialist magazine",
    "gaelic_media": "In Gaelic media",
    "broadcast_outdoor": "On the radio, on television or on a poster",
    "event": "At a careers or jobs event",
    "jobcentre": "Through a Jobcentre or careers adviser",
    "word_of_mouth": "From somebody I know",
    "internal": "At work",
    "other": "Somewhere else",
}
# What comes next, told to the candidate in each state.
NEXT_STEPS = {
    "submitted": "The employer reads the applications. There is nothing to do now: we write when something happens.",
    "shortlisted": "You are on the shortlist. The employer will tell you what comes next.",
    "held": "The employer is still considering your application. There is nothing to do now.",
    "interview": "You are invited to an interview. Look for the employer’s message with the time and place.",
    "reserve": "You are on the reserve list, as you agreed. The employer writes to you if it can offer you the job.",
    "offered": "You have an offer. Read what it is and what it depends on, and answer in time.",
    "appointed": "You have the job. The employer will tell you when and where you start.",
    "unsuccessful": "You were not chosen this time.",
    "withdrawn": "You withdrew this application. The employer will not consider it.",
    "declined": "You declined the offer.",
    "called_off": "The employer has withdrawn this job, so nobody is chosen for it. Your other applications stand.",
}
