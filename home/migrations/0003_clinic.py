"""The rest of the base page, the pages, and the clinic's facts."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import taggit.managers
import uuid
import wagtail.fields
import wagtail.images.models
import wagtail.models.content_types
import wagtail.models.media
import wagtail.models.preview
import wagtail.models.specific
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0002_bootstrap_base_page'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='basepage',
            name='latest_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision'),
        ),
        migrations.AddField(
            model_name='basepage',
            name='live_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision'),
        ),
        migrations.AlterField(
            model_name='basepage',
            name='locale',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale'),
        ),
        migrations.AlterField(
            model_name='basepage',
            name='translation_key',
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterUniqueTogether(
            name='basepage',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.CreateModel(
            name='ClinicSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='name of the clinic')),
                ('name_da', models.CharField(blank=True, max_length=100, null=True, verbose_name='name of the clinic')),
                ('name_en', models.CharField(blank=True, max_length=100, null=True, verbose_name='name of the clinic')),
                ('street', models.CharField(blank=True, max_length=150, verbose_name='street and number')),
                ('postcode', models.CharField(blank=True, max_length=4, validators=[django.core.validators.RegexValidator('^\\d{4}$', 'A Danish postcode has four digits, for example 9000.')], verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=60, verbose_name='town')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='longitude')),
                ('telephone', models.CharField(blank=True, max_length=20, validators=[django.core.validators.RegexValidator('^\\+?[\\d ]{8,}$', 'Write the number with digits and spaces, for example +45 12 34 56 78.')], verbose_name='telephone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('cvr', models.CharField(blank=True, max_length=8, validators=[django.core.validators.RegexValidator('^\\d{8}$', 'A CVR number has eight digits.')], verbose_name='CVR number')),
                ('booking_link', models.URLField(blank=True, help_text='The page where patients book an appointment, shown as a button on every page.', verbose_name='booking link')),
                ('subsidy_note', wagtail.fields.RichTextField(blank=True, help_text='Shown below the prices, with the date on which you last checked it.', verbose_name='note on subsidies')),
                ('subsidy_note_da', wagtail.fields.RichTextField(blank=True, help_text='Shown below the prices, with the date on which you last checked it.', null=True, verbose_name='note on subsidies')),
                ('subsidy_note_en', wagtail.fields.RichTextField(blank=True, help_text='Shown below the prices, with the date on which you last checked it.', null=True, verbose_name='note on subsidies')),
                ('subsidy_as_of', models.DateField(blank=True, null=True, verbose_name='note on subsidies checked on')),
                ('notice', models.CharField(blank=True, help_text='One sentence at the top of every page, for example “We are closed today.”', max_length=200, verbose_name='notice')),
                ('notice_da', models.CharField(blank=True, help_text='One sentence at the top of every page, for example “We are closed today.”', max_length=200, null=True, verbose_name='notice')),
                ('notice_en', models.CharField(blank=True, help_text='One sentence at the top of every page, for example “We are closed today.”', max_length=200, null=True, verbose_name='notice')),
                ('notice_from', models.DateField(blank=True, null=True, verbose_name='notice shown from')),
                ('notice_until', models.DateField(blank=True, null=True, verbose_name='notice shown until and including')),
            ],
            options={
                'verbose_name': 'clinic',
                'verbose_name_plural': 'clinic',
            },
        ),
        migrations.CreateModel(
            name='ContactPage',
            fields=[
                ('basepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One to three sentences below the title, also shown wherever the page is listed.', verbose_name='lead')),
                ('lead_da', models.TextField(blank=True, help_text='One to three sentences below the title, also shown wherever the page is listed.', null=True, verbose_name='lead')),
                ('lead_en', models.TextField(blank=True, help_text='One to three sentences below the title, also shown wherever the page is listed.', null=True, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered_points', 6), ('bulleted_points', 9), ('question', 12), ('callout', 16), ('quotation', 20), ('call_to_action', 24), ('image', 27), ('table', 31), ('case_story', 32), ('opening_hours', 33), ('price_list', 34)], blank=True, block_lookup={0: ('home.pages.blocks.text.HeadingBlock', (), {'max_length': 120}), 1: ('home.pages.blocks.text.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'h3', 'ol', 'ul', 'document-link']}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'points', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('points', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'point'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'points', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('points', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('tip', 'Tip'), ('caution', 'Caution'), ('doctor', 'See a doctor')], 'label': 'kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 150, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('da', 'Danish'), ('en', 'English')], 'help_text': 'Only when the quotation is not in the language of the page.', 'label': 'language', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 17), ('source', 18), ('language', 19)]], {}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'text on the button', 'max_length': 40}), 23: ('wagtail.blocks.PageChooserBlock', (), {'help_text': "Leave empty to lead to the clinic’s booking link.", 'label': 'page', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 21), ('label', 22), ('page', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'required': False}), 29: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'formatted text', 'required': False}), 30: ('wagtail.blocks.DecimalBlock', (), {'label': 'number', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('rich_text', 29), ('number', 30)]], {}), 32: ('home.pages.blocks.clinic.CaseStoryBlock', ('articles.CaseStoryPage',), {}), 33: ('home.pages.blocks.clinic.OpeningHoursBlock', (), {}), 34: ('home.pages.blocks.clinic.PriceListBlock', (), {})}, verbose_name='text')),
                ('body_da', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered_points', 6), ('bulleted_points', 9), ('question', 12), ('callout', 16), ('quotation', 20), ('call_to_action', 24), ('image', 27), ('table', 31), ('case_story', 32), ('opening_hours', 33), ('price_list', 34)], blank=True, block_lookup={0: ('home.pages.blocks.text.HeadingBlock', (), {'max_length': 120}), 1: ('home.pages.blocks.text.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'h3', 'ol', 'ul', 'document-link']}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'points', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('points', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'point'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'points', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('points', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('tip', 'Tip'), ('caution', 'Caution'), ('doctor', 'See a doctor')], 'label': 'kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 150, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('da', 'Danish'), ('en', 'English')], 'help_text': 'Only when the quotation is not in the language of the page.', 'label': 'language', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 17), ('source', 18), ('language', 19)]], {}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'text on the button', 'max_length': 40}), 23: ('wagtail.blocks.PageChooserBlock', (), {'help_text': "Leave empty to lead to the clinic’s booking link.", 'label': 'page', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 21), ('label', 22), ('page', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'required': False}), 29: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'formatted text', 'required': False}), 30: ('wagtail.blocks.DecimalBlock', (), {'label': 'number', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('rich_text', 29), ('number', 30)]], {}), 32: ('home.pages.blocks.clinic.CaseStoryBlock', ('articles.CaseStoryPage',), {}), 33: ('home.pages.blocks.clinic.OpeningHoursBlock', (), {}), 34: ('home.pages.blocks.clinic.PriceListBlock', (), {})}, null=True, verbose_name='text')),
                ('body_en', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered_points', 6), ('bulleted_points', 9), ('question', 12), ('callout', 16), ('quotation', 20), ('call_to_action', 24), ('image', 27), ('table', 31), ('case_story', 32), ('opening_hours', 33), ('price_list', 34)], blank=True, block_lookup={0: ('home.pages.blocks.text.HeadingBlock', (), {'max_length': 120}), 1: ('home.pages.blocks.text.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'h3', 'ol', 'ul', 'document-link']}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'points', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('points', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'point'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'points', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('points', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('tip', 'Tip'), ('caution', 'Caution'), ('doctor', 'See a doctor')], 'label': 'kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 150, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('da', 'Danish'), ('en', 'English')], 'help_text': 'Only when the quotation is not in the language of the page.', 'label': 'language', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 17), ('source', 18), ('language', 19)]], {}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'text on the button', 'max_length': 40}), 23: ('wagtail.blocks.PageChooserBlock', (), {'help_text': "Leave empty to lead to the clinic’s booking link.", 'label': 'page', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 21), ('label', 22), ('page', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'required': False}), 29: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'formatted text', 'required': False}), 30: ('wagtail.blocks.DecimalBlock', (), {'label': 'number', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('rich_text', 29), ('number', 30)]], {}), 32: ('home.pages.blocks.clinic.CaseStoryBlock', ('articles.CaseStoryPage',), {}), 33: ('home.pages.blocks.clinic.OpeningHoursBlock', (), {}), 34: ('home.pages.blocks.clinic.PriceListBlock', (), {})}, null=True, verbose_name='text')),
            ],
            options={
                'verbose_name': 'contact page',
                'verbose_name_plural': 'contact pages',
            },
            bases=('home.basepage', models.Model),
        ),
        migrations.CreateModel(
            name='InfoPage',
            fields=[
                ('basepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One to three sentences below the title, also shown wherever the page is listed.', verbose_name='lead')),
                ('lead_da', models.TextField(blank=True, help_text='One to three sentences below the title, also shown wherever the page is listed.', null=True, verbose_name='lead')),
                ('lead_en', models.TextField(blank=True, help_text='One to three sentences below the title, also shown wherever the page is listed.', null=True, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered_points', 6), ('bulleted_points', 9), ('question', 12), ('callout', 16), ('quotation', 20), ('call_to_action', 24), ('image', 27), ('table', 31), ('case_story', 32), ('opening_hours', 33), ('price_list', 34)], blank=True, block_lookup={0: ('home.pages.blocks.text.HeadingBlock', (), {'max_length': 120}), 1: ('home.pages.blocks.text.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'h3', 'ol', 'ul', 'document-link']}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'points', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('points', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'point'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'points', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('points', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('tip', 'Tip'), ('caution', 'Caution'), ('doctor', 'See a doctor')], 'label': 'kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 150, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('da', 'Danish'), ('en', 'English')], 'help_text': 'Only when the quotation is not in the language of the page.', 'label': 'language', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 17), ('source', 18), ('language', 19)]], {}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'text on the button', 'max_length': 40}), 23: ('wagtail.blocks.PageChooserBlock', (), {'help_text': "Leave empty to lead to the clinic’s booking link.", 'label': 'page', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 21), ('label', 22), ('page', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'required': False}), 29: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'formatted text', 'required': False}), 30: ('wagtail.blocks.DecimalBlock', (), {'label': 'number', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('rich_text', 29), ('number', 30)]], {}), 32: ('home.pages.blocks.clinic.CaseStoryBlock', ('articles.CaseStoryPage',), {}), 33: ('home.pages.blocks.clinic.OpeningHoursBlock', (), {}), 34: ('home.pages.blocks.clinic.PriceListBlock', (), {})}, verbose_name='text')),
                ('body_da', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered_points', 6), ('bulleted_points', 9), ('question', 12), ('callout', 16), ('quotation', 20), ('call_to_action', 24), ('image', 27), ('table', 31), ('case_story', 32), ('opening_hours', 33), ('price_list', 34)], blank=True, block_lookup={0: ('home.pages.blocks.text.HeadingBlock', (), {'max_length': 120}), 1: ('home.pages.blocks.text.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'h3', 'ol', 'ul', 'document-link']}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'points', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('points', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'point'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'points', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('points', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('tip', 'Tip'), ('caution', 'Caution'), ('doctor', 'See a doctor')], 'label': 'kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 150, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('da', 'Danish'), ('en', 'English')], 'help_text': 'Only when the quotation is not in the language of the page.', 'label': 'language', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 17), ('source', 18), ('language', 19)]], {}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'text on the button', 'max_length': 40}), 23: ('wagtail.blocks.PageChooserBlock', (), {'help_text': "Leave empty to lead to the clinic’s booking link.", 'label': 'page', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 21), ('label', 22), ('page', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'required': False}), 29: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'formatted text', 'required': False}), 30: ('wagtail.blocks.DecimalBlock', (), {'label': 'number', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('rich_text', 29), ('number', 30)]], {}), 32: ('home.pages.blocks.clinic.CaseStoryBlock', ('articles.CaseStoryPage',), {}), 33: ('home.pages.blocks.clinic.OpeningHoursBlock', (), {}), 34: ('home.pages.blocks.clinic.PriceListBlock', (), {})}, null=True, verbose_name='text')),
                ('body_en', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered_points', 6), ('bulleted_points', 9), ('question', 12), ('callout', 16), ('quotation', 20), ('call_to_action', 24), ('image', 27), ('table', 31), ('case_story', 32), ('opening_hours', 33), ('price_list', 34)], blank=True, block_lookup={0: ('home.pages.blocks.text.HeadingBlock', (), {'max_length': 120}), 1: ('home.pages.blocks.text.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'h3', 'ol', 'ul', 'document-link']}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'points', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('points', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'point'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'points', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('points', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('tip', 'Tip'), ('caution', 'Caution'), ('doctor', 'See a doctor')], 'label': 'kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 150, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('da', 'Danish'), ('en', 'English')], 'help_text': 'Only when the quotation is not in the language of the page.', 'label': 'language', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 17), ('source', 18), ('language', 19)]], {}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'text on the button', 'max_length': 40}), 23: ('wagtail.blocks.PageChooserBlock', (), {'help_text': "Leave empty to lead to the clinic’s booking link.", 'label': 'page', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 21), ('label', 22), ('page', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'required': False}), 29: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'formatted text', 'required': False}), 30: ('wagtail.blocks.DecimalBlock', (), {'label': 'number', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('rich_text', 29), ('number', 30)]], {}), 32: ('home.pages.blocks.clinic.CaseStoryBlock', ('articles.CaseStoryPage',), {}), 33: ('home.pages.blocks.clinic.OpeningHoursBlock', (), {}), 34: ('home.pages.blocks.clinic.PriceListBlock', (), {})}, null=True, verbose_name='text')),
            ],
            options={
                'verbose_name': 'information page',
                'verbose_name_plural': 'information pages',
            },
            bases=('home.basepage', models.Model),
        ),
        migrations.CreateModel(
            name='ClinicDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ClinicImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('title_da', models.CharField(max_length=255, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=255, null=True, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('alt_text', models.CharField(blank=True, help_text='What a person who cannot see the picture needs to know, in one or two sentences. Leave empty for mere decoration.', max_length=500, verbose_name='text equivalent')),
                ('alt_text_da', models.CharField(blank=True, help_text='What a person who cannot see the picture needs to know, in one or two sentences. Leave empty for mere decoration.', max_length=500, null=True, verbose_name='text equivalent')),
                ('alt_text_en', models.CharField(blank=True, help_text='What a person who cannot see the picture needs to know, in one or two sentences. Leave empty for mere decoration.', max_length=500, null=True, verbose_name='text equivalent')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Example',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField()),
                ('field_name', models.CharField(max_length=100)),
                ('value', models.TextField()),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'example',
                'verbose_name_plural': 'examples',
            },
        ),
        migrations.CreateModel(
            name='LoadedContent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100, unique=True)),
                ('object_id', models.PositiveBigIntegerField()),
                ('file_digest', models.CharField(max_length=64)),
                ('object_digest', models.CharField(max_length=64)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
        ),
        migrations.CreateModel(
            name='OpeningException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('opens', models.TimeField(blank=True, help_text='Leave both times empty when the clinic is closed.', null=True, verbose_name='opens')),
                ('closes', models.TimeField(blank=True, null=True, verbose_name='closes')),
                ('reason', models.CharField(blank=True, help_text='Shown with the days, for example “Christmas”.', max_length=100, verbose_name='reason')),
                ('reason_da', models.CharField(blank=True, help_text='Shown with the days, for example “Christmas”.', max_length=100, null=True, verbose_name='reason')),
                ('reason_en', models.CharField(blank=True, help_text='Shown with the days, for example “Christmas”.', max_length=100, null=True, verbose_name='reason')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='home.clinicsettings')),
            ],
            options={
                'verbose_name': 'exception from the opening hours',
                'verbose_name_plural': 'exceptions from the opening hours',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], verbose_name='weekday')),
                ('opens', models.TimeField(verbose_name='opens')),
                ('closes', models.TimeField(verbose_name='closes')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_hours', to='home.clinicsettings')),
            ],
            options={
                'verbose_name': 'opening hours',
                'verbose_name_plural': 'opening hours',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Practitioner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('credentials', models.CharField(blank=True, help_text='Title and training, shown after the name.', max_length=200, verbose_name='credentials')),
                ('credentials_da', models.CharField(blank=True, help_text='Title and training, shown after the name.', max_length=200, null=True, verbose_name='credentials')),
                ('credentials_en', models.CharField(blank=True, help_text='Title and training, shown after the name.', max_length=200, null=True, verbose_name='credentials')),
                ('biography', wagtail.fields.RichTextField(blank=True, help_text='Two to five sentences, shown with the articles.', verbose_name='biography')),
                ('biography_da', wagtail.fields.RichTextField(blank=True, help_text='Two to five sentences, shown with the articles.', null=True, verbose_name='biography')),
                ('biography_en', wagtail.fields.RichTextField(blank=True, help_text='Two to five sentences, shown with the articles.', null=True, verbose_name='biography')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='home.clinicimage', verbose_name='photograph')),
            ],
            options={
                'verbose_name': 'practitioner',
                'verbose_name_plural': 'practitioners',
                'ordering': ['name'],
            },
            bases=(models.Model, modelsearch.index.Indexed),
        ),
        migrations.AddField(
            model_name='clinicsettings',
            name='practitioner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='home.practitioner', verbose_name='practitioner'),
        ),
        migrations.CreateModel(
            name='Price',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=100, verbose_name='treatment')),
                ('name_da', models.CharField(max_length=100, null=True, verbose_name='treatment')),
                ('name_en', models.CharField(max_length=100, null=True, verbose_name='treatment')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='length in minutes')),
                ('amount', models.PositiveIntegerField(verbose_name='price in kroner')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='home.clinicsettings')),
            ],
            options={
                'verbose_name': 'price',
                'verbose_name_plural': 'prices',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Rendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='home.clinicimage')),
            ],
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('basepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One to three sentences below the title, also shown wherever the page is listed.', verbose_name='lead')),
                ('lead_da', models.TextField(blank=True, help_text='One to three sentences below the title, also shown wherever the page is listed.', null=True, verbose_name='lead')),
                ('lead_en', models.TextField(blank=True, help_text='One to three sentences below the title, also shown wherever the page is listed.', null=True, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered_points', 6), ('bulleted_points', 9), ('question', 12), ('callout', 16), ('quotation', 20), ('call_to_action', 24), ('image', 27), ('table', 31), ('case_story', 32), ('opening_hours', 33), ('price_list', 34)], blank=True, block_lookup={0: ('home.pages.blocks.text.HeadingBlock', (), {'max_length': 120}), 1: ('home.pages.blocks.text.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'h3', 'ol', 'ul', 'document-link']}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'points', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('points', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'point'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'points', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('points', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('tip', 'Tip'), ('caution', 'Caution'), ('doctor', 'See a doctor')], 'label': 'kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 150, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('da', 'Danish'), ('en', 'English')], 'help_text': 'Only when the quotation is not in the language of the page.', 'label': 'language', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 17), ('source', 18), ('language', 19)]], {}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'text on the button', 'max_length': 40}), 23: ('wagtail.blocks.PageChooserBlock', (), {'help_text': "Leave empty to lead to the clinic’s booking link.", 'label': 'page', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 21), ('label', 22), ('page', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'required': False}), 29: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'formatted text', 'required': False}), 30: ('wagtail.blocks.DecimalBlock', (), {'label': 'number', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('rich_text', 29), ('number', 30)]], {}), 32: ('home.pages.blocks.clinic.CaseStoryBlock', ('articles.CaseStoryPage',), {}), 33: ('home.pages.blocks.clinic.OpeningHoursBlock', (), {}), 34: ('home.pages.blocks.clinic.PriceListBlock', (), {})}, verbose_name='text')),
                ('body_da', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered_points', 6), ('bulleted_points', 9), ('question', 12), ('callout', 16), ('quotation', 20), ('call_to_action', 24), ('image', 27), ('table', 31), ('case_story', 32), ('opening_hours', 33), ('price_list', 34)], blank=True, block_lookup={0: ('home.pages.blocks.text.HeadingBlock', (), {'max_length': 120}), 1: ('home.pages.blocks.text.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'h3', 'ol', 'ul', 'document-link']}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'points', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('points', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'point'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'points', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('points', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('tip', 'Tip'), ('caution', 'Caution'), ('doctor', 'See a doctor')], 'label': 'kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 150, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('da', 'Danish'), ('en', 'English')], 'help_text': 'Only when the quotation is not in the language of the page.', 'label': 'language', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 17), ('source', 18), ('language', 19)]], {}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'text on the button', 'max_length': 40}), 23: ('wagtail.blocks.PageChooserBlock', (), {'help_text': "Leave empty to lead to the clinic’s booking link.", 'label': 'page', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 21), ('label', 22), ('page', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'required': False}), 29: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'formatted text', 'required': False}), 30: ('wagtail.blocks.DecimalBlock', (), {'label': 'number', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('rich_text', 29), ('number', 30)]], {}), 32: ('home.pages.blocks.clinic.CaseStoryBlock', ('articles.CaseStoryPage',), {}), 33: ('home.pages.blocks.clinic.OpeningHoursBlock', (), {}), 34: ('home.pages.blocks.clinic.PriceListBlock', (), {})}, null=True, verbose_name='text')),
                ('body_en', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered_points', 6), ('bulleted_points', 9), ('question', 12), ('callout', 16), ('quotation', 20), ('call_to_action', 24), ('image', 27), ('table', 31), ('case_story', 32), ('opening_hours', 33), ('price_list', 34)], blank=True, block_lookup={0: ('home.pages.blocks.text.HeadingBlock', (), {'max_length': 120}), 1: ('home.pages.blocks.text.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'h3', 'ol', 'ul', 'document-link']}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'points', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('points', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'point'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'points', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('points', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 200}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('tip', 'Tip'), ('caution', 'Caution'), ('doctor', 'See a doctor')], 'label': 'kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ul'], 'label': 'text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 150, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('da', 'Danish'), ('en', 'English')], 'help_text': 'Only when the quotation is not in the language of the page.', 'label': 'language', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 17), ('source', 18), ('language', 19)]], {}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'text', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'text on the button', 'max_length': 40}), 23: ('wagtail.blocks.PageChooserBlock', (), {'help_text': "Leave empty to lead to the clinic’s booking link.", 'label': 'page', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 21), ('label', 22), ('page', 23)]], {}), 25: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'required': False}), 29: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'formatted text', 'required': False}), 30: ('wagtail.blocks.DecimalBlock', (), {'label': 'number', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('rich_text', 29), ('number', 30)]], {}), 32: ('home.pages.blocks.clinic.CaseStoryBlock', ('articles.CaseStoryPage',), {}), 33: ('home.pages.blocks.clinic.OpeningHoursBlock', (), {}), 34: ('home.pages.blocks.clinic.PriceListBlock', (), {})}, null=True, verbose_name='text')),
                ('hero_image', models.ForeignKey(blank=True, help_text='A wide picture above the text, also shown wherever the page is listed. At least 1200 pixels wide.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='home.clinicimage', verbose_name='top picture')),
            ],
            options={
                'verbose_name': 'front page',
                'verbose_name_plural': 'front pages',
            },
            bases=('home.basepage', models.Model),
        ),
        migrations.AddConstraint(
            model_name='basepage',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('url_path_da',), name='unique_url_path_da', violation_error_message='Another page already has this address.'),
        ),
        migrations.AddConstraint(
            model_name='basepage',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('url_path_en',), name='unique_url_path_en', violation_error_message='Another page already has this address.'),
        ),
        migrations.AddConstraint(
            model_name='example',
            constraint=models.UniqueConstraint(fields=('content_type', 'object_id', 'field_name'), name='unique_example'),
        ),
        migrations.AddConstraint(
            model_name='rendition',
            constraint=models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='unique_rendition'),
        ),
    ]
