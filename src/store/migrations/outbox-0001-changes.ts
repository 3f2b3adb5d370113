import type { Migration } from '../migrate.ts'

/**
 * What the user did and what is kept of the records that it was done to. `body` is JSON that only main reads; what
 * the store looks for has columns of its own. `version` ids are never given twice, because the screen names one by
 * its id. `laid` is what lies over the rows of the cache, which is another file; its two indexes hold folded text, as
 * those of the cache do (`cache-0003-folded-search.ts`), and are filled by `laid-rows.ts`. `ledger` has one row: the
 * last number that was given, and whether the file is still to be written anew because something was removed for good.
 */
export const outbox0001Changes: Migration = `
  CREATE TABLE change (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    key TEXT NOT NULL,
    ended_at_ms INTEGER,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX change_open ON change (seq) WHERE ended_at_ms IS NULL;
  CREATE INDEX change_ended ON change (ended_at_ms, seq) WHERE ended_at_ms IS NOT NULL;
  CREATE INDEX change_by_key ON change (key);

  CREATE TABLE step (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    change_ids TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    account_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX version_by_key ON version (key, id);

  CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    typed TEXT NOT NULL,
    base TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE laid (
    rid INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    type TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    is_new INTEGER NOT NULL,
    shown TEXT NOT NULL,
    made_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX laid_by_type ON laid (account_id, type, is_new);
  CREATE INDEX laid_new ON laid (made_at_ms, rid, type, account_id) WHERE is_new = 1;

  CREATE VIRTUAL TABLE laid_word USING fts5(
    name, email, organisation, phone, phone_digits,
    columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
  );
  INSERT INTO laid_word (laid_word, rank) VALUES ('pgsz', 4000);
  CREATE VIRTUAL TABLE laid_part USING fts5(email, phone_digits, columnsize = 0, tokenize = 'trigram');
  INSERT INTO laid_part (laid_part, rank) VALUES ('pgsz', 4000);

  CREATE TABLE ledger (last_seq INTEGER NOT NULL, is_purge_owed INTEGER NOT NULL) STRICT;
  INSERT INTO ledger VALUES (0, 0);
`
