import type { Migration } from '../migrate.ts'

export const vault0001Records: Migration = `
  CREATE TABLE record (
    kind TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (kind, workspace_id, id)
  ) STRICT, WITHOUT ROWID;
`
