"""The clinic, as far as its facts are known."""

import datetime

from home.bilingual.languages import LANGUAGES
from home.clinic.models import ClinicSettings
from home.clinic.opening_hours import OpeningException, OpeningHours
from home.machines.language_version import LanguageVersion
from home.machines.structured_data.facts import Facts
from home.machines.structured_data.nodes import Node, node
from home.machines.structured_data.people import person

# A business of people who care for health. The subtypes say too much: a MedicalClinic diagnoses and a Physician is licensed,
# and in Denmark the state approves neither acupuncture nor those who practise it.
BUSINESS = "MedicalBusiness"
COUNTRY = "DK"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# By convention, hours from midnight to midnight mean that it is closed.
CLOSED = datetime.time(0, 0)


def organization(version: LanguageVersion, facts: Facts) -> Node:
    """Describe who publishes the site, which every page refers to; empty where even the name is an example."""
    if not facts.value(version.clinic, "name"):
        return {}
    return node("Organization", **_identity(version))


def business(version: LanguageVersion, facts: Facts) -> Node:
    """Describe the business that patients visit; empty until its address is known, since the rest then says little."""
    clinic = version.clinic
    address = _address(clinic, facts)
    if not address or not facts.value(clinic, "name"):
        return {}
    telephone = facts.value(clinic, "telephone")
    return node(
        BUSINESS,
        **_identity(version),
        image=version.image_url,
        address=address,
        geo=_coordinates(clinic, facts),
        telephone=telephone,
        email=facts.value(clinic, "email"),
        contactPoint=node("ContactPoint", telephone=telephone, availableLanguage=list(LANGUAGES)) if telephone else None,
        employee=person(facts.value(clinic, "practitioner"), version, facts),
        paymentAccepted=facts.value(clinic, "payment"),
        openingHoursSpecification=[_hours(row) for row in facts.value(clinic, "opening_hours") or []],
        specialOpeningHoursSpecification=_exceptions(clinic, facts),
    )


def _identity(version: LanguageVersion) -> Node:
    return {
        "id": f"{version.site_address}/#clinic",
        "name": version.clinic_name,
        "url": version.front_page_url,
        "logo": version.static_url("home/icon-512.png"),
        "knowsLanguage": list(LANGUAGES),
    }


def _address(clinic: ClinicSettings, facts: Facts) -> Node:
    parts = {
        "streetAddress": facts.value(clinic, "street"),
        "postalCode": facts.value(clinic, "postcode"),
        "addressLocality": facts.value(clinic, "city"),
    }
    return node("PostalAddress", **parts, addressCountry=COUNTRY) if all(parts.values()) else {}


def _coordinates(clinic: ClinicSettings, facts: Facts) -> Node:
    latitude, longitude = facts.value(clinic, "latitude"), facts.value(clinic, "longitude")
    if latitude is None or longitude is None:
        return {}
    return node("GeoCoordinates", latitude=float(latitude), longitude=float(longitude))


def _hours(row: OpeningHours) -> Node:
    return node("OpeningHoursSpecification", dayOfWeek=DAYS[row.weekday], opens=_time(row.opens), closes=_time(row.closes))


def _exceptions(clinic: ClinicSettings, facts: Facts) -> list[Node]:
    return [_exception(row) for row in clinic.coming_exceptions] if facts.value(clinic, "exceptions") else []


def _exception(row: OpeningException) -> Node:
    return node(
        "OpeningHoursSpecification",
        validFrom=row.first_day,
        validThrough=row.last_day or row.first_day,
        opens=_time(row.opens or CLOSED),
        closes=_time(row.closes or CLOSED),
    )


def _time(time: datetime.time) -> str:
    return time.isoformat("minutes")
