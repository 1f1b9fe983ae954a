from django import template
from django.conf import settings
from django.template import Context

from home.clinic.models import ClinicSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def clinic_name(context: Context) -> str:
    """Name the clinic in the admin, as readers know it."""
    return ClinicSettings.load(request_or_site=context.get("request")).public_name


@register.inclusion_tag("wagtailadmin/staging.html")
def staging_notice() -> dict[str, bool]:
    """Say of a copy of the site that it is one."""
    return {"is_staging": settings.STAGING}
