"""The words that mean the same to readers, filled with those of a clinic that treats pain with acupuncture."""

import modelsearch.index
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

EDITOR = "Redaktør / Editor"

# Danish and English of one subject side by side; the first phrase of the last six names a card of the clinic's facts.
SYNONYMS = [
    (
        "smerter, smerte, ondt, gør ondt, øm, ømhed, værk, værker, pine, gener",
        "pain, painful, ache, aching, hurt, hurts, sore, soreness",
    ),
    (
        "iskias, ischias, iskiassmerter, iskiasnerven, iskiasnerve, nerve i klemme, klemt nerve, hekseskud",
        "sciatica, sciatic nerve, trapped nerve, pinched nerve, nerve pain",
    ),
    (
        "ondt i ryggen, ondt i lænden, rygsmerter, lændesmerter, rygpine, lændehold, hold i ryggen, dårlig ryg, hekseskud, iskias",
        "back pain, low back pain, lower back pain, backache, lumbago, bad back, sciatica",
    ),
    (
        "diskusprolaps, prolaps, discusprolaps, diskus, discus",
        "herniated disc, slipped disc, herniated disk, slipped disk, prolapsed disc, bulging disc, ruptured disc, prolapse",
    ),
    ("ryg, rygsøjle, rygrad, lænd, ryghvirvel", "spine, spinal, backbone"),
    ("balle, bagdel", "buttock, bottom, bum, backside, glute"),
    ("ben, lår, læg, underben", "leg, thigh, calf"),
    ("", "disc, disk"),
    (
        "følelsesløshed, følelsesløs, prikkende, prikken, prikker, stikkende, snurren, snurrer, sovende, dødt",
        "numbness, numb, tingling, tingle, pins and needles",
    ),
    ("svag, svaghed, nedsat kraft, lammet, muskelsvaghed", "weak, weakness, muscle weakness"),
    ("stråle, stråler, udstrålende, udstråling, jagende", "radiate, radiating, shooting, shoot"),
    ("spinalstenose, forsnævring, stenose", "stenosis, narrowing"),
    ("gravid, graviditet, svanger, svangerskab, venter barn", "pregnant, pregnancy, expecting"),
    ("overvægt, overvægtig, fedme, vægt", "obesity, obese, overweight, weight"),
    ("rygning, ryge, ryger, cigaretter", "smoking, smoke, smoker, cigarettes"),
    ("søvn, sove, søvnløs, søvnproblemer, nat", "sleep, sleeping, insomnia, night"),
    ("årsag, årsager, grund, skyldes, udløse", "cause, causes, reason, trigger"),
    ("symptom, symptomer, tegn", "symptom, symptoms, sign, signs"),
    (
        "risici, risiko, bivirkning, bivirkninger, farlig, farligt, skadelig",
        "risks, risk, side effects, side effect, dangerous, safe, harmful",
    ),
    ("blodfortyndende, blodfortynder, marevan, warfarin", "blood thinners, blood thinner, anticoagulant, warfarin"),
    ("medicin, piller, smertestillende, tabletter", "medicine, medicines, medication, painkillers, pills, tablets, drugs"),
    ("nåle, nål, engangsnåle, akupunkturnåle", "needles, needle, acupuncture needles"),
    (
        "forskning, evidens, undersøgelse, studie, studier, forsøg, bevis, virker",
        "research, evidence, study, studies, trial, proof",
    ),
    ("kinesisk medicin, tcm, kinesisk", "chinese medicine, tcm, chinese"),
    ("akupunktur, akupunkturbehandling", "acupuncture, acupuncture treatment"),
    ("behandler, akupunktør, terapeut", "practitioner, acupuncturist, therapist"),
    ("uddannelse, uddannet, kvalifikationer, erfaring, autoriseret", "training, trained, qualifications, qualified, education"),
    ("registreret alternativ behandler, rab", "registered alternative practitioner, rab"),
    ("klage, utilfreds, reklamation", "complaint, complain, unhappy, dissatisfied"),
    ("tilskud, refusion, sygesikring, sygeforsikring, forsikring", "subsidy, subsidised, reimbursement, insurance, insurer"),
    ("afbud, aflyse, afbestille, aflysning, afmelde", "cancel, cancelling, cancellation"),
    ("henvisning, lægehenvisning, henvist", "referral, referred"),
    ("tøj, påklædning, have på", "wear, clothes, clothing, dress"),
    ("første besøg, første gang, første behandling", "first visit, first time, first appointment, first session"),
    ("varer, varighed, hvor lang tid, minutter", "how long, duration, minutes"),
    ("behandling, behandlinger, konsultation, session", "treatment, session, consultation"),
    ("gange, antal, hvor mange", "sessions, how many, how often"),
    ("bil, køre bil, kørsel", "drive, driving, car"),
    ("pårørende, ven, mand, kone, ledsager", "relative, friend, husband, wife, partner, companion"),
    ("svimmel, svimmelhed, besvime", "dizzy, dizziness, faint"),
    ("blå mærker, blåt mærke", "bruise, bruises, bruising"),
    ("spise, mad, sulten", "eat, eating, food, hungry"),
    ("læge, lægen, praktiserende læge, egen læge", "doctor, gp, physician"),
    (
        "privatliv, privatlivspolitik, persondata, personoplysninger, persondatapolitik, gdpr, cookies",
        "privacy, privacy policy, personal data, gdpr, cookies, data protection",
    ),
    ("gemme, gemmer, opbevare", "keep, store, stored"),
    ("journal, patientjournal", "notes, record, records"),
    ("tilgængelighed, tilgængelighedserklæring, was", "accessibility, accessibility statement"),
    ("trapper, kørestol, gangbesvær, handicap, elevator", "stairs, wheelchair, disabled, lift, elevator"),
    (
        "patienthistorier, patienthistorie, erfaringer, oplevelser, udtalelser, anmeldelser, cases",
        "case stories, case story, patient stories, testimonials, experiences, reviews, experience",
    ),
    ("kontor, kontoransat, kontorarbejde", "office, office worker, desk job"),
    (
        "åbningstider, åbningstid, åbent, åben, åbner, lukket, lukker, træffetid, hverdage, weekend, "
        "mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag, helligdage, ferie",
        "opening hours, opening times, open hours, business hours, open, opens, closed, closes, close, weekend, weekdays, "
        "monday, tuesday, wednesday, thursday, friday, saturday, sunday, holidays",
    ),
    (
        "priser, pris, prisliste, koster, koste, betale, betaling, gratis, dyrt, billigt, takst, kr, kroner",
        "prices, price, price list, cost, costs, fee, fees, pay, payment, how much, charge, rates, expensive, cheap, dkk, kr, kroner",
    ),
    (
        "tidsbestilling, bestil tid, bestille tid, bestille en tid, booking, book, booke, ledige tider, ledig tid, "
        "ny tid, aftale, få en tid, reservere, onlinebooking",
        "booking, book, appointment, appointments, schedule, reserve, available times, online booking",
    ),
    (
        "adresse, find vej, vej, ligger, placering, kort, parkering, parkere, parkeringsplads, bus, stoppested, rute, hvor er i, hvor er klinikken",
        "address, directions, location, located, map, getting here, get there, where are you, parking, park, bus, route, where is the clinic",
    ),
    ("telefon, telefonnummer, tlf, nummer, ringe, ring, mobil, opkald", "telephone, phone, phone number, number, call, mobile"),
    ("e-mail, mail, mailadresse, e-mailadresse, skrive, skriv", "e-mail, mail, email address, e-mail address, write"),
]


def fill(apps, schema_editor):
    apps.get_model("articles", "Synonyms").objects.bulk_create(
        apps.get_model("articles", "Synonyms")(words=danish, words_da=danish, words_en=english) for danish, english in SYNONYMS
    )


def grant(apps, schema_editor):
    """Let editors change the lists; Django otherwise creates their permissions after the last migration."""
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename__in=[f"{act}_synonyms" for act in ("add", "change", "delete")]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name=EDITOR):
        group.permissions.add(*permissions)


def words(**options):
    return models.TextField(
        blank=True,
        **options,
        help_text=(
            "Words and short phrases that readers use for the same thing, with commas between them: “pain, ache, hurts”."
        ),
        verbose_name="words that mean the same",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_story_traces"), ("home", "0028_search_of_parts")]

    operations = [
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", words()),
                ("words_da", words(null=True)),
                ("words_en", words(null=True)),
            ],
            bases=(models.Model, modelsearch.index.Indexed),
            options={
                "verbose_name": "words that mean the same",
                "verbose_name_plural": "words that mean the same",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
