"""Ten made-up CVs, each written another way: as the lines that a person sees, with what is truly said in them.

A line may begin with "# " (a heading), "- " (a point of a list) or hold " || " (cells of a row of a table).
"""

from dataclasses import dataclass, field
from typing import Any

from tests.applications.cv.more_words import MORE


@dataclass(frozen=True)
class Cv:
    name: str
    kind: str
    lines: str
    contact: dict[str, str]
    employment: list[tuple[str, str, str, str | None]]
    education: list[tuple[str, str, str, str, int | None]] = field(default_factory=list)
    training: list[tuple[str, str]] = field(default_factory=list)
    registrations: list[tuple[str, str]] = field(default_factory=list)
    driving: list[str] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)


def who(name: str, phone: str, address: str, town: str, postcode: str) -> dict[str, str]:
    given, _, family = name.partition(" ")
    return {"given_name": given, "family_name": family, "phone": phone, "address": address, "town": town,
            "postcode": postcode}  # fmt: skip


CARER = Cv(
    "carer", "docx",
    """Bramble Madeup
12 Invented Road, Kirkcaldy, KY1 1AB
Tel: 07700 900111 | Email: bramble@madeup.example
# Personal Profile
A caring and patient worker with five years in care homes.
# Employment History
Senior Care Assistant, Invented Care Home, Kirkcaldy: March 2021 – Present
- Supporting twelve residents with personal care
- Leading a shift of three and giving out medication
Care Assistant, Made-up Lodge Care Home, Leven: June 2018 – February 2021
- Personal care and meals
- Keeping records up to date
Shop Assistant, Pretend Stores Ltd: August 2015 – May 2018
- Serving customers
# Education and Qualifications
SVQ 3 Social Services and Healthcare, Invented College, 2020
Made-up High School, 2009 – 2015
Highers: English (B), Biology (C)
National 5s: Maths (B), Chemistry (A), Modern Studies (B)
# Training
Moving and handling, 2023
Emergency First Aid at Work, St Andrew's First Aid, May 2024, expires May 2027
# Registrations
SSSC registration number: 3012345, expires 30/06/2027
PVG scheme member, ID 1234 5678 9012 3456
# Languages
English (native), Gaelic (intermediate)
# Skills
Medication, record keeping, dementia care, teamwork
# References
Available on request""",
    who("Bramble Madeup", "07700 900111", "12 Invented Road", "Kirkcaldy", "KY1 1AB"),
    [("Senior Care Assistant", "Invented Care Home", "2021-03", None),
     ("Care Assistant", "Made-up Lodge Care Home", "2018-06", "2021-02"),
     ("Shop Assistant", "Pretend Stores Ltd", "2015-08", "2018-05")],
    [("svq_3", "Social Services and Healthcare", "", "Invented College", 2020),
     ("higher", "English", "B", "Made-up High School", 2015), ("higher", "Biology", "C", "Made-up High School", 2015),
     ("national_5", "Maths", "B", "Made-up High School", 2015),
     ("national_5", "Chemistry", "A", "Made-up High School", 2015),
     ("national_5", "Modern Studies", "B", "Made-up High School", 2015)],
    [("Moving and handling", "2023"), ("Emergency First Aid at Work", "2024-05")],
    [("sssc", "3012345"), ("pvg", "1234 5678 9012 3456")],
    [],
    [("Gaelic", "everyday")],
    ["Medication", "record keeping", "dementia care", "teamwork"],
)  # fmt: skip

TEACHER = Cv(
    "teacher", "printed",
    """CURRICULUM VITAE
Name: Cedar Pretend
Address: Flat 2/1, 40 Sample Street, Glasgow, G12 8ZZ
Mobile: +44 7700 900222
Email: cedar.pretend@madeup.example
# Career History
Primary Teacher
Made-up Primary School, Glasgow City Council
August 2019 – present
Planning and teaching Primary 5 and 6, with a lead on literacy across the school.
I mentor students on placement.
Probationer Teacher
Pretend Primary School, Glasgow City Council
August 2018 – June 2019
Taught Primary 3.
Classroom Assistant
Invented Nursery
January 2014 – July 2017
Helped children with additional support needs.
# Education
2017 – 2018 PGDE Primary Education, University of Madeup
2010 – 2014 BA (Hons) History, 2:1, University of Pretend
Sample Academy, 2004 – 2010
Advanced Higher: History (A)
Highers: English (A), History (A), French (B), Maths (C)
# Professional Registration
GTCS registered, number 098765
Member of the PVG scheme
# Languages
French (conversational)
# Interests
Hillwalking, choir and chess.""",
    who("Cedar Pretend", "+44 7700 900222", "Flat 2/1, 40 Sample Street", "Glasgow", "G12 8ZZ"),
    [("Primary Teacher", "Made-up Primary School", "2019-08", None),
     ("Probationer Teacher", "Pretend Primary School", "2018-08", "2019-06"),
     ("Classroom Assistant", "Invented Nursery", "2014-01", "2017-07")],
    [("postgraduate", "Primary Education", "", "University of Madeup", 2018),
     ("degree", "History", "2:1", "University of Pretend", 2014),
     ("advanced_higher", "History", "A", "Sample Academy", 2010),
     ("higher", "English", "A", "Sample Academy", 2010), ("higher", "History", "A", "Sample Academy", 2010),
     ("higher", "French", "B", "Sample Academy", 2010), ("higher", "Maths", "C", "Sample Academy", 2010)],
    [],
    [("gtcs", "098765"), ("pvg", "")],
    [],
    [("French", "everyday")],
)  # fmt: skip

