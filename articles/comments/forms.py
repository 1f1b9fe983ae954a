from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.comments.text import harmless
from articles.comments.tokens import Token, new_token, read_token
from articles.models.comments import LONGEST_NAME, LONGEST_TEXT
from home.models import BasePage
from home.public_forms import is_from_here

# Of a longer text no more is looked at, nor shown again.
MOST_READ = 20_000


class CommentForm(forms.Form):
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
        label=_("E-mail (optional)"),
        required=False,
        max_length=254,
        help_text=_("Never shown. We use it only to tell you when the clinic answers."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "invalid": _("Write the whole e-mail address, for example anna@example.org, or leave the field empty.")
        },
    )
    # People neither see nor reach it; programs fill it in.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, page: BasePage, request: HttpRequest) -> None:
        sent = {name: harmless(request.POST.get(name, "")[:MOST_READ]) for name in self.base_fields}
        super().__init__(sent if request.method == "POST" else None, initial={"token": new_token(page)}, label_suffix="")
        self.page = page
        self.request = request

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_token(self) -> Token | None:
        return read_token(self.cleaned_data["token"], self.page)

    def clean(self) -> None:
        if not is_from_here(self.request):
            raise ValidationError(gettext("Your browser did not say that the form came from this site. Send it once more."))
        if self.cleaned_data.get("token") is None:
            self.data["token"] = new_token(self.page)
            raise ValidationError(gettext("The page had been open for a long time. Press the button once more."))
