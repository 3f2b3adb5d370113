import type { Migration } from '../migrate.ts'

/**
 * The answers to changes of the app's present start that main may not have got yet (`receipts.ts`): so few that
 * a change writes one page more.
 */
export const cache0004Receipts: Migration = `
  CREATE TABLE receipt (
    number INTEGER PRIMARY KEY,
    start TEXT NOT NULL,
    answer TEXT NOT NULL
  ) STRICT;
`
