-- Triggers note every transaction that changes what readers see, whoever makes it: forms, bulk updates, moves in the tree (raw
-- SQL), a restore, or a person at psql. They stand in a schema of their own, which a restore from a backup leaves alone. May be
-- run again and again.
CREATE SCHEMA IF NOT EXISTS page_cache;

CREATE UNLOGGED TABLE IF NOT EXISTS page_cache.change (
    xid xid8 PRIMARY KEY DEFAULT pg_current_xact_id(),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE OR REPLACE FUNCTION page_cache.note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO page_cache.change DEFAULT VALUES ON CONFLICT DO NOTHING;
    PERFORM pg_notify('page_cache', '');
    RETURN NULL;
END $$;
