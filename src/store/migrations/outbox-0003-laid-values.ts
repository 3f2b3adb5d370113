import type { Migration } from '../migrate.ts'

/**
 * All values that waiting changes set, so that filters and orders see them as they see what was loaded. Those that wait
 * by now are read once from what main keeps of them; of several for one name the last one counts.
 */
export const outbox0003LaidValues: Migration = `
  ALTER TABLE laid ADD COLUMN set_values TEXT NOT NULL DEFAULT '{}';
  UPDATE laid SET set_values =
    (SELECT json_group_object(given.name, given.value) FROM
      (SELECT one.key AS name, one.value FROM change,
         json_each(CASE WHEN json_valid(change.body) THEN change.body ELSE '{}' END, '$.values') AS one
       WHERE change.key = laid.key AND change.ended_at_ms IS NULL ORDER BY change.seq) AS given);
`
