"""What of a profile goes into an application: facts in words that need no list of codes to be read."""

from typing import Any

from recruitment.applications.profile_queries import WholeProfile
from recruitment.applications.profile_tables import (
    Education,
    Employment,
    Gap,
    Language,
    Profile,
    Registration,
    Training,
)
from recruitment.applications.qualifications import level_of
from recruitment.applications.vocabulary import (
    DRIVING,
    GAP_REASONS,
    LANGUAGE_LEVELS,
    LANGUAGE_SKILLS,
    LICENCE_CATEGORIES,
    PVG_GROUPS,
    QUALIFICATIONS,
    REGISTRATION_BODIES,
    SSSC_PARTS,
)


def history_of(profile: WholeProfile) -> dict[str, Any]:
    """Employment, education, training, registrations and the rest."""
    basics = profile.basics
    explained = [f"{gap_when(row)}: {gap_words(row)}" for row in reversed(profile.gaps)]
    return {
        "employment": [employment_facts(row) for row in profile.employment],
        "education": [education_facts(row) for row in profile.education],
        "training": [training_facts(row) for row in profile.training],
        "registrations": [registration_facts(row) for row in profile.registrations],
        "more": {
            "driving": driving_words(basics) if basics else "",
            "languages": "\n".join(language_words(row) for row in profile.languages),
            "skills": basics.skills if basics else "",
            "gaps": "\n".join([*explained, *filter(None, [basics.gaps if basics else ""])]),
        },
    }


def employment_facts(job: Employment) -> dict[str, Any]:
    return {
        "employer": job.employer,
        "job_title": job.job_title,
        "started": job.started.isoformat(),
        "ended": job.ended.isoformat() if job.ended else None,
        "duties": job.duties,
        "reason_for_leaving": job.reason_for_leaving,
        "is_scottish_council": job.is_scottish_council,
    }


def education_facts(row: Education) -> dict[str, Any]:
    return {
        "institution": row.institution,
        "qualification": QUALIFICATIONS.get(row.qualification, row.qualification),
        "level": level_of(row.qualification),
        "subject": row.subject,
        "grade": row.grade,
        "year": row.year,
        "started": row.started.isoformat() if row.started else None,
        "ended": row.ended.isoformat() if row.ended else None,
        "country": row.country,
        "compared_to": row.compared_to,
    }


def training_facts(row: Training) -> dict[str, Any]:
    return {
        "name": row.name,
        "provider": row.provider,
        "completed": row.completed.isoformat() if row.completed else None,
        "expires": row.expires.isoformat() if row.expires else None,
    }


def registration_facts(row: Registration) -> dict[str, Any]:
    groups = [PVG_GROUPS[group].lower() for group in row.groups if group in PVG_GROUPS]
    return {
        "body": REGISTRATION_BODIES.get(row.body, row.body),
        "part": SSSC_PARTS.get(row.part, row.part) or ("For work with " + " and ".join(groups) if groups else ""),
        "number": row.number,
        "expires": row.expires.isoformat() if row.expires else None,
    }


def driving_words(basics: Profile) -> str:
    said = DRIVING.get(basics.driving, "")
    held = ", ".join(LICENCE_CATEGORIES.get(code, code) for code in basics.driving_categories)
    return "\n".join(filter(None, (said, f"Licence for: {held}" if held else "")))


def language_words(row: Language) -> str:
    """Gaelic: understand, speak, read. Polish: fluent."""
    able = [word for skill, word in LANGUAGE_SKILLS.items() if getattr(row, skill)]
    level = LANGUAGE_LEVELS.get(row.level, "")
    said = "; ".join(filter(None, (level, ", ".join(able))))
    return f"{row.language}: {said}" if said else row.language


def gap_when(row: Gap) -> str:
    return f"{row.started:%B %Y} to {row.ended:%B %Y}"


def gap_words(row: Gap) -> str:
    return ". ".join(filter(None, (GAP_REASONS.get(row.reason, row.reason), row.words)))
