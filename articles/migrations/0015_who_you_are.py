"""Who asks who the clinic is means its people; the words alone say nothing."""

from django.db import migrations

PEOPLE = {
    "words_da": ("behandler, akupunktør, terapeut", "hvem er i, hvem er du, hvem arbejder der"),
    "words_en": ("practitioner, acupuncturist, therapist", "who are you, who works there"),
}


def fill(apps, schema_editor):
    synonyms = apps.get_model("articles", "Synonyms").objects
    for column, (known, added) in PEOPLE.items():
        # A list that an editor has changed stays as it is; the original column always equals the Danish one.
        columns = (column, "words") if column == "words_da" else (column,)
        synonyms.filter(**{column: known}).update(**dict.fromkeys(columns, f"{known}, {added}"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_unfinished_publication_date")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
