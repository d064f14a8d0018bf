"""An advert as other machines read it. Field names are promised: they may be joined by new ones, never renamed."""

from typing import Any

from flask import current_app, url_for

from recruitment.core import clock
from recruitment.search.answers import Hit
from recruitment.vacancies.duties import as_html
from recruitment.vacancies.pay import Range, pay_three_ways
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.rules import phase, slug_of
from recruitment.vacancies.tables import Vacancy, Workplace

Facts = dict[str, Any]


def absolute(endpoint: str, **arguments: Any) -> str:
    """Machines carry addresses away, so each says where it is from."""
    return str(current_app.config["SETTINGS"].public_url) + url_for(endpoint, **arguments)


def page_of(vacancy: Vacancy) -> str:
    return absolute("public.vacancy", reference=vacancy.reference, slug=slug_of(vacancy.title))


def address_of(vacancy: Vacancy) -> str:
    """What an advert is known by, whatever becomes of its title."""
    return absolute("machine.vacancy", reference=vacancy.reference)


def in_list(hit: Hit) -> Facts:
    """One of the results of a search."""
    miles = None if hit.miles is None else round(hit.miles, 1)
    return {**_facts(hit.vacancy, hit.workplaces), "miles": miles}


def whole(found: Advert) -> Facts:
    """Everything the advert's page says."""
    vacancy = found.vacancy
    return {
        **_facts(vacancy, found.workplaces),
        "department": vacancy.department,
        "grade": vacancy.grade,
        "duties_html": str(as_html(vacancy.duties)),
        "criteria": [
            {"text": each.text, "kind": each.kind, "assessed_by": each.assessed_by} for each in found.criteria
        ],
        "disclosure": {
            "level": vacancy.disclosure_level,
            "workforce": vacancy.disclosure_workforce,
            "note": vacancy.disclosure_note,
        },
        "registration": {"body": vacancy.registration, "note": vacancy.registration_note},
    }


def _facts(vacancy: Vacancy, workplaces: Any) -> Facts:
    return {
        "reference": vacancy.reference,
        "employer_reference": vacancy.own_reference,
        "title": vacancy.title,
        "summary": vacancy.summary,
        "state": phase(vacancy, clock.now()),
        "employer": {
            "slug": vacancy.organisation.slug,
            "name": vacancy.organisation.name,
            "kind": vacancy.organisation.kind,
        },
        "category": {"slug": vacancy.category.slug, "name": vacancy.category.name} if vacancy.category else None,
        "contract": {
            "type": vacancy.contract_type,
            "ends": vacancy.contract_ends.isoformat() if vacancy.contract_ends else None,
            "note": vacancy.contract_note,
        },
        "patterns": list(vacancy.patterns),
        "hours": _hours(vacancy),
        "pay": _pay(vacancy),
        "places": [_place(workplace) for workplace in workplaces],
        "home_based": vacancy.is_home_based,
        "gaelic": vacancy.gaelic,
        "schemes": list(vacancy.schemes),
        "posts": vacancy.posts,
        "opens_at": clock.local(vacancy.public_from).isoformat() if vacancy.public_from else None,
        "closes_at": clock.local(vacancy.closes_at).isoformat() if vacancy.closes_at else None,
        "closing_moved": vacancy.is_closing_moved,
        "changed_at": clock.local(vacancy.changed_at).isoformat(),
        "links": {"self": address_of(vacancy), "html": page_of(vacancy)},
    }


def _hours(vacancy: Vacancy) -> Facts:
    """Hours a week and paid weeks a year; numbers, or null where the advert does not say."""
    named = {
        "low": vacancy.hours_low,
        "high": vacancy.hours_high,
        "full_time": vacancy.full_time_hours,
        "weeks_a_year": vacancy.weeks_a_year,
    }
    return {**{name: None if value is None else float(value) for name, value in named.items()},
            "note": vacancy.hours_note}  # fmt: skip


def _pay(vacancy: Vacancy) -> Facts:
    ways = pay_three_ways(vacancy)
    stated = Range(vacancy.pay_low, vacancy.pay_high) if vacancy.pay_low and vacancy.pay_high else None
    return {
        "currency": "GBP",
        "basis": vacancy.pay_basis,
        "pro_rata": vacancy.is_pro_rata,
        "stated": _pence(stated),
        "hourly": _pence(ways.hourly),
        "full_time_year": _pence(ways.annual),
        "this_post_year": _pence(ways.actual),
        "note": vacancy.pay_note,
    }


def _pence(pay: Range | None) -> Facts | None:
    return None if pay is None else {"low_pence": pay.low, "high_pence": pay.high}


def _place(workplace: Workplace) -> Facts:
    return {
        "label": workplace.label,
        "kind": workplace.kind,
        "locality": workplace.locality,
        "postcode": workplace.postcode,
    }
