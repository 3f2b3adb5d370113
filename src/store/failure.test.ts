import { describe, expect, it } from 'vitest'
import { SqliteError } from './driver.ts'
import { failureCode, StoreFailure } from './failure.ts'

describe('failure codes', () => {
  it.each([
    ['SQLITE_FULL', 'storage-full'],
    ['SQLITE_CORRUPT', 'storage-corrupt'],
    ['SQLITE_CORRUPT_VTAB', 'storage-corrupt'],
    ['SQLITE_NOTADB', 'storage-corrupt'],
    ['SQLITE_BUSY', 'unavailable'],
    ['SQLITE_IOERR_WRITE', 'unavailable'],
    ['SQLITE_CANTOPEN', 'unavailable'],
    ['SQLITE_READONLY_DBMOVED', 'unavailable'],
    ['SQLITE_CONSTRAINT_NOTNULL', 'internal'],
  ])('translates %s to %s', (code, expected) => {
    expect(failureCode(new SqliteError('words that say nothing', code))).toBe(expected)
  })

  it.each([
    ['ENOSPC', 'storage-full'],
    ['EDQUOT', 'storage-full'],
    ['EACCES', 'unavailable'],
    ['EROFS', 'unavailable'],
    ['EINVAL', 'internal'],
  ])("translates the system's %s to %s", (code, expected) => {
    expect(failureCode(Object.assign(new Error('words'), { code }))).toBe(expected)
  })

  it('keeps the code of a failure that the store names, and calls the rest internal', () => {
    expect(failureCode(new StoreFailure('stale-run', 'words'))).toBe('stale-run')
    expect(failureCode(new Error('SQLITE_FULL'))).toBe('internal')
    expect(failureCode('SQLITE_FULL')).toBe('internal')
  })
})
