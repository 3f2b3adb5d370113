import type { Migration } from '../migrate.ts'

/**
 * What the user has called different people: one row a contact, those of one word under one id. `fingerprint` is over
 * what was compared of it then (`duplicate-keys.ts`): the word holds only as long as it is the same.
 */
export const outbox0004NotDuplicates: Migration = `
  CREATE TABLE not_duplicate (
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    account_id TEXT NOT NULL,
    fingerprint INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (id, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX not_duplicate_by_key ON not_duplicate (key);
  CREATE INDEX not_duplicate_by_time ON not_duplicate (at_ms, id);
`
