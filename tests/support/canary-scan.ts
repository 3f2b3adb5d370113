import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** The files below a folder whose bytes contain any of the given texts, with the text that was found. */
export async function filesContaining(
  folder: string,
  canaries: readonly string[],
): Promise<{ file: string; canary: string }[]> {
  const found: { file: string; canary: string }[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const content = await readFile(file)
    for (const canary of canaries) {
      // UTF-16 as well: Chromium's own databases keep text that way.
      if (content.includes(canary) || content.includes(Buffer.from(canary, 'utf16le')))
        found.push({ file, canary })
    }
  }
  return found
}
