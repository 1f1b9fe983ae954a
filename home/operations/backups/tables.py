"""The tables of a schema in PostgreSQL's own words, enough to make them anew elsewhere.

Django makes tables with columns, constraints, indexes and identity sequences, and nothing else but the triggers of the page
cache, which are put on again; anything else is refused when the backup is made, not when it is needed.
"""

from typing import Any

from psycopg import Connection, sql

from home.operations.backups.errors import BackupError

# What belongs to an extension comes and goes with it.
OF_THE_SITE = sql.SQL("""
    relnamespace = current_schema()::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
""")
TABLES = sql.SQL("SELECT relname FROM pg_class WHERE {} AND relkind = 'r' ORDER BY relname").format(OF_THE_SITE)
COLUMNS = sql.SQL("""
    SELECT relname, attname, format_type(atttypid, atttypmod), attnotnull, attgenerated <> '', attidentity,
           pg_get_expr(adbin, adrelid), CASE WHEN attcollation <> typcollation THEN attcollation::regcollation::text END
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_type ON pg_type.oid = atttypid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE {} AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
    ORDER BY relname, attnum
""").format(OF_THE_SITE)
# Not-null constraints belong to the columns; a foreign key ('f') needs its target's key to be there.
CONSTRAINTS = sql.SQL("""
    SELECT relname, conname, pg_get_constraintdef(pg_constraint.oid, true)
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE {} AND contype IN ('p', 'u', 'c', 'x', 'f')
    ORDER BY contype = 'f', relname, conname
""").format(OF_THE_SITE)
# With the schema on the search path the “pretty” form leaves its name out.
INDEXES = sql.SQL("""
    SELECT pg_get_indexdef(indexrelid, 0, true)
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE {}
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
    ORDER BY indexrelid::regclass::text
""").format(OF_THE_SITE)
SEQUENCES = sql.SQL("""
    SELECT relname, attname, pg_get_serial_sequence(quote_ident(relname), attname)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE {} AND relkind = 'r' AND attidentity <> ''
    ORDER BY relname
""").format(OF_THE_SITE)
OTHERS = sql.SQL("""
    SELECT relname FROM pg_class
    WHERE {own} AND relkind NOT IN ('r', 'i', 't', 'S')
    UNION ALL SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE {own} AND NOT tgisinternal
      AND tgname <> 'page_cache'
    UNION ALL SELECT proname FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
""").format(own=OF_THE_SITE)
IDENTITY = {"a": "ALWAYS", "d": "BY DEFAULT"}


def describe(connection: Connection[Any]) -> dict[str, Any]:
    """Describe every table of the connection's schema. Raises BackupError for what a description cannot hold."""
    others = [name for (name,) in connection.execute(OTHERS)]
    if others:
        raise BackupError(f"The database holds what a backup cannot carry: {', '.join(sorted(others))}.")
    return {
        "tables": [name for (name,) in connection.execute(TABLES)],
        "columns": connection.execute(COLUMNS).fetchall(),
        "constraints": connection.execute(CONSTRAINTS).fetchall(),
        "indexes": [definition for (definition,) in connection.execute(INDEXES)],
        "sequences": _sequences(connection),
    }


def stored_columns(description: dict[str, Any], table: str) -> sql.Composable:
    """List the columns that hold what was written, without those that PostgreSQL computes."""
    names = [name for owner, name, _type, _null, generated, *_ in description["columns"] if owner == table and not generated]
    return sql.SQL(", ").join(map(sql.Identifier, names))


def create_tables(connection: Connection[Any], description: dict[str, Any]) -> None:
    """Make the described tables, still without constraints and indexes: rows are loaded faster, and in any order."""
    for table in description["tables"]:
        columns = [_column(*rest) for owner, *rest in description["columns"] if owner == table]
        connection.execute(sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(table), sql.SQL(", ").join(columns)))


def complete_tables(connection: Connection[Any], description: dict[str, Any]) -> None:
    """Add constraints and indexes, which also proves the rows to be sound, and set the sequences."""
    for table, name, definition in description["constraints"]:
        command = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
        connection.execute(command.format(sql.Identifier(table), sql.Identifier(name), sql.SQL(definition)))
    for definition in description["indexes"]:
        connection.execute(definition)
    for table, column, value, called in description["sequences"]:
        connection.execute("SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), %s, %s)", [table, column, value, called])


def _column(name: str, kind: str, not_null: bool, *making: Any) -> sql.Composable:
    generated, identity, expression, collation = making
    words = [sql.Identifier(name), sql.SQL(kind)]
    if collation:
        words.append(sql.SQL(f"COLLATE {collation}"))
    if not_null:
        words.append(sql.SQL("NOT NULL"))
    if identity:
        words.append(sql.SQL(f"GENERATED {IDENTITY[identity]} AS IDENTITY"))
    elif generated:
        words.append(sql.SQL(f"GENERATED ALWAYS AS ({expression}) STORED"))
    elif expression:
        words.append(sql.SQL(f"DEFAULT {expression}"))
    return sql.SQL(" ").join(words)


def _sequences(connection: Connection[Any]) -> list[tuple[str, str, int, bool]]:
    states = []
    for table, column, sequence in connection.execute(SEQUENCES).fetchall():
        schema, name = sequence.split(".", 1)
        query = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(schema, name.strip('"')))
        row = connection.execute(query).fetchone()
        if row:
            states.append((table, column, *row))
    return states
