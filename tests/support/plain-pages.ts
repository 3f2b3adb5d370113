import fs from 'node:fs'
import { connect } from '../../src/store/driver.ts'
import { unlock } from '../../src/store/connection.ts'

/**
 * What somebody with the key could read in an encrypted file: every page in clear, those that were given
 * free included. Taken from a copy, as somebody would who has got hold of one, with its log if there is any.
 */
export function plainPages(file: string, key: Uint8Array, copy: string): Buffer {
  for (const end of ['', '-wal']) {
    fs.rmSync(`${copy}${end}`, { force: true })
    if (fs.existsSync(`${file}${end}`)) fs.copyFileSync(`${file}${end}`, `${copy}${end}`)
  }
  const db = connect(copy, { readonly: false })
  try {
    unlock(db, key)
    return db.serialize()
  } finally {
    db.close()
    for (const end of ['', '-wal', '-shm']) fs.rmSync(`${copy}${end}`, { force: true })
  }
}

/** Bytes in the log beside a file: whatever lies in it is not among the pages. */
export const logBytes = (file: string): number =>
  fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
