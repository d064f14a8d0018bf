"""The category suggested for titles as councils publish them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.suggesting import suggest_category, suggest_unit_group

PUBLISHED = [
    # Titles of adverts that Scottish public bodies published; their descriptions are not needed.
    ("Social Care Support Worker (accommodation included)", "social_care"),
    ("Early Years Officer - Chirnside Primary School, Internal Vacancy Only", "early_years"),
    ("Day Services Worker, Learning Disability (Hardgate) - 2 posts", "social_care"),
    ("Cleaner - Donibristle Primary School", "catering_cleaning"),
    ("Grounds Maintenance Operative", "parks_grounds"),
    ("Chief Finance Officer", "chief_officers"),
    ("Childcare Practitioner - Donibristle Out of School Club", "early_years"),
    ("Early Years Officer - Crail Nursery", "early_years"),
    ("Pupil Support Assistant - Cardenden Primary School", "school_support"),
    ("Lunchtime Supervisor - Greenwards Primary School", "school_support"),
    ("Secondary Pupil Support Assistant", "school_support"),
    ("Senior Gardener", "parks_grounds"),
    ("Modern Apprentice – Early Years Practitioner", "early_years"),
    ("Senior Early Years Practitioner - Kittybrewster School", "early_years"),
    ("Lead Outdoor Early Years Practitioner - Hazlehead Outdoor Nursery", "early_years"),
    ("Assistant Manager – Children’s Residential Services", "social_care"),
    ("Executive Director – Children, Young People and Partnerships", "chief_officers"),
    ("Pupil Support Assistant Level 2", "school_support"),
    ("Pupil Support Assistant Level 3", "school_support"),
    ("Childcare Practitioner", "early_years"),
    ("Depute Head Teacher, Castlebay Secondary School (1685)", "teaching"),
    ("Executive Director of Education, Leisure and Housing", "chief_officers"),
    ("Head of Marine Services, Transportation and Harbour Master", "marine_harbours"),
    ("Teacher of English - Anderson High School", "teaching"),
    ("Supply for Early Learning & Childcare, Learning Support and Out of School Clubs", "early_years"),
    ("Modern Apprentice - Building Maintenance Technician - Gremista", "trades"),
    ("Director of Place", "chief_officers"),
    ("Relief Cook - Mainland Orkney and Outer Isles Schools", "catering_cleaning"),
    ("Police Officer", "emergency_security"),
    ("Acting Principal Teacher of Support for Learning (0.5FTE job-share)", "teaching"),
    ("Personal Carer", "social_care"),
    ("Depute Chief Executive", "chief_officers"),
    ("Night Watch Person - Macduff Harbour", "marine_harbours"),
    ("Craft Apprentice (8 vacancies)", "trades"),
    ("Consultant Social Worker", "social_work"),
    ("Specialist Occupational Therapist (Bank, maternity cover)", "health"),
    ("Planning and Performance Manager", "policy_communications"),
    ("Housekeeper", "catering_cleaning"),
    ("Staff Nurse", "health"),
    ("Qualified Dental Nurses – Public Dental Service", "health"),
    ("Registered Mental Health Nurses (generic recruitment)", "health"),
    ("Charge Nurse/Senior ODP, Day Surgery Unit", "health"),
    ("Community Nurse - Isle of Raasay", "health"),
    ("Chief Financial Officer, NHS Scotland", "chief_officers"),
    ("Biologist", "environment_climate"),
    ("Gardener - Combined Maintenance Team", "parks_grounds"),
]

# Everyday titles of each service, separated by "; ".
EVERYDAY = {
    "teaching": (
        "Primary Teacher; Class Teacher - Kirkwall Grammar School; Head Teacher - Dalintober Primary; "
        "Teacher of Gaelic; Supply Teacher (Secondary); Music Instructor - Brass; Quality Improvement "
        "Officer; Educational Psychologist; Nursery Teacher; Home Economics Teacher; Head of Education"
    ),
    "catering_cleaning": (
        "Nursery Cook; Catering Assistant; School Janitor; Relief Cleaner - Portree Library; Cook in "
        "Charge; Facilities Management Assistant; Domestic Assistant - Care Home"
    ),
    "social_care": (
        "Social Care Officer; Home Carer; Homecare Worker; Support Worker - Mental Health; Residential "
        "Child Care Worker; Relief Social Care Assistant (Nights); Day Opportunities Officer; Care at Home "
        "Team Leader; Registered Manager - Care Home; Housing Support Worker; Night Care Assistant"
    ),
    "social_work": (
        "Social Worker - Children and Families; Team Leader, Criminal Justice; Mental Health Officer; "
        "Social Work Assistant; Justice Social Worker; Service Manager Social Work"
    ),
    "roads_transport": (
        "Roads Operative; HGV Driver; Senior Roads Engineer; Transport Planner; Vehicle Technician; Parking "
        "Attendant; Driver/Attendant"
    ),
    "waste_recycling": "Refuse Collection Driver; Refuse Loader; Recycling Centre Attendant; Street Sweeper",
    "engineering_property": (
        "Civil Engineer; Building Surveyor; Quantity Surveyor; Architect; Estates Surveyor; Clerk of Works; "
        "Flood Risk Engineer; Landscape Architect"
    ),
    "trades": "Electrician; Apprentice Joiner; Plumber / Gas Engineer; Handyperson",
    "housing": "Housing Officer; Homelessness Prevention Officer; Welfare Rights Adviser",
    "planning_building": "Planning Officer (Development Management); Planner; Building Standards Surveyor",
    "regulatory_services": "Environmental Health Officer; Trading Standards Officer; Pest Control Officer",
    "administration": (
        "Environmental Health Administrator; Administrative Assistant; Clerical Assistant - Schools; "
        "Business Support Officer; Customer Service Adviser; Receptionist; Assistant Registrar; Personal "
        "Assistant"
    ),
    "culture_leisure": (
        "Library Assistant; Swimming Teacher; Leisure Attendant; Active Schools Coordinator; Museums "
        "Officer; Lifeguard; Events Officer"
    ),
    "finance": (
        "Accountant; Payroll Officer; Council Tax Assistant; Procurement Officer; Finance Business Partner; "
        "Revenues and Benefits Officer; Internal Auditor"
    ),
    "people": "HR Adviser; Health and Safety Adviser; Recruitment Assistant",
    "digital": "ICT Technician; Software Developer; Data Analyst; GIS Officer; Cyber Security Officer",
    "legal": "Solicitor; Planning Solicitor; Licensing Officer; Committee Services Officer; Elections Officer",
    "policy_communications": "Policy Officer; Communications Officer; Project Manager; Gaelic Development Officer",
    "economic_development": (
        "Business Gateway Adviser; Employability Key Worker; Economic Development Officer; Regeneration Officer"
    ),
    "chief_officers": "Chief Executive; Director of Education; Head of Service - Roads; Assistant Director of Finance",
    "emergency_security": "Firefighter (On Call); CCTV Operator; Community Warden",
    "marine_harbours": "Harbour Assistant; Deckhand; Ferry Skipper; Pier Master - Out Skerries",
    "environment_climate": "Countryside Ranger; Climate Change Officer; Energy Officer",
    "community_learning": "Community Learning and Development Worker; Youth Worker; Family Support Worker",
    "early_years": "Playworker - Breakfast Club; Early Years Support Assistant",
    "school_support": (
        "Crossing Patroller; School Crossing Patrol Guide; Additional Support Needs Assistant; Classroom "
        "Assistant; School Clerical Assistant; Bus Escort"
    ),
    "health": "Occupational Therapist; Health Visitor; Health Care Support Worker",
    "parks_grounds": "Cemetery Operative; Tree Officer; Crematorium Attendant",
}


@pytest.mark.parametrize(("title", "category"), PUBLISHED)
def test_published_title_names_its_category(title: str, category: str) -> None:
    assert suggest_category(title) == category


@pytest.mark.parametrize(
    ("category", "title"), [(code, title) for code, titles in EVERYDAY.items() for title in titles.split("; ")]
)
def test_everyday_title_names_its_category(category: str, title: str) -> None:
    assert suggest_category(title) == category


@pytest.mark.parametrize("title", ["", " - ", "Team Leader", "Officer", "Modern Apprentice", "Sessional Worker"])
def test_title_that_names_no_service_gets_no_guess(title: str) -> None:
    assert suggest_category(title) is None


def test_description_decides_where_the_title_is_silent() -> None:
    assert suggest_category("Team Leader", "Runs the play services of a children's charity.") == "early_years"
    assert suggest_category("Team Leader", "Leads squads that empty bins: refuse and recycling.") == "waste_recycling"


def test_title_outweighs_description() -> None:
    about_schools = (
        "Cleans rooms so that teachers, pupil support assistants and nursery staff can work. Teacher, teacher."
    )
    assert suggest_category("Cleaner", about_schools) == "catering_cleaning"


def test_workplace_after_the_job_does_not_decide() -> None:
    assert suggest_category("Gardener - Harbour Street Care Home") == "parks_grounds"
    assert suggest_category("Receptionist, Sandwick Junior High School Nursery") == "administration"


def test_workplace_decides_when_the_job_itself_is_silent() -> None:
    assert suggest_category("Night Watch Person - Scrabster Harbour") == "marine_harbours"


def test_last_word_of_the_job_says_what_it_is() -> None:
    assert suggest_category("Nursery Cook") == "catering_cleaning"
    assert suggest_category("Housing Solicitor") == "legal"
    assert suggest_category("Museum Cleaner") == "catering_cleaning"


@pytest.mark.parametrize(
    "title", ["Teacher of Maths", "TEACHER OF MATHS", "Teachers of maths", "  teacher\u00a0of art"]
)
def test_case_spacing_and_plural_do_not_matter(title: str) -> None:
    assert suggest_category(title) == "teaching"


def test_apostrophes_of_either_kind_match() -> None:
    assert suggest_category("Assistant Manager \u2013 Children\u2019s House") == "social_care"
    assert suggest_category("Assistant Manager - Children's House") == "social_care"


def test_occupational_classification_helps_where_keywords_are_silent() -> None:
    assert suggest_category("Video Production Assistant") == "culture_leisure"


@pytest.mark.parametrize(
    ("title", "unit_group"),
    [
        ("Senior Gardener", "5113"),
        ("Relief Cook - Mainland Schools", "5435"),
        ("Consultant Social Worker", "2461"),
        ("Lead Early Years Practitioner", "3232"),
        ("Quantity Surveyor", "2453"),
        ("Chief Finance Officer", None),  # its words hold "finance officer", a group of another category
        ("Team Leader", None),
    ],
)
def test_unit_group_of_a_known_job_title(title: str, unit_group: str | None) -> None:
    assert suggest_unit_group(title) == unit_group


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_answered(title: str, description: str) -> None:
    category = suggest_category(title, description)
    assert category is None or category.isidentifier()
    assert suggest_unit_group(title) is None or category is not None
