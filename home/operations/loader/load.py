"""Brings the site to what the content files say, without touching what an editor has changed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from wagtail import hooks
from wagtail.models import Site

from home.bilingual import freshness
from home.bilingual.address_book import PublicAddress
from home.bilingual.bin import is_in_bin
from home.bilingual.languages import LANGUAGES, column
from home.bilingual.slugs import is_taken
from home.clinic.examples import Example
from home.operations.loader.models import LoadedContent
from home.operations.loader.source import KINDS, Document, Node, app_folders, image_file, read_all
from home.operations.loader.touched import fingerprint, is_touched
from home.operations.loader.values import Converter, RefusedError, explain
from home.operations.progress import QUIET, Progress
from home.pages.base import BasePage
from home.pages.media import ClinicImage
from home.pages.pages import HomePage
from home.reading.site_address import host_and_port
from home.security.plain_files import plain_file


@dataclass
class Report:
    """What a load did, by key."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@transaction.atomic
def load(folders: Iterable[Path] | None = None, progress: Progress = QUIET) -> Report:
    """Load all content files (of the apps, unless told otherwise), or none; raises ContentError for the first mistake."""
    return Loader(read_all(app_folders() if folders is None else folders)).run(progress)


class Loader:
    """Makes the objects first and fills them then, since they refer to one another."""

    def __init__(self, documents: dict[str, Document]) -> None:
        self.documents = documents
        self.records = {record.key: record for record in LoadedContent.objects.select_related("content_type")}
        # Of any model; the document says which.
        self.instances: dict[str, Any] = {}
        refuses = hooks.get_hooks("refuse_content")
        # What an editor has deleted, and what would stand below it.
        self.gone: set[str] = set()
        self.report = Report(refused=[key for key, document in documents.items() if any(ask(document) for ask in refuses)])

    def run(self, progress: Progress) -> Report:
        """Load every document and say what was done."""
        self._refuse_one_slug_for_two()
        waiting = [document for document in self._in_order() if self._is_wanted(document)]
        new = {document.key for document in waiting if document.key not in self.records}
        for document in waiting:
            if document.key not in self.instances:
                self._make_or_leave_out(document)
        for document in progress.count("Content", waiting):
            if document.key in self.gone:
                continue
            self._fill(document)
            (self.report.created if document.key in new else self.report.updated).append(document.key)
        return self.report

    def _in_order(self) -> list[Document]:
        """What others refer to comes first: pictures, people and topics, then pages from the root down."""

        def depth(document: Document, below: tuple[str, ...] = ()) -> int:
            if not document.parent:
                return 0
            parent = self._referent(document.fields["parent"], BasePage)
            if parent.key in (document.key, *below):
                raise document.fields["parent"].fail("a page cannot stand below itself.")
            return depth(parent, (document.key, *below)) + 1

        kinds = list(KINDS)
        return sorted(self.documents.values(), key=lambda d: (kinds.index(d.kind), depth(d), d.order, d.key))

    def _refuse_one_slug_for_two(self) -> None:
        """Refuse two files that ask for the same address, which no editor can have done."""
        taken = set()
        for document in self.documents.values():
            for language, slug in document.fields["slug"].mapping().items() if "slug" in document.fields else ():
                place = (document.parent, language, slug.text())
                if place in taken:
                    raise document.fields["slug"].fail(f"“{column('slug', language)}”: another file has “{slug.text()}”, too.")
                taken.add(place)

    def _is_wanted(self, document: Document) -> bool:
        if document.key in self.report.refused:
            return False
        record = self.records.get(document.key)
        if record is None:
            return True
        if record.instance is None or (isinstance(record.instance, BasePage) and is_in_bin(record.instance)):
            # An editor has deleted it.
            self.gone.add(document.key)
            self.report.left_alone.append(document.key)
            return False
        self.instances[document.key] = record.instance
        touched = is_touched(record, document, self.instances.get(document.parent))
        if touched:
            self.report.left_alone.append(document.key)
        elif record.file_digest == document.digest:
            self.report.unchanged.append(document.key)
        return not touched and record.file_digest != document.digest

    def _make_or_leave_out(self, document: Document) -> None:
        """Make the object of a file, unless what it needs is gone."""
        try:
            self.instances[document.key] = self._make(document)
        except RefusedError:
            self.gone.add(document.key)
            self.report.left_alone.append(document.key)

    def _make(self, document: Document) -> Any:
        if document.kind == "settings":
            return document.model.load()
        with _placed(document):
            if document.kind == "page":
                return self._make_page(document)
            instance: Any = document.model(**self._converter(document).columns())
            if document.kind == "image":
                _set_picture(instance, image_file(document.fields["image"]))
            instance.full_clean()
            instance.save()
            return instance

    def _make_page(self, document: Document) -> Any:
        if "title" not in document.fields:
            raise document.fields["key"].fail("a page needs a “title”.")
        page = document.model(live=False, **self._converter(document).columns(["title", "slug", *_identity(document.model)]))
        if document.parent:
            self._resolve(document.fields["parent"], BasePage)
            return self.instances[document.parent].specific.add_child(instance=page)
        BasePage.get_first_root_node().add_child(instance=page)
        if isinstance(page, HomePage) and not Site.objects.exists():
            hostname, port = host_and_port()
            name = settings.WAGTAIL_SITE_NAME
            Site.objects.create(hostname=hostname, port=port, root_page=page, is_default_site=True, site_name=name)
        return page

    def _fill(self, document: Document) -> None:
        instance = self.instances[document.key]
        converter = self._converter(document)
        page = isinstance(instance, BasePage)
        if page:
            instance = instance.specific
        values = converter.columns()
        if page:
            self._keep_free_slugs(document, instance, values)
        for name, value in values.items():
            setattr(instance, name, value)
        for name, rows in converter.relations().items():
            getattr(instance, name).set(rows)
        if document.kind == "image":
            _set_picture(instance, image_file(document.fields["image"]))
        with _placed(document):
            if page and document.is_draft:
                instance.save()
                instance.save_revision()
            elif page:
                if unfinished := instance.unfinished():
                    name = next(name for name in [*unfinished, "key"] if name in document.fields)
                    raise document.fields[name].fail(explain(ValidationError(unfinished)))
                instance.save_revision().publish()
                # A content file is written in both languages at once.
                freshness.declare(instance)
            else:
                instance.full_clean()
                instance.save()
        for language, path in converter.former_addresses():
            PublicAddress.objects.update_or_create(path=path, defaults={"language": language, "page_id": instance.pk})
        # As the database gives it back, since that is what later loads compare it with.
        self._remember(document, type(instance)._default_manager.get(pk=instance.pk))

    def _keep_free_slugs(self, document: Document, page: BasePage, values: dict[str, Any]) -> None:
        """Leave the page its own slug where an editor has given the file's one to another page."""
        for language in LANGUAGES:
            name = column("slug", language)
            if values.get(name) and is_taken(page, page.get_parent(), values[name], language):
                node = document.fields["slug"]
                self._warn(node, f"another page has the address “{values[name]}”, so this one keeps “{getattr(page, name)}”.")
                values[name] = getattr(page, name)

    def _warn(self, node: Node, reason: str) -> None:
        if (warning := str(node.fail(reason))) not in self.report.warnings:
            self.report.warnings.append(warning)

    def _remember(self, document: Document, instance: models.Model) -> None:
        Example.objects.mark(instance, self._converter(document).examples())
        LoadedContent.objects.update_or_create(
            key=document.key,
            defaults={
                "content_type": ContentType.objects.get_for_model(instance),
                "object_id": instance.pk,
                "file_digest": document.digest,
                "object_digest": fingerprint(instance, document),
            },
        )

    def _converter(self, document: Document) -> Converter:
        return Converter(document, self._resolve, BasePage)

    def _resolve(self, node: Node, model: type[models.Model]) -> int:
        key = self._referent(node, model).key
        if key in self.report.refused:
            raise RefusedError
        if key in self.gone:
            self._warn(node, f"“{key}” was deleted in the admin, so what leads to it is left out.")
            raise RefusedError
        if key not in self.instances:
            raise node.fail(f"“{key}” comes later, so nothing can refer to it.")
        return self.instances[key].pk

    def _referent(self, node: Node, model: type[models.Model]) -> Document:
        key = node.text()
        if key not in self.documents:
            raise node.fail(f"no file has the key “{key}”.")
        if not issubclass(self.documents[key].model, model):
            raise node.fail(f"“{key}” is a {self.documents[key].model._meta.label}, but a {model._meta.label} is needed here.")
        return self.documents[key]


def _identity(model: type[models.Model]) -> list[str]:
    """Name what no editor and no revision changes on a page of ours, so that it is given when the page is made."""
    return [f.name for f in model._meta.local_fields if not (f.editable or f.is_relation)]


def _set_picture(picture: ClinicImage, file: Path) -> None:
    """Give a picture its file, unless it holds the same already."""
    plain = plain_file(ContentFile(file.read_bytes(), name=file.name))
    if picture.pk:
        with picture.open_file() as opened:
            if opened.read() == plain.read():
                return
        picture.renditions.all().delete()
    picture.file = plain
    # Wagtail fills both when they are next asked for.
    picture.file_size, picture.file_hash = None, ""


@contextmanager
def _placed(document: Document) -> Iterator[None]:
    """Give a validation error its place in the file."""
    try:
        yield
    except ValidationError as error:
        raise _place(document, error).fail(explain(error)) from error


def _place(document: Document, error: ValidationError) -> Node:
    """Find the line of the field that an error speaks of."""
    for name in getattr(error, "error_dict", {}):
        for candidate in (name, name.rsplit("_", 1)[0]):
            if candidate in document.fields:
                return document.fields[candidate]
    return document.fields["key"]