DRIVER = Cv(
    "driver", "pdf",
    """Hazel Sample
3 Pretend Place
Inverness
IV1 1ZZ
01463 496 0003
hazel@madeup.example
# Work Experience
2019 - Present  HGV Driver, Invented Haulage Ltd
Deliveries across the Highlands. Vehicle checks and paperwork.
2012 - 2019  Van Driver, Pretend Parcels
Up to 90 drops a day.
2009 - 2012  Warehouse Operative, Sample Foods
Picking and packing.
# Education
Made-up Academy, Inverness 2005 - 2009
Standard Grades: English (3), Maths (4), Craft and Design (2)
# Licences
Full UK driving licence, categories B, C1, C, CE and CPC. Own car.
# Courses
ADR Certificate, 2022
Manual Handling 2021
# Skills
Route planning
Tachographs
Forklift driving""",
    who("Hazel Sample", "01463 496 0003", "3 Pretend Place", "Inverness", "IV1 1ZZ"),
    [("HGV Driver", "Invented Haulage Ltd", "2019", None), ("Van Driver", "Pretend Parcels", "2012", "2019"),
     ("Warehouse Operative", "Sample Foods", "2009", "2012")],
    [("national_5", "English", "3", "Made-up Academy", 2009), ("national_5", "Maths", "4", "Made-up Academy", 2009),
     ("national_5", "Craft and Design", "2", "Made-up Academy", 2009)],
    [("ADR Certificate", "2022"), ("Manual Handling", "2021")],
    [],
    ["car", "B", "C1", "C", "CE", "CPC"],
    [],
    ["Route planning", "Tachographs", "Forklift driving"],
)  # fmt: skip

OFFICE = Cv(
    "office", "docx",
    """IVY INVENTED
ivy.invented@madeup.example • 0131 496 0004 • 7 Madeup Terrace, Edinburgh EH7 5ZZ
# PROFESSIONAL SUMMARY
Business support officer who enjoys putting things in order.
# PROFESSIONAL EXPERIENCE
Business Support Officer | City of Madeup Council | Jan 2020 – Present
- Minutes for four committees
- Budgets of £200,000 in Oracle
Administrator | Pretend Housing Association | Sept 2016 – Dec 2019
- Front desk, post and rent accounts
Reason for leaving: End of contract
Receptionist | Sample Dental Practice | 06/2014 – 08/2016
# EDUCATION
HNC Administration and Information Technology | Invented College | 2014
Higher English (B), Business Management (A) | Pretend High School | 2013
# KEY SKILLS
Microsoft Office, Oracle, minute taking, diary management, GDPR
# LANGUAGES
Polish: native; Spanish: basic""",
    who("Ivy Invented", "0131 496 0004", "7 Madeup Terrace", "Edinburgh", "EH7 5ZZ"),
    [("Business Support Officer", "City of Madeup Council", "2020-01", None),
     ("Administrator", "Pretend Housing Association", "2016-09", "2019-12"),
     ("Receptionist", "Sample Dental Practice", "2014-06", "2016-08")],
    [("hnc", "Administration and Information Technology", "", "Invented College", 2014),
     ("higher", "English", "B", "Pretend High School", 2013),
     ("higher", "Business Management", "A", "Pretend High School", 2013)],
    [], [], [],
    [("Polish", "fluent"), ("Spanish", "basic")],
    ["Microsoft Office", "Oracle", "minute taking", "diary management", "GDPR"],
)  # fmt: skip

NURSE = Cv(
    "nurse", "printed",
    """Juniper Example-Sample
9 Madeup Brae, Aberdeen, AB10 1ZZ
Phone: 01224 496 0005
# About me
Registered nurse with experience on wards and in the community.
# Experience
Community Nurse, NHS Madeup
04/2018 to date
Visits at home, wound care and insulin.
Staff Nurse, Pretend Hospital
09/2013 to 03/2018
Acute medical ward of 24 beds.
# Education
BN Nursing, University of Invented, 2013
# Registration
NMC PIN: 13I1234S, renewal 09/2027
PVG membership number 2345678901234567
Driving licence with access to own car
# CPD
Adult support and protection, 2024
Non-medical prescribing, University of Invented, 2022
# Languages
Urdu (fluent), Punjabi (good)""",
    who("Juniper Example-Sample", "01224 496 0005", "9 Madeup Brae", "Aberdeen", "AB10 1ZZ"),
    [("Community Nurse", "NHS Madeup", "2018-04", None), ("Staff Nurse", "Pretend Hospital", "2013-09", "2018-03")],
    [("degree", "Nursing", "", "University of Invented", 2013)],
    [("Adult support and protection", "2024"), ("Non-medical prescribing", "2022")],
    [("nmc", "13I1234S"), ("pvg", "2345678901234567")],
    ["car"],
    [("Urdu", "fluent"), ("Punjabi", "everyday")],
)  # fmt: skip

TEN = (CARER, TEACHER, DRIVER, OFFICE, NURSE, *(Cv(**each) for each in MORE))


def facts_of(cv: Cv) -> dict[str, list[dict[str, Any]]]:
    """The truth in the shape of suggestions."""
    columns = {
        "employment": ("job_title", "employer", "started", "ended"),
        "education": ("qualification", "subject", "grade", "institution", "year"),
        "training": ("name", "completed"),
        "registrations": ("body", "number"),
        "languages": ("language", "level"),
    }
    found = {part: [dict(zip(names, row, strict=True)) for row in getattr(cv, part)] for part, names in columns.items()}
    found["contact"] = [cv.contact]
    found["driving"] = [{"driving": cv.driving[0], "categories": cv.driving[1:]}] if cv.driving else []
    found["skills"] = [{"skill": word} for word in cv.skills]
    return found
