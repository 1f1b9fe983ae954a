"""Topics as chips in the editor of an article, with a new one made in place."""

from typing import Any

from django import forms
from django.forms import CheckboxSelectMultiple, Media, Script
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required
from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import log

from articles.models.topics import Topic
from home.bilingual.languages import LANGUAGES, column, language_name
from home.bilingual.slugs import propose_slug

ADD = "articles.add_topic"


class NewTopicForm(forms.Form):
    """The names of a topic; its slugs are made of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = {"required": _("Write the topic in both languages.")}
        for language in LANGUAGES:
            longest = Topic._meta.get_field("name").max_length
            self.fields[column("name", language)] = forms.CharField(max_length=longest, error_messages=missing)

    def save(self) -> tuple[Topic, bool]:
        """Return the topic that has this Danish name, and whether it is a new one."""
        if known := Topic.objects.filter(name_da__iexact=self.cleaned_data["name_da"]).first():
            return known, False
        slugs = {column("slug", code): _free_slug(self.cleaned_data[column("name", code)], code) for code in LANGUAGES}
        return Topic.objects.create(**self.cleaned_data, **slugs), True


class TopicsPanel(FieldPanel):
    """Each topic is a chip that one ticks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"widget": CheckboxSelectMultiple(attrs={"class": "chips__box"}), **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "wagtailadmin/articles/topics_panel.html"

        @property
        def names(self) -> list[tuple[str, str]]:
            """The languages in which a new topic is named; none for who may make none."""
            may_add = self.request.user.has_perm(ADD)
            return [(language, str(language_name(language))) for language in LANGUAGES] if may_add else []

        @property
        def media(self) -> Media:
            return super().media + Media(js=[Script("articles/js/topics.js", type="module")])


@require_POST
@permission_required(ADD)
def new_topic(request: HttpRequest) -> HttpResponse:
    """Make a topic, and return what its chip says."""
    form = NewTopicForm(request.POST)
    if not form.is_valid():
        reasons = dict.fromkeys(str(reason) for reasons in form.errors.values() for reason in reasons)
        return JsonResponse({"problem": " ".join(reasons)}, status=400)
    topic, is_new = form.save()
    if is_new:
        log(instance=topic, action="wagtail.create", user=request.user)
    return JsonResponse({"id": topic.pk, "name": str(topic)})


def _free_slug(name: str, language: str) -> str:
    longest = Topic._meta.get_field("slug").max_length - 4
    slug = first = propose_slug(name)[:longest] or "emne"
    number = 1
    while Topic.objects.filter(**{column("slug", language): slug}).exists():
        number += 1
        slug = f"{first}-{number}"
    return slug
