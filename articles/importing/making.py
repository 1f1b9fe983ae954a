"""Makes drafts of posts: each for itself, so that one that cannot be made costs no other."""

import hashlib
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.base import ContentFile
from django.db import DataError, OperationalError, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.permissions import policy_registry

from articles.importing.files import PictureFiles
from articles.importing.planning import Plan, shown
from articles.models import ArticleIndexPage, ArticlePage, ImportedPost
from home.bilingual.languages import DEFAULT_LANGUAGE, column, language_name
from home.bilingual.roles import languages_of
from home.bilingual.slugs import propose_slug
from home.editing.drafts import lock_message, save_draft
from home.models import ClinicImage, PublicAddress
from home.pages.from_html import Picture, with_pictures
from home.security.plain_files import plain_file

FIELDS = ("title", "lead", "body")


class Pictures:
    """Puts the pictures of a post among those of the site, each once."""

    def __init__(self, planned: Plan, files: PictureFiles, user: Any) -> None:
        self.planned, self.files, self.user = planned, files, user
        self.made: dict[Picture, int | None] = {}
        self.may_add = user is None or policy_registry.get_by_type(ClinicImage).user_has_permission(user, "add")

    def number(self, picture: Picture) -> int | None:
        """Return the number of a picture; None where it is not to be had, which the plan or a note says."""
        if picture not in self.made:
            self.made[picture] = self._made(picture)
        return self.made[picture]

    def _made(self, picture: Picture) -> int | None:
        found = self.files.find(picture.address)
        if found is None:
            return None
        if not self.may_add:
            self.planned.notes.append(gettext("You may not add pictures, so “%(name)s” stays out.") % {"name": shown(picture)})
            return None
        name, content = found
        try:
            plain = plain_file(ContentFile(content, name=name))
        except ValidationError as error:
            self.planned.notes.append(f"{shown(picture)}: {' '.join(error.messages)}")
            return None
        digest = hashlib.sha1(plain.read(), usedforsecurity=False).hexdigest()
        image = ClinicImage.objects.filter(file_hash=digest).first()
        if image is None:
            plain.seek(0)
            image = ClinicImage(title=name.rpartition(".")[0][:255] or name, file=plain, uploaded_by_user=self.user)
            image.file_size, image.file_hash = plain.size, digest
        alt_text = column("alt_text", self.planned.language)
        if not getattr(image, alt_text) or not image.pk:
            setattr(image, alt_text, picture.alt_text)
            image.save()
        return int(image.pk)


@transaction.atomic
def make(planned: Plan, files: PictureFiles, parent: ArticleIndexPage, user: Any = None) -> ArticlePage:
    """Make the draft of a post; raises ValidationError, with the reason, where that cannot be."""
    _check(planned, user)
    pictures = Pictures(planned, files, user)
    page = ArticlePage(live=False, author=planned.author)
    page.publication_date = planned.post.day or page.publication_date
    _write(page, planned, pictures)
    if planned.post.top_picture:
        page.hero_image_id = pictures.number(planned.post.top_picture)
    page.topics = planned.topics
    page.owner = user
    if not propose_slug(planned.title):
        # Of a title without letters no address can be made; in Danish it is borrowed.
        for language in {planned.language, DEFAULT_LANGUAGE}:
            setattr(page, column("slug", language), {"da": "indlaeg", "en": "post"}[language])
    try:
        page = parent.add_child(instance=page)
    except ValidationError as error:
        raise ValidationError(_with_fields(error, page)) from error
    except (DataError, OperationalError) as error:
        raise ValidationError(gettext("A part of it is longer than it can be here. Shorten it in the file.")) from error
    page.save_revision(user=user, log_action=True)
    _remember(planned, page)
    return page


@transaction.atomic
def make_translation(planned: Plan, files: PictureFiles, page: ArticlePage, user: Any = None) -> ArticlePage:
    """Put a post into a page that exists, as its other language; raises ValidationError where that would overwrite text."""
    _check(planned, user)
    draft = page.get_latest_revision_as_object()
    written = [name for name in FIELDS if getattr(draft, column(name, planned.language))]
    if draft.borrowed_title and planned.language == "da":
        written = [name for name in written if name != "title"]
    if written:
        raise ValidationError(
            gettext("“%(page)s” has a text in %(language)s already.")
            % {"page": page.get_admin_display_title(), "language": language_name(planned.language)}
        )
    if reason := lock_message(page, user) if user else "":
        raise ValidationError(reason)
    if planned.language == "da":
        draft.borrowed_title = ""
    _write(draft, planned, Pictures(planned, files, user))
    save_draft(draft, user)
    _remember(planned, page)
    return page


def _with_fields(error: ValidationError, page: ArticlePage) -> list[str]:
    """Say of each sentence which field it is about."""
    sentences = []
    for name, messages in error.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else f"{capfirst(page._meta.get_field(name).verbose_name)}: "
        sentences += [f"{label}{message}" for message in messages]
    return sentences


def _check(planned: Plan, user: Any) -> None:
    if planned.problem:
        raise ValidationError(planned.problem)
    if not planned.language:
        raise ValidationError(gettext("Choose the language that the post is written in."))
    if not planned.title:
        raise ValidationError(gettext("The post has no title."))
    if user is not None and planned.language not in languages_of(user):
        raise ValidationError(gettext("You do not write this language."))


def _write(page: ArticlePage, planned: Plan, pictures: Pictures) -> None:
    body = with_pictures(planned.blocks, pictures.number)
    for name, value in (("title", planned.title), ("lead", planned.lead), ("body", body)):
        setattr(page, column(name, planned.language), value)


def _remember(planned: Plan, page: ArticlePage) -> None:
    _imported, is_new = ImportedPost.objects.get_or_create(key=planned.key, defaults={"page": page})
    if not is_new:
        raise ValidationError(gettext("It was imported before, and stays as it is."))
    if planned.path:
        # Readers are led here once the page is public in this language.
        PublicAddress.objects.get_or_create(path=planned.path, defaults={"language": planned.language, "page_id": page.pk})
