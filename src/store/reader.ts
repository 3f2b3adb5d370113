import { isReadMethod, type ReadMethod } from '../shared/store-methods.ts'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import type { Sqlite } from './driver.ts'
import { failureCode, StoreFailure } from './failure.ts'
import { connectForReading } from './connection.ts'
import { inOutbox, type Outbox } from './outbox.ts'
import { isOutboxRead, isOverlaid, read } from './reads.ts'
import { onOneState, sql } from './sql.ts'
import { forgetLaid, forgetPositions, openedForReading, type Workspace } from './workspace.ts'

/** Second connections to the workspace's files, which cannot write. */
export interface Reader {
  /** Answers a request that only reads, never throws. It sees all that was committed when it is asked. */
  answer(request: StoreRequest): StoreReply
  /** To be closed before the writer closes: the last connection takes the log away, and this one cannot. */
  close(): void
}

export interface ReadFile {
  readonly file: string
  readonly key: Uint8Array
}

/** Changes whenever another connection has committed (sqlite.org/pragma.html#pragma_data_version). */
const readDataVersion = sql<[], { data_version: number }>('PRAGMA data_version')

/** Throws what the database throws. `outbox` is null where none is open. */
export function openReader(cache: ReadFile, outbox: ReadFile | null): Reader {
  const workspace = watched(openedForReading(connectForReading(cache.file, cache.key)), forgetPositions)
  try {
    const over =
      outbox === null
        ? null
        : watched<Outbox>({ db: connectForReading(outbox.file, outbox.key), laidCounts: null }, (changed) =>
            forgetLaid(changed, workspace.file),
          )
    return readerOf(workspace, over)
  } catch (error) {
    workspace.file.db.close()
    throw error
  }
}

/** A connection, and what to do when another one has changed the file since it was last looked at. */
interface Watched<File> {
  readonly file: File
  isAsItWas(): boolean
  /** To be called within a transaction, where it stays true. */
  look(): void
}

function watched<File extends { readonly db: Sqlite }>(
  file: File,
  forget: (file: File) => void,
): Watched<File> {
  let version = dataVersion(file.db)
  return {
    file,
    isAsItWas: () => dataVersion(file.db) === version,
    look() {
      const now = dataVersion(file.db)
      if (now !== version) forget(file)
      version = now
    },
  }
}

function readerOf(cache: Watched<Workspace>, outbox: Watched<Outbox> | null): Reader {
  const files = { workspace: cache.file, outbox: outbox?.file ?? null }

  /** On one state of the outbox; where nothing lies over the list, one look tells that it is still so. */
  const onOutbox = (work: () => unknown): unknown => {
    if (outbox === null) return work()
    const { file } = outbox
    if (file.laidCounts?.length === 0 && inOutbox(() => outbox.isAsItWas())) return work()
    return onOneState(file.db, () => {
      inOutbox(() => outbox.look())
      return work()
    })
  }
  // A window takes several statements, which must not see a page of a load between them.
  const onCache = (work: () => unknown): unknown =>
    onOneState(cache.file.db, () => {
      cache.look()
      return work()
    })

  const answerOf = (method: ReadMethod, input: unknown): unknown => {
    const answer = (): unknown => read(files, method, input)
    if (isOutboxRead(method)) return onOutbox(answer)
    return onCache(isOverlaid(method) ? () => onOutbox(answer) : answer)
  }

  return {
    answer({ id, method, input }) {
      try {
        if (!isReadMethod(method)) throw new StoreFailure('internal', 'a reader does not write')
        return { id, ok: true, value: answerOf(method, input) }
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        return { id, ok: false, code: failureCode(error), message }
      }
    },
    close() {
      cache.file.db.close()
      outbox?.file.db.close()
    },
  }
}

const dataVersion = (db: Sqlite): number => readDataVersion(db).get()?.data_version ?? 0
