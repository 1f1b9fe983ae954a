"""The index of the readers' search knows letters and digits as words of their own: `ST-36`, `ST36` and `ST 36` are one."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models

SIGNS = "/._@-+<>&éèêëáàâäíìîïóòôöúùûüñçÉÈÊËÁÀÂÄÍÌÎÏÓÒÔÖÚÙÛÜÑÇ"
SUBSTITUTES = "         eeeeaaaaiiiioooouuuuncEEEEAAAAIIIIOOOOUUUUNC"


def indexed_text(text):
    plain = models.Func(
        text, models.Value(SIGNS), models.Value(SUBSTITUTES), function="translate", output_field=models.TextField()
    )
    for pattern in (r"([0-9])([[:alpha:]])", r"([[:alpha:]])([0-9])"):
        parts = (plain, models.Value(pattern), models.Value(r"\1 \2"), models.Value("g"))
        plain = models.Func(*parts, function="regexp_replace", output_field=models.TextField())
    return plain


def vector(language, config):
    title, lead, body = (
        SearchVector(indexed_text(models.F(f"{name}_{language}")), config=config, weight=weight)
        for name, weight in (("title", "A"), ("search_lead", "B"), ("search_body", "C"))
    )
    return models.GeneratedField(
        expression=title + lead + body, output_field=SearchVectorField(), db_persist=True, serialize=False
    )


def anew(language, config):
    """A generated column cannot be changed."""
    field, name = f"search_vector_{language}", f"search_vector_{language}_index"
    return [
        migrations.RemoveIndex("basepage", name),
        migrations.RemoveField("basepage", field),
        migrations.AddField("basepage", field, vector(language, config)),
        migrations.AddIndex("basepage", GinIndex(fields=[field], name=name, fastupdate=False)),
    ]


class Migration(migrations.Migration):
    dependencies = [("home", "0027_pictures_without_metadata")]

    operations = [*anew("da", "danish"), *anew("en", "english")]
