"""The other five of the ten CVs, as arguments of words.Cv."""

from typing import Any


def _who(given: str, family: str, phone: str, address: str, town: str, postcode: str) -> dict[str, str]:
    return {"given_name": given, "family_name": family, "phone": phone, "address": address, "town": town,
            "postcode": postcode}  # fmt: skip


MORE: tuple[dict[str, Any], ...] = (
    {
        "name": "newcomer",
        "kind": "docx",
        "lines": """Rowan Wymyslony
Address: 22 Invented Gardens, Dundee DD1 1ZZ
Telephone: 07700 900666
# Employment
Kitchen Assistant at Pretend Hotel (May 2022 – now)
- Preparing vegetables, washing up and cleaning
Production Operative at Sample Bakery Ltd (October 2020 – April 2022)
Teacher of English at Szkoła Zmyślona, Poland (September 2012 – July 2020)
- Taught pupils from 13 to 16
# Education
Magister in English Philology, University of Wroclaw, Poland, 2012
Matura, Liceum Zmyślone, Poland, 2007
# Certificates
REHIS Elementary Food Hygiene, 2023
# Languages
- Polish – mother tongue
- Ukrainian – good
- German – basic
# Strengths
- Punctual
- Hard working
- Good with numbers""",
        "contact": _who("Rowan", "Wymyslony", "07700 900666", "22 Invented Gardens", "Dundee", "DD1 1ZZ"),
        "employment": [
            ("Kitchen Assistant", "Pretend Hotel", "2022-05", None),
            ("Production Operative", "Sample Bakery Ltd", "2020-10", "2022-04"),
            ("Teacher of English", "Szkoła Zmyślona", "2012-09", "2020-07"),
        ],
        "education": [
            ("abroad", "English Philology", "", "University of Wroclaw", 2012),
            ("abroad", "", "", "Liceum Zmyślone", 2007),
        ],
        "training": [("REHIS Elementary Food Hygiene", "2023")],
        "languages": [("Polish", "fluent"), ("Ukrainian", "everyday"), ("German", "basic")],
        "skills": ["Punctual", "Hard working", "Good with numbers"],
    },
    {
        "name": "apprentice",
        "kind": "docx",
        "lines": """Curriculum Vitae
Reed Sample
5 Pretend Wynd, Stirling, FK8 1ZZ, 07700 900777, reed@madeup.example
# Education
Invented High School || 2018 – 2024
Highers (2024) || English B, Graphic Communication A
National 5 (2023) || Maths B, Physics C, Practical Woodworking A
# Work Experience
Summer 2023 || Joiner's helper
June 2023 – August 2023 || Volunteer, Sample Garden Charity
September 2022 – present || Newspaper delivery, Pretend News
# Skills
Woodwork; drawing; working in a team
# Hobbies
Shinty and fiddle.""",
        "contact": _who("Reed", "Sample", "07700 900777", "5 Pretend Wynd", "Stirling", "FK8 1ZZ"),
        "employment": [
            ("Joiner's helper", "", "", ""),
            ("Volunteer", "Sample Garden Charity", "2023-06", "2023-08"),
            ("Newspaper delivery", "Pretend News", "2022-09", None),
        ],
        "education": [
            ("higher", "English", "B", "Invented High School", 2024),
            ("higher", "Graphic Communication", "A", "Invented High School", 2024),
            ("national_5", "Maths", "B", "Invented High School", 2023),
            ("national_5", "Physics", "C", "Invented High School", 2023),
            ("national_5", "Practical Woodworking", "A", "Invented High School", 2023),
        ],
        "skills": ["Woodwork", "drawing", "working in a team"],
    },
    {
        "name": "islander",
        "kind": "docx",
        "lines": """Sorrel Nic a' Mhadeup
Taigh Innleachdach
14 Sample Road
Stornoway
HS1 2ZZ
Mob: 07700 900888
# Career to date
Early Years Practitioner
Sgoil Àraich Mhadeup (Gaelic nursery)
August 2016 to present
Gaelic-medium play and learning for three to five year olds.
Playworker
Pretend Playgroup
May 2012 to July 2016
Ran holiday clubs.
# Qualifications
HNC Childhood Practice – UHI Sample – 2016
SVQ Level 2 Children and Young People, 2013, Sample College
# Memberships
Scottish Social Services Council (SSSC) No. 2098765
Disclosure Scotland PVG
# Language skills
Gaelic: I understand, speak, read and write it; fluent
# Further information
Driving licence held since 2010.""",
        "contact": _who(
            "Sorrel", "Nic a' Mhadeup", "07700 900888", "Taigh Innleachdach, 14 Sample Road", "Stornoway", "HS1 2ZZ"
        ),
        "employment": [
            ("Early Years Practitioner", "Sgoil Àraich Mhadeup", "2016-08", None),
            ("Playworker", "Pretend Playgroup", "2012-05", "2016-07"),
        ],
        "education": [
            ("hnc", "Childhood Practice", "", "UHI Sample", 2016),
            ("svq_2", "Children and Young People", "", "Sample College", 2013),
        ],
        "registrations": [("sssc", "2098765"), ("pvg", "")],
        "driving": ["licence"],
        "languages": [("Gaelic", "fluent")],
    },
    {
        "name": "manager",
        "kind": "printed",
        "lines": """Linden Pretend
linden@madeup.example | 07700 900999 | Perth PH1 5ZZ
# Objective
A move from retail to a council's leisure service.
# Employment history
Company: Sample Supermarket plc
Position: Store Manager
Dates: Feb 2017 – Oct 2025
Duties:
- Led a team of 60
- Cut waste by a fifth
Reason for leaving: Redundancy
Company: Invented Leisure Trust
Position: Duty Manager
Dates: Nov 2011 – Jan 2017
Duties:
- Ran a pool and two halls
# Qualifications
Ordinary degree in Sports Studies, University of Pretend, 2011, Merit
National Pool Lifeguard Qualification, expires 01/2027
# Key strengths
Budgets, rotas, coaching, health and safety""",
        "contact": _who("Linden", "Pretend", "07700 900999", "", "Perth", "PH1 5ZZ"),
        "employment": [
            ("Store Manager", "Sample Supermarket plc", "2017-02", "2025-10"),
            ("Duty Manager", "Invented Leisure Trust", "2011-11", "2017-01"),
        ],
        "education": [("ordinary_degree", "Sports Studies", "Merit", "University of Pretend", 2011)],
        "training": [("National Pool Lifeguard Qualification", "")],
        "skills": ["Budgets", "rotas", "coaching", "health and safety"],
    },
    {
        "name": "returner",
        "kind": "pdf",
        "lines": """MYRTLE MADEUP
Sample Cottage, Pretend Lane, Dumfries, DG1 1ZZ
Home telephone 01387 496 0010
# Relevant experience
Since 2022: Volunteer Adviser, Invented Advice Bureau
I see clients, write letters and go with them to appeals.
2015 to 2022: At home with my children
Mar '08 to Dec '14: Housing Officer, Dumfries Madeup Council
Tenancies and rent arrears on three estates.
# Schooling
Pretend Grammar School, Carlisle, 1996 - 2003
A levels: History (B), Law (A)
9 GCSEs
# Courses
Housing law, Shelter Sample, 2023
Advice skills course, 2022
# Languages spoken
BSL (basic)""",
        "contact": _who("Myrtle", "Madeup", "01387 496 0010", "Sample Cottage, Pretend Lane", "Dumfries", "DG1 1ZZ"),
        "employment": [
            ("Volunteer Adviser", "Invented Advice Bureau", "2022", None),
            ("Housing Officer", "Dumfries Madeup Council", "2008-03", "2014-12"),
        ],
        "education": [
            ("a_level", "History", "B", "Pretend Grammar School", 2003),
            ("a_level", "Law", "A", "Pretend Grammar School", 2003),
            ("gcse", "", "", "Pretend Grammar School", 2003),
        ],
        "training": [("Housing law", "2023"), ("Advice skills course", "2022")],
        "languages": [("British Sign Language", "basic")],
    },
)
