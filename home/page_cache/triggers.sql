-- Triggers note every change, whoever makes it: forms, bulk updates, moves in the tree (raw SQL), a restore, or a person at psql.
-- They stand in a schema of their own, which a restore from a backup leaves alone. May be run again and again.
CREATE SCHEMA IF NOT EXISTS page_cache;

CREATE UNLOGGED TABLE IF NOT EXISTS page_cache.change (
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    tags text[] NOT NULL
);
CREATE INDEX IF NOT EXISTS change_xid ON page_cache.change (xid);

CREATE OR REPLACE FUNCTION page_cache.add(tags text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO page_cache.change (tags) VALUES (array_remove(tags, NULL));
    PERFORM pg_notify('page_cache', '');
END $$;

CREATE OR REPLACE FUNCTION page_cache.note_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM page_cache.add(ARRAY['all']);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION page_cache.note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tags text[] := ARRAY['table:' || TG_TABLE_NAME];
    page_column text;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NULL;
    END IF;
    FOREACH page_column IN ARRAY coalesce(TG_ARGV, ARRAY[]::text[]) LOOP
        IF TG_OP <> 'INSERT' THEN
            tags := tags || ('page:' || (to_jsonb(OLD) ->> page_column));
        END IF;
        IF TG_OP <> 'DELETE' THEN
            tags := tags || ('page:' || (to_jsonb(NEW) ->> page_column));
        END IF;
    END LOOP;
    PERFORM page_cache.add(tags);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION page_cache.note_page() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What changes with a draft, and is shown to editors only.
    unseen text[] := ARRAY[
        'latest_revision_id', 'latest_revision_created_at', 'has_unpublished_changes', 'numchild', 'live_revision_id',
        'draft_title', 'draft_title_da', 'draft_title_en', 'has_text', 'has_text_da', 'has_text_en',
        'locked', 'locked_at', 'locked_by_id', 'owner_id', 'go_live_at', 'expire_at', 'expired'
    ];
    -- What the menu, the way up and the language link show, and what decides whether a page and those below are public.
    of_place text[] := ARRAY[
        'path', 'live', 'shown_da', 'shown_en', 'title_da', 'title_en', 'url_path_da', 'url_path_en', 'show_in_menus',
        'alias_of_id', 'content_type_id'
    ];
    was jsonb;
    becomes jsonb;
    tags text[];
    name text;
    moved boolean := TG_OP <> 'UPDATE';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        was := to_jsonb(OLD) - unseen;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        becomes := to_jsonb(NEW) - unseen;
    END IF;
    IF was IS NOT DISTINCT FROM becomes THEN
        RETURN NULL;
    END IF;
    FOREACH name IN ARRAY of_place LOOP
        moved := moved OR was -> name IS DISTINCT FROM becomes -> name;
    END LOOP;
    tags := ARRAY[
        'table:' || TG_TABLE_NAME,
        'type:' || coalesce(becomes ->> 'content_type_id', was ->> 'content_type_id'),
        'page:' || coalesce(becomes ->> 'id', was ->> 'id')
    ];
    IF moved THEN
        tags := tags || ('place:' || (was ->> 'path')) || ('place:' || (becomes ->> 'path'))
            || ('children:' || left(was ->> 'path', -4)) || ('children:' || left(becomes ->> 'path', -4));
    END IF;
    PERFORM page_cache.add(tags);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION page_cache.note_restriction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    pages bigint[] := ARRAY[]::bigint[];
    tags text[];
    below text[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        pages := pages || OLD.page_id::bigint;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        pages := pages || NEW.page_id::bigint;
    END IF;
    SELECT array_agg('place:' || path), array_agg(path || '%') INTO tags, below
        FROM home_basepage WHERE id = ANY (pages) OR alias_of_id = ANY (pages);
    -- What shows any page of a type shows those, too, that were closed until now.
    tags := tags || ARRAY(SELECT DISTINCT 'type:' || content_type_id FROM home_basepage WHERE path LIKE ANY (below));
    PERFORM page_cache.add(tags || ('table:' || TG_TABLE_NAME));
    RETURN NULL;
END $$;
