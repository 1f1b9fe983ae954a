"""The searchable text of the pages that are there already; every later save fills it itself."""

from django.db import migrations

from home.bilingual.search_text import plain_text

LEAD_AND_BODY = (("lead",), ("body",))
# The fields of the lead and of the body, by page type.
FIELDS = {
    ("home", "HomePage"): LEAD_AND_BODY,
    ("home", "InfoPage"): LEAD_AND_BODY,
    ("home", "ContactPage"): LEAD_AND_BODY,
    ("articles", "ArticleIndexPage"): (("lead",), ()),
    ("articles", "ArticlePage"): LEAD_AND_BODY,
    ("articles", "CaseStoryIndexPage"): (("lead",), ()),
    ("articles", "CaseStoryPage"): (
        ("summary",),
        ("occupation", "complaint", "duration", "background", "course", "outcome"),
    ),
}


def fill(apps, schema_editor):
    BasePage = apps.get_model("home", "BasePage")
    for model, (lead, body) in FIELDS.items():
        for page in apps.get_model(*model).objects.iterator():
            texts = {
                f"{target}_{language}": plain_text(getattr(page, f"{name}_{language}") for name in names)
                for target, names in (("search_lead", lead), ("search_body", body))
                for language in ("da", "en")
            }
            BasePage.objects.filter(pk=page.pk).update(**texts)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial"), ("home", "0008_search_columns")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
