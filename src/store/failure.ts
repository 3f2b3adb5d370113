import type { StoreFailureCode } from '../shared/store-messages.ts'
import { SqliteError } from './driver.ts'

/** A failure that the store itself names; everything else is recognised by the code that SQLite or Node gave it. */
export class StoreFailure extends Error {
  readonly code: StoreFailureCode

  constructor(code: StoreFailureCode, message: string) {
    super(message)
    this.name = 'StoreFailure'
    this.code = code
  }
}

/** SQLite says the last where there is no room for the file by which its connections keep in step. */
const NO_ROOM = /^(SQLITE_FULL|ENOSPC|EDQUOT|SQLITE_IOERR_SHMSIZE)$/

/** The reason may pass without anybody's doing: another process, a permission, a drive that went away. */
const OUT_OF_REACH =
  /^(SQLITE_(IOERR|CANTOPEN|READONLY|PERM|BUSY|LOCKED|PROTOCOL|NOLFS)|E(ACCES|PERM|ROFS|IO|MFILE|NFILE|BUSY)$)/

/** What a method needs to be open. Throws `not-open` where it is not. */
export function opened<Value>(value: Value | null): Value {
  if (value === null) throw new StoreFailure('not-open', 'open it first')
  return value
}

/** The one place where errors become stable codes: by SQLite's or Node's `code`, never by message text. */
export function failureCode(error: unknown): StoreFailureCode {
  if (error instanceof StoreFailure) return error.code
  if (isUnreadable(error)) return 'storage-corrupt'
  const code = codeOf(error)
  if (NO_ROOM.test(code)) return 'storage-full'
  return OUT_OF_REACH.test(code) ? 'unavailable' : 'internal'
}

/** Whether SQLite says that what lies in the file is no database, is damaged or opens with another key. */
export function isUnreadable(error: unknown): boolean {
  if (error instanceof StoreFailure) return error.code === 'storage-corrupt'
  if (!(error instanceof SqliteError)) return false
  return /^SQLITE_(CORRUPT|NOTADB|IOERR_CORRUPTFS|IOERR_DATA)/.test(error.code)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
