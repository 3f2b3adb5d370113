import type { Migration } from '../migrate.ts'

/**
 * The answers to the latest changes (`receipts.ts`), each in the slot that its number falls into: a change
 * writes one page of this table and needs no second index.
 */
export const cache0003Receipts: Migration = `
  CREATE TABLE receipt (
    slot INTEGER PRIMARY KEY,
    start TEXT NOT NULL,
    number INTEGER NOT NULL,
    answer TEXT NOT NULL
  ) STRICT;
`
