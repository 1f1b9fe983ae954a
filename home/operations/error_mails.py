"""What the operator's mail about an error says: where and how the code failed, and nothing of who was there."""

import traceback

from django.views.debug import ExceptionReporter

from home.operations.masking import masked


class ErrorReporter(ExceptionReporter):
    """Leaves out what Django's own report has of a request: what was searched for, the form, the cookies, the addresses."""

    def get_traceback_text(self) -> str:
        asked = f"{self.request.method} {self.request.path}\n\n" if self.request else ""
        failed = "".join(traceback.format_exception(self.exc_value)) if isinstance(self.exc_value, BaseException) else ""
        return masked(asked + failed)
