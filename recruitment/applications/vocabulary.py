"""The fixed lists of a profile and an application, as data: code to what the candidate reads."""

# Scotland's own first (the Scottish Credit and Qualifications Framework), then what people bring from elsewhere.
QUALIFICATIONS = {
    "national_5": "National 5, Standard Grade or Intermediate",
    "higher": "Higher",
    "advanced_higher": "Advanced Higher",
    "svq": "Scottish Vocational Qualification (SVQ)",
    "hnc": "Higher National Certificate (HNC)",
    "hnd": "Higher National Diploma (HND)",
    "apprenticeship": "Modern or Graduate Apprenticeship",
    "degree": "Degree",
    "postgraduate": "Postgraduate degree, diploma or certificate",
    "training": "Training course or certificate",
    "other": "Another qualification, or one from outside Scotland",
}
REGISTRATION_BODIES = {
    "sssc": "Scottish Social Services Council (SSSC)",
    "gtcs": "General Teaching Council for Scotland (GTCS)",
    "nmc": "Nursing and Midwifery Council (NMC)",
    "hcpc": "Health and Care Professions Council (HCPC)",
    "pvg": "PVG scheme",
    "driving": "Driving licence",
    "other": "Another body or licence",
}
RIGHT_TO_WORK = {
    "yes": "Yes, without limit",
    "limited": "Yes, with a visa or permit that has limits",
    "no": "No, or not yet",
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
    "interview": "You are invited to an interview. Look for the employer’s message with the time and place.",
    "offered": "You have an offer. The employer will tell you which checks come first and how to say yes.",
    "appointed": "You have the job. The employer will tell you when and where you start.",
    "unsuccessful": "You were not chosen this time.",
    "withdrawn": "You withdrew this application. The employer will not consider it.",
    "declined": "You declined the offer.",
    "called_off": "The employer has withdrawn this job, so nobody is chosen for it. Your other applications stand.",
}
