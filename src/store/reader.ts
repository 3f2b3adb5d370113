import { isReadMethod } from '../shared/store-methods.ts'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import type { Sqlite } from './driver.ts'
import { failureCode, StoreFailure } from './failure.ts'
import { connectForReading } from './connection.ts'
import { read } from './reads.ts'
import { onOneState, sql } from './sql.ts'
import { forgetPositions, openedForReading } from './workspace.ts'

/** A second connection to the workspace's file, which cannot write. */
export interface Reader {
  /** Answers a request that only reads, never throws. It sees all that was committed when it is asked. */
  answer(request: StoreRequest): StoreReply
  /** To be closed before the writer closes: the last connection takes the log away, and this one cannot. */
  close(): void
}

/** Changes whenever another connection has committed (sqlite.org/pragma.html#pragma_data_version). */
const readDataVersion = sql<[], { data_version: number }>('PRAGMA data_version')

/** Throws what the database throws. */
export function openReader(file: string, key: Uint8Array): Reader {
  const db = connectForReading(file, key)
  const workspace = openedForReading(db)
  let version = dataVersion(db)

  const answerOf = ({ method, input }: StoreRequest): unknown => {
    if (!isReadMethod(method)) throw new StoreFailure('internal', 'a reader does not write')
    // A window takes several statements, which must not see a page of a load between them.
    return onOneState(db, () => {
      const now = dataVersion(db)
      if (now !== version) forgetPositions(workspace)
      version = now
      return read(workspace, method, input)
    })
  }

  return {
    answer(request) {
      try {
        return { id: request.id, ok: true, value: answerOf(request) }
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        return { id: request.id, ok: false, code: failureCode(error), message }
      }
    },
    close: () => void db.close(),
  }
}

const dataVersion = (db: Sqlite): number => readDataVersion(db).get()?.data_version ?? 0
