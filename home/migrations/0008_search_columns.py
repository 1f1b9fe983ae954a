"""What readers search: plain text of each page in each language, and the index over it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models

SIGNS = "/._@éèêëáàâäíìîïóòôöúùûüñçÉÈÊËÁÀÂÄÍÌÎÏÓÒÔÖÚÙÛÜÑÇ"
SUBSTITUTES = "    eeeeaaaaiiiioooouuuuncEEEEAAAAIIIIOOOOUUUUNC"


def text():
    return models.TextField(default="", editable=False, serialize=False)


def words(column, config, weight):
    signs, substitutes = models.Value(SIGNS), models.Value(SUBSTITUTES)
    plain = models.Func(models.F(column), signs, substitutes, function="translate", output_field=models.TextField())
    return SearchVector(plain, config=config, weight=weight)


def vector(language, config):
    title, lead, body = (f"{name}_{language}" for name in ("title", "search_lead", "search_body"))
    return models.GeneratedField(
        expression=words(title, config, "A") + words(lead, config, "B") + words(body, config, "C"),
        output_field=SearchVectorField(),
        db_persist=True,
        serialize=False,
    )


def index(language):
    return GinIndex(fields=[f"search_vector_{language}"], name=f"search_vector_{language}_index", fastupdate=False)


class Migration(migrations.Migration):
    dependencies = [("home", "0007_ready_made_workflow")]

    operations = [
        migrations.AddField("basepage", "search_lead_da", text()),
        migrations.AddField("basepage", "search_lead_en", text()),
        migrations.AddField("basepage", "search_body_da", text()),
        migrations.AddField("basepage", "search_body_en", text()),
        migrations.AddField("basepage", "search_vector_da", vector("da", "danish")),
        migrations.AddField("basepage", "search_vector_en", vector("en", "english")),
        migrations.AddIndex("basepage", index("da")),
        migrations.AddIndex("basepage", index("en")),
    ]
