import type { Migration } from '../migrate.ts'

/**
 * How the user arranged the workspace: views, columns, what was opened and told. It lies here because nothing can
 * bring it back.
 */
export const outbox0002Arrangements: Migration = `
  CREATE TABLE arrangement (
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (kind, scope)
  ) STRICT, WITHOUT ROWID;
`
