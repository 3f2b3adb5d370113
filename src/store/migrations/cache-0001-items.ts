import type { Migration } from '../migrate.ts'

/** Columns whose words are found by their beginnings. */
const WORDS = ['name', 'email', 'organisation', 'phone', 'phone_digits'] as const
/** Columns in which any three characters or more are found. */
const PARTS = ['email', 'phone_digits'] as const

/** So many characters of a value are searched; a hostile one would hold up the load of everything else. */
const SEARCHED = { name: 500, email: 320, organisation: 500, phone: 100, phone_digits: 100 }

type Column = keyof typeof SEARCHED

const searched = (column: Column, row: string): string => `substr(${row}.${column}, 1, ${SEARCHED[column]})`

/**
 * Keeps an external-content FTS5 index true to `item`. Only a change of an indexed column touches the
 * index; the old values must be given for a removal, or the index would keep the row (FTS5 documentation,
 * 4.4.3). `pgsz` 4000 makes two blobs fit into an 8 KB page beside the cipher's reserved bytes: it halves
 * the index, and has to be set before the first row. `columnsize` 0 saves a row per row that only FTS5's own
 * ranking would read.
 */
function index(table: string, columns: readonly Column[], options: string): string {
  const names = columns.join(', ')
  const of = (row: string): string => columns.map((column) => searched(column, row)).join(', ')
  const differs = columns.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ')
  const remove = `INSERT INTO ${table} (${table}, rowid, ${names}) VALUES ('delete', old.rid, ${of('old')});`
  const add = `INSERT INTO ${table} (rowid, ${names}) VALUES (new.rid, ${of('new')});`
  return `
    CREATE VIRTUAL TABLE ${table} USING fts5(
      ${names}, content = 'searched', content_rowid = 'rid', columnsize = 0, ${options}
    );
    INSERT INTO ${table} (${table}, rank) VALUES ('pgsz', 4000);
    CREATE TRIGGER ${table}_insert AFTER INSERT ON item BEGIN ${add} END;
    CREATE TRIGGER ${table}_delete AFTER DELETE ON item BEGIN ${remove} END;
    CREATE TRIGGER ${table}_update AFTER UPDATE OF ${names} ON item WHEN ${differs} BEGIN ${remove} ${add} END;
  `
}

/**
 * `item` is what lists and search read; the record's JSON, five times as long, lies apart so that a
 * window of rows touches few pages. Every stream has a range of row ids of its own (`streams.ts`), which
 * both indexes can be asked for. A stream without an account was removed: nothing reads it any more, and its
 * rows go bit by bit (`tidy.ts`). `seen` says which run last met a row: a narrow table, so that a load that
 * changes nothing writes a page or two per hundred rows, and that the end of a run finds what it did not
 * see in one short scan. A run's row exists only while the run goes on; AUTOINCREMENT never gives an id
 * twice, so a page of a forgotten run cannot be taken for one of today's, nor a row for a removed one's.
 */
export const cache0001Items: Migration = `
  CREATE TABLE stream (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT,
    type TEXT NOT NULL,
    last_rid INTEGER,
    count INTEGER NOT NULL DEFAULT 0,
    finished_at_ms INTEGER,
    UNIQUE (account_id, type)
  ) STRICT;

  CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    stream INTEGER NOT NULL UNIQUE REFERENCES stream (id) ON DELETE CASCADE,
    cursor TEXT,
    seen INTEGER NOT NULL DEFAULT 0,
    started_at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE item (
    rid INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES stream (id),
    key TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    email TEXT,
    organisation TEXT,
    phone TEXT,
    phone_digits TEXT,
    parent_key TEXT,
    parent_path TEXT,
    url TEXT,
    created_at_ms INTEGER,
    modified INTEGER NOT NULL,
    is_directory INTEGER NOT NULL,
    is_visible INTEGER NOT NULL,
    mime_type TEXT,
    child_count INTEGER,
    hash BLOB NOT NULL,
    UNIQUE (stream, key)
  ) STRICT;
  CREATE INDEX item_by_name ON item (stream, sort_name, rid);
  CREATE INDEX item_by_modified ON item (stream, modified, rid);

  CREATE TABLE record (rid INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;

  CREATE TABLE seen (
    rid INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE VIEW searched AS
    SELECT rid, ${WORDS.map((column) => `${searched(column, 'item')} AS ${column}`).join(', ')} FROM item;
  ${index('word', WORDS, `tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'`)}
  ${index('part', PARTS, `tokenize = 'trigram remove_diacritics 1'`)}
`
