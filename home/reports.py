from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.models import Example


class ExamplesView(WagtailAdminTemplateMixin, TemplateView):
    """The values that are still examples, each with a link that leads to where the real one goes."""

    template_name = "wagtailadmin/home/examples.html"
    page_title = _("Examples")
    header_icon = "warning"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finder = AdminURLFinder(self.request.user)
        columns = [
            TitleColumn("label", label=_("What is still an example"), get_url=lambda e: finder.get_edit_url(e.instance)),
            Column("instance", label=_("Where")),
        ]
        return {**super().get_context_data(**kwargs), "table": Table(columns, Example.objects.remaining())}
