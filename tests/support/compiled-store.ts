import { execFile } from 'node:child_process'
import { fileURLToPath, URL } from 'node:url'
import { promisify } from 'node:util'

const keptIn = fileURLToPath(new URL('../../node_modules/.cache/store-in-node', import.meta.url))

/** What the store's process and its threads begin with; a thread's own file runs nowhere but in one. */
const beginnings = ['serve-requests', 'dispatch', 'loaded-numbers', 'adopt-file', 'copy-file']

/**
 * The environment in which a store's process finds its sources compiled. It would strip and compile a hundred files by itself,
 * in each of its threads, at some tenths of a second each; and most tests kill it before it could keep them.
 */
export const compiledStore = { NODE_COMPILE_CACHE: keptIn }

/** Compiles what has changed since the last time: vitest calls it once, before all tests. */
export async function setup(): Promise<void> {
  const files = beginnings.map((name) => new URL(`../../src/store/${name}.ts`, import.meta.url).href)
  const imports = files.flatMap((file) => ['--import', file])
  await promisify(execFile)(process.execPath, [...imports, '--eval', ''], {
    env: { ...process.env, ...compiledStore },
  })
}
