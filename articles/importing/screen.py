"""The screen that shows what the posts of a file will be, and makes drafts of those that somebody ticks."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from articles.importing import uploads
from articles.importing.making import make, make_translation
from articles.importing.planning import Plan, coming
from articles.models import ArticleIndexPage, ArticlePage
from home.admin.converted import shown_blocks
from home.admin.readiness.board import editable_pages
from home.admin.screens import AdminScreen
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, language_name
from home.bilingual.roles import languages_of, writes_everything
from home.models import BasePage

# What a request can make while somebody waits.
MOST_AT_ONCE = 25


class FileForm(forms.Form):
    """Asks for the file, and for the pictures."""

    file = forms.FileField(
        label=_("File with posts"),
        help_text=_("Wix’s feed (blog-feed.xml), WordPress’s export, a saved web page, a Word document, or a ZIP of these."),
        widget=forms.FileInput(attrs={"accept": ".xml,.rss,.html,.htm,.mhtml,.docx,.zip"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    pictures = forms.FileField(
        label=_("Pictures"),
        required=False,
        help_text=_("A ZIP with the pictures of the posts. Nothing is fetched from the old site."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"empty": _("The file is empty.")},
    )


class PostForm(forms.Form):
    """What becomes of one post."""

    take = forms.BooleanField(label=_("Make a draft of it"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, widget=forms.RadioSelect)
    article = forms.ModelChoiceField(
        label=_("Becomes"), queryset=ArticlePage.objects.none(), required=False, empty_label=_("a new article")
    )

    def __init__(self, *args: Any, articles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, capfirst(language_name(code))) for code in LANGUAGES]
        self.fields["article"].queryset = articles
        self.fields["article"].label_from_instance = lambda page: (
            gettext("the other language of “%(title)s”") % {"title": page.get_admin_display_title()}
        )


class ImportPostsView(AdminScreen):
    """Shows first; the file waits in a private folder until somebody says what becomes of it."""

    template_name = "wagtailadmin/articles/import_posts.html"
    page_title = _("Import posts")
    header_icon = "download"

    def dispatch(self, request: HttpRequest) -> HttpResponse:
        if not lists_for(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FileForm(request.POST, request.FILES) if "kept" not in request.POST else FileForm()
        try:
            if "kept" in request.POST:
                return self.take(request.POST["kept"])
            if form.is_valid():
                kept = uploads.keep(form.cleaned_data["file"], form.cleaned_data["pictures"], request.user)
                return self.show(kept, *uploads.kept(kept, request.user))
        except ValidationError as error:
            messages.error(request, " ".join([*error.messages, gettext("Nothing was changed.")]))
        return self.render_to_response(self.get_context_data(form=form))

    def take(self, kept: str) -> HttpResponse:
        """Make drafts of what is ticked, and show once more what is left."""
        source, files = uploads.kept(kept, self.request.user)
        data = self.request.POST
        chosen = {post.key: data.get(f"{number}-language", "") for number, post in enumerate(source.posts)}
        errors: dict[int, str] = {}
        made: dict[int, Plan] = {}
        for number, planned in enumerate(uploads.plans(source, files, chosen)):
            form = PostForm(data, prefix=str(number), articles=self.articles)
            if planned.earlier or not form.is_valid() or not form.cleaned_data["take"] or len(made) == MOST_AT_ONCE:
                continue
            try:
                if article := form.cleaned_data["article"]:
                    make_translation(planned, files, article, self.request.user)
                else:
                    make(planned, files, self.below, self.request.user)
                made[number] = planned
            except ValidationError as error:
                errors[number] = " ".join(error.messages)
        if made:
            sentence = ngettext("%(count)s draft is made.", "%(count)s drafts are made.", len(made)) % {"count": len(made)}
            messages.success(self.request, sentence)
        return self.show(kept, source, files, chosen=chosen, errors=errors, made=made)

    def show(self, kept: str, source: Any, files: Any, **done: Any) -> HttpResponse:
        errors, made = done.get("errors", {}), done.get("made", {})
        rows = []
        for number, planned in enumerate(uploads.plans(source, files, done.get("chosen", {}))):
            initial = {
                "take": number < MOST_AT_ONCE and not planned.is_taken and planned.post.was_public,
                "language": planned.language,
            }
            is_bound = number in errors
            form = PostForm(
                self.request.POST if is_bound else None, prefix=str(number), articles=self.articles, initial=initial
            )
            rows.append(
                {
                    "plan": planned,
                    "form": form,
                    "text": shown_blocks(coming(planned), planned.language or DEFAULT_LANGUAGE),
                    "error": errors.get(number, planned.problem),
                    "notes": made[number].notes if number in made else planned.notes,
                    "is_made": number in made,
                }
            )
        context = {"rows": rows, "kept": kept, "notes": source.notes, "below": self.below}
        context["left"] = sum(not row["plan"].earlier and not row["plan"].problem for row in rows)
        if earlier := sum(bool(row["plan"].earlier and row["plan"].earlier.page_id and not row["is_made"]) for row in rows):
            sentence = ngettext(
                "%(count)s post was imported before, and stays as it is.",
                "%(count)s posts were imported before, and stay as they are.",
                earlier,
            )
            context["notes"] = [sentence % {"count": earlier}, *source.notes]
        return self.render_to_response(self.get_context_data(**context))

    def get_context_data(self, form: FileForm | None = None, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": form or FileForm(), "most": MOST_AT_ONCE}

    @cached_property
    def below(self) -> ArticleIndexPage:
        """The list of articles that the drafts are made in."""
        return lists_for(self.request.user)[0]

    @cached_property
    def articles(self) -> Any:
        """The articles that lack a language."""
        pages = ArticlePage.objects.filter(pk__in=editable_pages(self.request.user).values("pk"), alias_of=None)
        lacking = pages.filter(title_en__isnull=True) | pages.filter(title_en="") | pages.exclude(borrowed_title="")
        return lacking.order_by("-latest_revision_created_at")


class ImportMenuItem(MenuItem):
    def __init__(self) -> None:
        super().__init__(_("Import posts"), reverse("import_posts"), name="import_posts", icon_name="download", order=54)

    def is_shown(self, request: HttpRequest) -> bool:
        # Asked on every screen, so it asks no page.
        may_add = policy_registry.get_by_type(BasePage).user_has_permission(request.user, "add")
        return bool(may_add) and writes_everything(request.user)


def import_button(page: BasePage, user: Any, next_url: str | None = None, view_name: str = "") -> list[Button]:
    """Offer it in the menu at the top of the list of articles."""
    is_list = page.specific_class is ArticleIndexPage and not page.alias_of_id
    if not is_list or not languages_of(user) or not page.permissions_for_user(user).can_add_subpage():
        return []
    return [Button(_("Import posts"), reverse("import_posts"), icon_name="download", priority=70)]


def lists_for(user: Any) -> list[ArticleIndexPage]:
    """List where a person may make articles."""
    lists = ArticleIndexPage.objects.filter(alias_of=None).order_by("path") if languages_of(user) else []
    return [found for found in lists if found.permissions_for_user(user).can_add_subpage()]
