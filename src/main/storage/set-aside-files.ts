import { readdir } from 'node:fs/promises'
import path from 'node:path'

const mostFiles = 100
/** As the store names them (`cache.db.corrupt-20261128T120000Z`), without what lies beside them. */
const name = /^(?:cache|outbox|vault)\.db\.corrupt-[^-]+(?:-\d+)?$/

/** Paths of the databases that were put aside, unreadable or left for a copy, the newest first. */
export async function setAsideFiles(folders: readonly string[]): Promise<string[]> {
  const files = await Promise.all(
    folders.map(async (folder) => {
      // A folder that cannot be listed has nothing that could be shown.
      const names = await readdir(folder).catch(() => [])
      return names.filter((one) => name.test(one)).map((one) => path.join(folder, one))
    }),
  )
  return files.flat().toSorted().reverse().slice(0, mostFiles)
}
