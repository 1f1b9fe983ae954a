"""“Translate next”: the passages of a page one by one, the source beside the field that is written."""
