from django.urls import reverse

from home.clinic.models import ClinicSettings


def clinic_address(clinic: ClinicSettings, tab: str) -> str:
    """Return where a tab of the clinic's facts is edited."""
    return f"{reverse('wagtailsettings:edit', args=['home', 'clinicsettings', clinic.pk])}#tab-{tab}"
