import type { Migration } from '../migrate.ts'

/**
 * What is loaded as one is a feed; until now every type was. A `run` is one pass over a feed, at most one of
 * which goes on. `seen` says which feed a row belongs to, which run met it last, and how many runs in a row have
 * looked for it in vain; no run of before has met anything, as their ids begin anew. `tombstone` keeps for some minutes what was removed, because a search index may still
 * have it. Links lie in both directions: whoever opens a company wants its contacts.
 */
export const cache0002Feeds: Migration = `
  CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    watermark TEXT,
    full_at_ms INTEGER,
    changes_at_ms INTEGER,
    removals_at_ms INTEGER,
    sweep_at_ms INTEGER,
    UNIQUE (account_id, name)
  ) STRICT;
  INSERT INTO feed (account_id, name, full_at_ms)
    SELECT account_id, type, finished_at_ms FROM stream WHERE account_id IS NOT NULL ORDER BY id;

  CREATE TABLE feed_stream (
    feed INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    stream INTEGER NOT NULL REFERENCES stream (id) ON DELETE CASCADE,
    count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (feed, stream)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO feed_stream (feed, stream, count)
    SELECT feed.id, stream.id, stream.count FROM stream
    JOIN feed ON feed.account_id = stream.account_id AND feed.name = stream.type;

  DROP TABLE run;
  CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed INTEGER NOT NULL UNIQUE REFERENCES feed (id) ON DELETE CASCADE,
    mode TEXT NOT NULL,
    cursor TEXT,
    watermark TEXT,
    seen INTEGER NOT NULL DEFAULT 0,
    started_at_ms INTEGER NOT NULL
  ) STRICT;

  ALTER TABLE stream DROP COLUMN finished_at_ms;
  ALTER TABLE seen ADD COLUMN feed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE seen ADD COLUMN misses INTEGER NOT NULL DEFAULT 0;
  UPDATE seen SET run = 0, feed = coalesce(
    (SELECT feed FROM item JOIN feed_stream ON feed_stream.stream = item.stream WHERE item.rid = seen.rid), 0);

  CREATE INDEX item_by_parent ON item (parent_key, sort_name, rid) WHERE parent_key IS NOT NULL;

  CREATE TABLE tombstone (
    key TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    modified INTEGER NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE fact (
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE link (
    account_id TEXT NOT NULL,
    from_key TEXT NOT NULL,
    to_type TEXT NOT NULL,
    to_key TEXT NOT NULL,
    label TEXT,
    PRIMARY KEY (from_key, to_type, to_key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX link_back ON link (to_key);
  CREATE INDEX link_of_account ON link (account_id);

  CREATE TABLE content (
    rid INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    fetched_at_ms INTEGER NOT NULL,
    is_complete INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE run_report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX run_report_of_account ON run_report (account_id, id);

  CREATE TABLE call_count (
    account_id TEXT NOT NULL,
    day TEXT NOT NULL,
    calls INTEGER NOT NULL,
    PRIMARY KEY (account_id, day)
  ) STRICT, WITHOUT ROWID;
`
