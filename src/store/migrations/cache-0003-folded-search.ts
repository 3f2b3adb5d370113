import type { Migration } from '../migrate.ts'

/** Columns whose words are found by their beginnings. */
const WORDS = ['name', 'email', 'organisation', 'phone', 'phone_digits', 'extra'] as const
/** Columns in which any three characters or more are found. */
const PARTS = ['email', 'phone_digits'] as const

/** So many characters of a value are searched; a hostile one would hold up the load of everything else. */
const SEARCHED = { name: 500, email: 320, organisation: 500, phone: 100, phone_digits: 100, extra: 2_000 }

type Column = keyof typeof SEARCHED

const searched = (column: Column, row: string): string =>
  `fold_text(substr(${row}.${column}, 1, ${SEARCHED[column]}))`

/** As in the first step, but over folded text. */
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
    INSERT INTO ${table} (${table}) VALUES ('rebuild');
    CREATE TRIGGER ${table}_insert AFTER INSERT ON item BEGIN ${add} END;
    CREATE TRIGGER ${table}_delete AFTER DELETE ON item BEGIN ${remove} END;
    CREATE TRIGGER ${table}_update AFTER UPDATE OF ${names} ON item WHEN ${differs} BEGIN ${remove} ${add} END;
  `
}

const dropIndex = (table: string): string => `
  DROP TRIGGER ${table}_insert;
  DROP TRIGGER ${table}_delete;
  DROP TRIGGER ${table}_update;
  DROP TABLE ${table};
`

/**
 * Both indexes hold folded text, so that "lukasz" finds "Łukasz": FTS5's own tokenizer takes only marks off that
 * Unicode takes off. `fold_text` is our own function (`sql-functions.ts`); how it folds is part of the index, so a
 * change of it is a new step that builds both anew. `extra` is searched text that no other column has.
 */
export const cache0003FoldedSearch: Migration = `
  ${dropIndex('word')}
  ${dropIndex('part')}
  DROP VIEW searched;
  ALTER TABLE item ADD COLUMN extra TEXT;
  UPDATE item SET sort_name = substr(fold_text(substr(name, 1, 200)), 1, 200);
  CREATE VIEW searched AS
    SELECT rid, ${WORDS.map((column) => `${searched(column, 'item')} AS ${column}`).join(', ')} FROM item;
  ${index('word', WORDS, `tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'`)}
  ${index('part', PARTS, `tokenize = 'trigram'`)}
`
