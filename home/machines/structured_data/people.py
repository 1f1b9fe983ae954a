from home.clinic.people import Practitioner
from home.machines.language_version import LanguageVersion
from home.machines.structured_data.facts import Facts
from home.machines.structured_data.nodes import Node, node


def person(practitioner: Practitioner | None, version: LanguageVersion, facts: Facts) -> Node:
    """Describe a person with the credentials that readers are shown; empty where the name is not known."""
    name = facts.value(practitioner, "name")
    if practitioner is None or not name:
        return {}
    association = facts.value(practitioner, "association")
    credentials = facts.value(practitioner, "credentials")
    return node(
        "Person",
        id=f"{version.site_address}/#person-{practitioner.pk}",
        name=name,
        hasCredential=node("EducationalOccupationalCredential", name=credentials) if credentials else None,
        memberOf=node("Organization", name=association) if association else None,
    )
