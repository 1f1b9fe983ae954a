import wagtail.fields
from django.db import migrations

BLOCKS = [
    ("heading", 0),
    ("paragraph", 1),
    ("numbered_points", 6),
    ("bulleted_points", 9),
    ("question", 12),
    ("callout", 16),
    ("quotation", 20),
    ("call_to_action", 24),
    ("image", 27),
    ("gallery", 29),
    ("table", 33),
    ("film", 39),
    ("download", 43),
    ("before_you_come", 47),
    ("exercise", 55),
    ("case_story", 56),
    ("opening_hours", 57),
    ("price_list", 58),
    ("location", 65),
]
LOOKUP = {
    0: ("home.pages.blocks.text.HeadingBlock", (), {"max_length": 120}),
    1: (
        "home.pages.blocks.text.ParagraphBlock",
        (),
        {"features": ["bold", "italic", "link", "h3", "ol", "ul", "document-link"]},
    ),
    2: ("wagtail.blocks.CharBlock", (), {"label": "title", "max_length": 120, "required": False}),
    3: ("wagtail.blocks.RichTextBlock", (), {"features": ["bold", "italic", "link"], "label": "text"}),
    4: ("wagtail.blocks.StructBlock", [[("title", 2), ("text", 3)]], {}),
    5: ("wagtail.blocks.ListBlock", (4,), {"label": "points", "min_num": 1}),
    6: ("wagtail.blocks.StructBlock", [[("points", 5)]], {}),
    7: ("wagtail.blocks.RichTextBlock", (), {"features": ["bold", "italic", "link"], "label": "point"}),
    8: ("wagtail.blocks.ListBlock", (7,), {"label": "points", "min_num": 1}),
    9: ("wagtail.blocks.StructBlock", [[("points", 8)]], {}),
    10: ("wagtail.blocks.CharBlock", (), {"label": "question", "max_length": 200}),
    11: ("wagtail.blocks.RichTextBlock", (), {"features": ["bold", "italic", "link", "ol", "ul"], "label": "answer"}),
    12: ("wagtail.blocks.StructBlock", [[("question", 10), ("answer", 11)]], {}),
    13: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {"choices": [("tip", "Tip"), ("caution", "Caution"), ("doctor", "See a doctor")], "label": "kind"},
    ),
    14: ("wagtail.blocks.CharBlock", (), {"label": "title", "max_length": 120}),
    15: ("wagtail.blocks.RichTextBlock", (), {"features": ["bold", "italic", "link", "ul"], "label": "text"}),
    16: ("wagtail.blocks.StructBlock", [[("kind", 13), ("title", 14), ("text", 15)]], {}),
    17: ("wagtail.blocks.TextBlock", (), {"label": "text"}),
    18: ("wagtail.blocks.CharBlock", (), {"label": "source", "max_length": 150, "required": False}),
    19: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {
            "choices": [("da", "Danish"), ("en", "English")],
            "help_text": "Only when the quotation is not in the language of the page.",
            "label": "language",
            "required": False,
        },
    ),
    20: ("wagtail.blocks.StructBlock", [[("text", 17), ("source", 18), ("language", 19)]], {}),
    21: ("wagtail.blocks.TextBlock", (), {"label": "text", "required": False}),
    22: ("wagtail.blocks.CharBlock", (), {"label": "text on the button", "max_length": 40}),
    23: (
        "wagtail.blocks.PageChooserBlock",
        (),
        {"help_text": "Leave empty to lead to the clinic’s booking link.", "label": "page", "required": False},
    ),
    24: ("wagtail.blocks.StructBlock", [[("title", 14), ("text", 21), ("label", 22), ("page", 23)]], {}),
    25: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "picture"}),
    26: ("wagtail.blocks.CharBlock", (), {"label": "caption", "max_length": 250, "required": False}),
    27: ("wagtail.blocks.StructBlock", [[("image", 25), ("caption", 26)]], {}),
    28: ("wagtail.blocks.ListBlock", (27,), {"label": "pictures", "min_num": 2}),
    29: ("wagtail.blocks.StructBlock", [[("pictures", 28)]], {}),
    30: ("wagtail.blocks.CharBlock", (), {"label": "text", "required": False}),
    31: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link"], "label": "formatted text", "required": False},
    ),
    32: ("wagtail.blocks.DecimalBlock", (), {"label": "number", "required": False}),
    33: ("wagtail.contrib.typed_table_block.blocks.TypedTableBlock", [[("text", 30), ("rich_text", 31), ("number", 32)]], {}),
    34: (
        "wagtail.blocks.URLBlock",
        (),
        {
            "help_text": "Readers meet YouTube or Vimeo only when they click, and are told so. Leave empty to choose a file.",
            "label": "link to YouTube or Vimeo",
            "required": False,
        },
    ),
    35: (
        "wagtail.documents.blocks.DocumentChooserBlock",
        (),
        {
            "help_text": "An MP4 or WebM of at most 25 MB. It stays on this site, and nobody else learns who sees it.",
            "label": "or a file",
            "required": False,
        },
    ),
    36: (
        "wagtail.documents.blocks.DocumentChooserBlock",
        (),
        {
            "help_text": "A .vtt file for the film that is a file, so that it can be followed without sound.",
            "label": "subtitles",
            "required": False,
        },
    ),
    37: (
        "wagtail.images.blocks.ImageChooserBlock",
        (),
        {"help_text": "A picture of this site, shown until the film is played.", "label": "still picture", "required": False},
    ),
    38: (
        "wagtail.blocks.RichTextBlock",
        (),
        {
            "features": ["bold", "italic", "ol", "ul"],
            "help_text": "What is said and shown, for readers who cannot hear or see it.",
            "label": "the film in words",
            "required": False,
        },
    ),
    39: (
        "wagtail.blocks.StructBlock",
        [[("title", 14), ("link", 34), ("file", 35), ("subtitles", 36), ("still", 37), ("text", 38)]],
        {},
    ),
    40: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "file"}),
    41: (
        "wagtail.blocks.CharBlock",
        (),
        {"help_text": "What the reader gets, for example “Exercises for your neck”.", "label": "title", "max_length": 120},
    ),
    42: ("wagtail.blocks.CharBlock", (), {"label": "description", "max_length": 250, "required": False}),
    43: ("wagtail.blocks.StructBlock", [[("document", 40), ("title", 41), ("description", 42)]], {}),
    44: (
        "wagtail.blocks.CharBlock",
        (),
        {"help_text": "For example “Before your first visit”.", "label": "title", "max_length": 120},
    ),
    45: ("wagtail.blocks.ListBlock", (7,), {"default": [], "label": "to do beforehand"}),
    46: ("wagtail.blocks.ListBlock", (7,), {"default": [], "label": "to bring"}),
    47: ("wagtail.blocks.StructBlock", [[("title", 44), ("beforehand", 45), ("bring", 46)]], {}),
    48: ("wagtail.blocks.CharBlock", (), {"label": "name", "max_length": 120}),
    49: (
        "wagtail.blocks.CharBlock",
        (),
        {"help_text": "For example “a stiff neck after a long day”.", "label": "good for", "max_length": 200},
    ),
    50: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "picture", "required": False}),
    51: ("wagtail.blocks.StructBlock", [[("text", 3), ("picture", 50)]], {}),
    52: ("wagtail.blocks.ListBlock", (51,), {"label": "steps", "min_num": 1}),
    53: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "For example “5 times on each side, twice a day”.",
            "label": "repetitions",
            "max_length": 150,
            "required": False,
        },
    ),
    54: (
        "wagtail.blocks.TextBlock",
        (),
        {"help_text": "When to stop, or not to begin.", "label": "caution", "required": False},
    ),
    55: (
        "wagtail.blocks.StructBlock",
        [[("name", 48), ("purpose", 49), ("steps", 52), ("repetitions", 53), ("caution", 54)]],
        {},
    ),
    56: ("home.pages.blocks.clinic.CaseStoryBlock", ("articles.CaseStoryPage",), {}),
    57: ("home.pages.blocks.clinic.OpeningHoursBlock", (), {}),
    58: ("home.pages.blocks.clinic.PriceListBlock", (), {}),
    59: (
        "wagtail.blocks.CharBlock",
        (),
        {"help_text": "For example a station, a bus stop or a car park.", "label": "place", "max_length": 80},
    ),
    60: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {
            "choices": [
                ("n", "north"),
                ("ne", "north-east"),
                ("e", "east"),
                ("se", "south-east"),
                ("s", "south"),
                ("sw", "south-west"),
                ("w", "west"),
                ("nw", "north-west"),
            ],
            "label": "seen from the clinic it lies",
        },
    ),
    61: ("wagtail.blocks.IntegerBlock", (), {"label": "minutes on foot", "max_value": 60, "min_value": 1}),
    62: ("wagtail.blocks.StructBlock", [[("name", 59), ("direction", 60), ("minutes", 61)]], {}),
    63: (
        "wagtail.blocks.ListBlock",
        (62,),
        {
            "default": [],
            "help_text": "They are drawn around the clinic by direction and minutes on foot. It is no map of the streets.",
            "label": "places nearby",
            "max_num": 8,
        },
    ),
    64: (
        "wagtail.blocks.RichTextBlock",
        (),
        {
            "features": ["bold", "italic", "link", "ul"],
            "help_text": "Bus, parking, the entrance, the stairs or the lift.",
            "label": "directions",
            "required": False,
        },
    ),
    65: ("wagtail.blocks.StructBlock", [[("places", 63), ("directions", 64)]], {}),
}


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0034_words_of_drafts"),
    ]

    operations = [
        migrations.AlterField(
            model_name=model,
            name=name,
            field=wagtail.fields.StreamField(BLOCKS, block_lookup=LOOKUP, blank=True, null=name != "body", verbose_name="text"),
        )
        for model in ["contactpage", "homepage", "infopage"]
        for name in ("body", "body_da", "body_en")
    ]
