from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedPost(models.Model):
    """A post of another site that became a draft here, so that the same file a second time changes nothing."""

    page_cache_ignore = True

    # A digest of what names the post in its file.
    key = models.CharField(_("key"), max_length=64, unique=True)
    # None where somebody has deleted the page since.
    page = models.ForeignKey("articles.ArticlePage", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("imported post")
        verbose_name_plural = _("imported posts")

    def __str__(self) -> str:
        return self.key
