import type { Sqlite, Statement } from './driver.ts'

/**
 * A statement that is compiled once per database: `const find = sql<[key: string], Row>('SELECT …')`,
 * then `find(db).get(key)`. Compiling on every call costs several times what running does.
 */
export function sql<Params extends unknown[], Row>(text: string): (db: Sqlite) => Statement<Params, Row> {
  const compiled = new WeakMap<Sqlite, Statement<Params, Row>>()
  return (db) => {
    let statement = compiled.get(db)
    if (!statement) {
      statement = db.prepare<Params, Row>(text)
      compiled.set(db, statement)
    }
    return statement
  }
}

/** The same for a statement of one column, whose rows are bare values: several times as fast where they are many. */
export function sqlValues<Params extends unknown[], Value>(
  text: string,
): (db: Sqlite) => Statement<Params, Value> {
  const plucked = new WeakSet<Statement<Params, Value>>()
  const find = sql<Params, Value>(text)
  return (db) => {
    const statement = find(db)
    if (!plucked.has(statement)) plucked.add(statement.pluck())
    return statement
  }
}

/**
 * Runs `work` in one write transaction; whatever it throws takes everything back. Within another transaction
 * it is a part of that one.
 */
export function inTransaction<Value>(db: Sqlite, work: () => Value): Value {
  return db.inTransaction ? work() : db.transaction(work).immediate()
}

/** Runs `work` on one state of the file, whatever the writer does meanwhile. */
export function onOneState<Value>(db: Sqlite, work: () => Value): Value {
  return db.transaction(work).deferred()
}
