"""Three more made-up CVs, written once the rules stood, by which no rule was changed: how the rules do on new ones."""

from tests.applications.cv.words import Cv, who

UNSEEN = [
    Cv(
        "librarian",
        "docx",
        """Aspen Fictional
aspen@madeup.example
07700 900321
18 Nowhere Crescent, Ayr, KA7 1ZZ
# Profile
Librarian with a love of local history.
# Work History
Librarian, South Madeup Council (Sep 2018 - present)
- Story times and class visits
- Stock and budgets
Library Assistant, Fictional University Library (Jan 2014 - Aug 2018)
- Issue desk and interlibrary loans
# Education
MSc Information and Library Studies, University of Fictional, 2013, Distinction
MA (Hons) English Literature, University of Pretend, 2:1, 2012
Fictional Academy: Advanced Higher English (A), Higher English (A), Higher French (B) 2008
# Languages
French - intermediate
# Skills
Cataloguing, local history, events, social media
""",
        who("Aspen Fictional", "07700 900321", "18 Nowhere Crescent", "Ayr", "KA7 1ZZ"),
        [
            ("Librarian", "South Madeup Council", "2018-09", None),
            ("Library Assistant", "Fictional University Library", "2014-01", "2018-08"),
        ],
        [
            ("postgraduate", "Information and Library Studies", "Distinction", "University of Fictional", 2013),
            ("degree", "English Literature", "2:1", "University of Pretend", 2012),
            ("advanced_higher", "English", "A", "Fictional Academy", 2008),
            ("higher", "English", "A", "Fictional Academy", 2008),
            ("higher", "French", "B", "Fictional Academy", 2008),
        ],
        [],
        [],
        [],
        [("French", "everyday")],
        ["Cataloguing", "local history", "events", "social media"],
    ),
    Cv(
        "electrician",
        "pdf",
        """OAK NOWHERE
Electrician
Address: 4 Fictional Street, Falkirk FK1 1ZZ
Mobile 07700900654
# EMPLOYMENT HISTORY
Jan 2016 to date - Maintenance Electrician - Nowhere Housing Association
Repairs and testing in 2,000 homes.
Aug 2012 to Dec 2015 - Electrician - Sparks Fictional Ltd
New builds.
Aug 2008 to Jul 2012 - Apprentice Electrician - Sparks Fictional Ltd
# QUALIFICATIONS
SVQ Level 3 Electrical Installation, Nowhere College, 2012
18th Edition Wiring Regulations, 2019
City and Guilds 2391 Inspection and Testing, 2017
# OTHER INFORMATION
Full clean UK driving licence and own van
SJIB grade card
""",
        who("Oak Nowhere", "07700900654", "4 Fictional Street", "Falkirk", "FK1 1ZZ"),
        [
            ("Maintenance Electrician", "Nowhere Housing Association", "2016-01", None),
            ("Electrician", "Sparks Fictional Ltd", "2012-08", "2015-12"),
            ("Apprentice Electrician", "Sparks Fictional Ltd", "2008-08", "2012-07"),
        ],
        [
            ("svq_3", "Electrical Installation", "", "Nowhere College", 2012),
            ("nvq", "2391 Inspection and Testing", "", "", 2017),
        ],
        [("18th Edition Wiring Regulations", "2019")],
        [],
        ["licence"],
        [],
        [],
    ),
    Cv(
        "socialworker",
        "docx",
        """Holly Unreal-Sample
Flat 3, 21 Unreal Road
Paisley
PA1 1ZZ
Telephone number: 0141 496 0022
Email: holly@madeup.example
# Professional Experience
Social Worker (Children and Families)
Renfrew Madeup Council
04/2019 – Present
I hold a caseload of 18 families and write reports for the Reporter.
Family Support Worker
Unreal Family Charity
10/2015 – 03/2019
Group work and home visits.
# Education and Training
BA (Hons) Social Work, University of Unreal, 2:1, 2015 - 2019
HNC Social Services, Unreal College, 2014-2015
Child Protection Level 2, 2021
# Registration
SSSC Registration No. 3123456 (Social Worker), renewal date September 2027
PVG Scheme Member
# Additional Skills
Report writing, assessment, court work
""",
        who("Holly Unreal-Sample", "0141 496 0022", "Flat 3, 21 Unreal Road", "Paisley", "PA1 1ZZ"),
        [
            ("Social Worker", "Renfrew Madeup Council", "2019-04", None),
            ("Family Support Worker", "Unreal Family Charity", "2015-10", "2019-03"),
        ],
        [
            ("degree", "Social Work", "2:1", "University of Unreal", 2019),
            ("hnc", "Social Services", "", "Unreal College", 2015),
        ],
        [("Child Protection Level 2", "2021")],
        [("sssc", "3123456"), ("pvg", "")],
        [],
        [],
        ["Report writing", "assessment", "court work"],
    ),
]
