"""Names in the order of a language: in Danish æ, ø and å come after z, and aa is å.

A collation of the database would do the same, but neither PostgreSQL's ICU nor the system's Danish locale is on every
server. The signs after z in ASCII stand for the letters instead, and letters with accents count as without.
"""

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Collate, Lower, Replace

from home.bilingual.languages import active_language
from home.bilingual.normal_text import normal

ACCENTED, PLAIN = "éèêëáàâãíìîïóòôõúùûñçý", "eeeeaaaaiiiioooouuuncy"
LETTERS = {"da": ("æäøöåü", "{{||}y"), "en": ("æäøöåü", "aaooau")}


def in_order(field_name: str, language: str | None = None) -> Collate:
    """Order by a text as a language (default: the active one) has it; usable in `order_by` and `Meta.ordering`."""
    language = language or active_language()
    text = Lower(F(field_name))
    if language == "da":
        text = Replace(text, Value("aa"), Value("å"))
    letters, places = LETTERS[language]
    key = Func(text, Value(letters + ACCENTED), Value(places + PLAIN), function="translate", output_field=TextField())
    return Collate(key, "C")


def sort_key(text: str, language: str | None = None) -> str:
    """Return the same for a text that is already read."""
    language = language or active_language()
    text = normal(text).lower()
    letters, places = LETTERS[language]
    return (text.replace("aa", "å") if language == "da" else text).translate(str.maketrans(ACCENTED + letters, PLAIN + places))
