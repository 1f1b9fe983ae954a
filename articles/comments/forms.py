from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from articles.models.comments import LONGEST_NAME, LONGEST_TEXT
from home.models import BasePage
from home.security.public_forms.form import PublicForm


class CommentForm(PublicForm):
    """What a reader fills in; whatever is wrong with it, what was typed stays."""

    name = forms.CharField(
        label=_("Name or initials"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "given-name"}),
        error_messages={
            "required": _("Write your name or your initials."),
            "max_length": _("The name is too long. Use at most %(limit_value)d characters."),
        },
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8}),
        error_messages={
            "required": _("Write your comment."),
            "max_length": _("The comment has %(show_value)d characters. Shorten it to %(limit_value)d."),
        },
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("Never shown. It is used only to tell you when the clinic answers."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "invalid": _("Write the whole e-mail address, for example anna@example.org, or leave the field empty.")
        },
    )

    def __init__(self, data: QueryDict | None = None, *, request: HttpRequest, page: BasePage) -> None:
        super().__init__(data, request=request, purpose=f"comment on {page.pk}")
        self.page = page

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
