import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { StoredFile } from '../../shared/model/stored-file.ts'

/** The file of a database, and those that SQLite keeps beside it while it works. */
const partsOf: Readonly<Record<'cache' | 'outbox' | 'vault', RegExp>> = {
  cache: /^cache\.db(-wal|-shm|-journal)?$/,
  outbox: /^outbox\.db(-wal|-shm|-journal)?$/,
  vault: /^vault\.db(-wal|-shm|-journal)?$/,
}

/** The bytes of each kind of file in the given folders; files of no kind are not counted, those without any left out. */
export async function fileSizes(folders: {
  readonly data: string
  readonly logs: string
  readonly workspace: string | null
}): Promise<{ what: StoredFile; bytes: number }[]> {
  const { data, logs, workspace } = folders
  const inWorkspace = workspace === null ? [] : await filesIn(workspace)
  const inData = await filesIn(data)
  const inLogs = await filesIn(logs)
  const isDatabase = (name: string): boolean => Object.values(partsOf).some((part) => part.test(name))
  const kept = [...inWorkspace, ...inData.filter(({ name }) => name.startsWith('vault.db'))]
  const sizes = {
    cache: sum(inWorkspace.filter(({ name }) => partsOf.cache.test(name))),
    outbox: sum(inWorkspace.filter(({ name }) => partsOf.outbox.test(name))),
    vault: sum(inData.filter(({ name }) => partsOf.vault.test(name))),
    log: sum(inLogs),
    kept: sum(kept.filter(({ name }) => !isDatabase(name))),
  } as const satisfies Record<StoredFile, number>
  return (['cache', 'outbox', 'vault', 'log', 'kept'] as const)
    .map((what) => ({ what, bytes: sizes[what] }))
    .filter(({ bytes }) => bytes > 0)
}

interface SizedFile {
  readonly name: string
  readonly bytes: number
}

async function filesIn(folder: string): Promise<SizedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(
    files.map(async ({ name }) => ({
      name,
      // It may be gone by now.
      bytes: await stat(path.join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    })),
  )
}

const sum = (files: readonly SizedFile[]): number => files.reduce((total, { bytes }) => total + bytes, 0)
