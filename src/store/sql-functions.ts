import type { Sqlite } from './driver.ts'
import { fold } from './fold.ts'

/** Functions that the schema's triggers and views call: every connection that writes or builds an index needs them. */
export function defineFunctions(db: Sqlite): void {
  // Views and triggers may call functions of the application only where the file's schema is trusted. Ours is: the
  // cipher lets nobody write it who has not got the key.
  db.pragma('trusted_schema = ON')
  db.function('fold_text', { deterministic: true }, (value) =>
    typeof value === 'string' ? fold(value) : null,
  )
}
