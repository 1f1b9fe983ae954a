"""What an error report leaves out."""

import re

from django.views.debug import SafeExceptionReporterFilter


class ReportFilter(SafeExceptionReporterFilter):
    """Hides addresses that hold passwords, too: the server hands the whole environment on with each request."""

    hidden_settings = re.compile(f"{SafeExceptionReporterFilter.hidden_settings.pattern}|_URL$|DSN|DATABASE", re.IGNORECASE)
