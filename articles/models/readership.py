from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class View(models.Model):
    """One view of a language version on a day, until it is folded into that day's figure; nothing of the reader is kept."""

    page = models.ForeignKey("home.BasePage", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    day = models.DateField()

    page_cache_ignore = True
    # No view is a use of the page.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("view")
        verbose_name_plural = _("views")

    def __str__(self) -> str:
        return f"{self.page_id} {self.language} {self.day}"


class DailyViews(models.Model):
    """How often a language version was viewed on a day."""

    page = models.ForeignKey("home.BasePage", on_delete=models.CASCADE, related_name="daily_views")
    language = models.CharField(max_length=2)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("views of a day")
        verbose_name_plural = _("views of a day")
        constraints = [models.UniqueConstraint(fields=["page", "language", "day"], name="unique_page_language_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language} {self.day}: {self.count}"


@register_setting(icon="view", order=110)
class ReadershipSettings(BaseGenericSetting):
    """What readers are told of the readership."""

    show_views = models.BooleanField(
        _("show the number of views"),
        default=True,
        help_text=_("Articles and case stories then show how often they have been viewed. Views are counted either way."),
    )

    class Meta:
        verbose_name = _("readership")
        verbose_name_plural = _("readership")
