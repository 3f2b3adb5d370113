import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { argumentsBelow } from './process-arguments.ts'
import { textsInHeap } from './heap-snapshot.ts'

/** Where a text was found that must be nowhere. `canary` is cut: a report is no place for a secret either. */
export interface FoundCanary {
  readonly place: string
  readonly canary: string
}

/** The files below a folder whose bytes contain any of the given texts, with the text that was found. */
export async function filesContaining(
  folder: string,
  canaries: readonly string[],
): Promise<{ file: string; canary: string }[]> {
  const found: { file: string; canary: string }[] = []
  for (const file of await filesBelow(folder)) {
    const content = await readFile(file).catch(unlessGone(Buffer.alloc(0)))
    for (const canary of canaries) {
      // UTF-16 as well: Chromium's own databases keep text that way.
      if (content.includes(canary) || content.includes(Buffer.from(canary, 'utf16le')))
        found.push({ file, canary })
    }
  }
  return found
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => path.join(folder, name))
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name))
  const below = await Promise.all(folders.map((one) => filesBelow(one).catch(unlessGone([]))))
  return [...files, ...below.flat()]
}

/** A running app may take a file or a folder away while it is looked through. */
function unlessGone<Value>(instead: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
}

/**
 * Looks for the given texts wherever a running app could leave them: in the profile with its logs, in the arguments
 * of its processes, in the clipboard, and in the memory of its page. `typed` is what the person typed into the page,
 * which the page of course knows.
 */
export async function findCanaries(
  { app, page, typed }: { app: ElectronApplication; page: Page; typed: readonly string[] },
  userData: string,
  given: readonly string[],
): Promise<FoundCanary[]> {
  const canaries = withoutLonger(given)
  const inFiles = await filesContaining(userData, canaries)
  const commandLines = await argumentsBelow(app.process().pid ?? 0)
  const clipboard = await app.evaluate(({ clipboard }) => clipboard.readText())
  const untyped = canaries.filter((canary) => typed.every((text) => !text.includes(canary)))
  const texts = await textsInHeap(page)
  const among = (place: string, text: string, wanted: readonly string[]): FoundCanary[] =>
    wanted.filter((canary) => text.includes(canary)).map((canary) => ({ place, canary: cut(canary) }))
  return [
    ...inFiles.map(({ file, canary }) => ({ place: path.relative(userData, file), canary: cut(canary) })),
    ...commandLines.flatMap((line) => among('process arguments', line, canaries)),
    ...among('clipboard', clipboard, canaries),
    ...among('heap of the page', texts, untyped),
  ]
}

const cut = (canary: string): string => `${canary.slice(0, 12)}…`

/** Without those that hold another one: whatever holds them holds that one too. */
function withoutLonger(canaries: readonly string[]): string[] {
  const shortest = [...new Set(canaries)]
    .filter((canary) => canary !== '')
    .toSorted((left, right) => left.length - right.length)
  return shortest.reduce<string[]>(
    (kept, canary) => (kept.some((short) => canary.includes(short)) ? kept : [...kept, canary]),
    [],
  )
}
