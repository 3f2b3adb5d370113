/**
 * The part of the driver that the store uses. The package has types of its own, but its `exports` hide
 * them from the compiler.
 */
declare module 'better-sqlite3-multiple-ciphers' {
  export interface Statement<Params extends unknown[], Row> {
    run(...params: Params): { changes: number; lastInsertRowid: number | bigint }
    get(...params: Params): Row | undefined
    all(...params: Params): Row[]
    iterate(...params: Params): IterableIterator<Row>
    /** From here on a row is its first column alone, which is several times as fast for many rows. */
    pluck(): this
    /** From here on a row is the list of its columns. */
    raw(): this
  }

  export interface Database {
    /** The file, as it was named. */
    readonly name: string
    prepare<Params extends unknown[], Row>(text: string): Statement<Params, Row>
    exec(text: string): this
    pragma(text: string, options?: { simple: boolean }): unknown
    /** Sets the key of the connection; must come before anything that reads the file. */
    key(key: Buffer): number
    /** Writes every page anew under another key. */
    rekey(key: Buffer): number
    readonly inTransaction: boolean
    transaction<Value>(work: () => Value): { immediate(): Value; deferred(): Value }
    /** A function for SQL; `deterministic` ones may be used in views and triggers. */
    function(
      name: string,
      options: { deterministic: boolean },
      compute: (...values: unknown[]) => unknown,
    ): this
    /** All pages in clear, the free ones too. */
    serialize(): Buffer
    close(): this
  }

  export interface Options {
    readonly readonly?: boolean
    readonly nativeBinding?: string
  }

  export interface SqliteError extends Error {
    /** SQLite's extended result code by name, for example `SQLITE_CORRUPT_VTAB`. */
    readonly code: string
  }

  const Database: {
    new (file: string, options: Options): Database
    readonly SqliteError: new (message: string, code: string) => SqliteError
  }
  export { Database as default }
}
