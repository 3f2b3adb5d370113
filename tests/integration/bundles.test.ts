import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { build, type InlineConfig, type Rolldown } from 'vite'
import own from '../../electron.vite.config.ts'

const root = path.join(import.meta.dirname, '..', '..')

/** What a build makes of these entries; nothing is written. */
async function chunksOf(
  input: Rolldown.InputOption | undefined,
  config: InlineConfig = {},
): Promise<readonly Rolldown.OutputChunk[]> {
  const made = await build({
    ...{ root, configFile: false, logLevel: 'error' },
    ...config,
    build: {
      ...config.build,
      write: false,
      minify: false,
      rolldownOptions: input === undefined ? (config.build?.rolldownOptions ?? {}) : { input },
    },
  })
  if (!('output' in made)) throw new Error('one build was asked for')
  return made.output.filter((one) => one.type === 'chunk')
}

/** The packages in what is read before the first line of a chunk runs. */
function packagesOf(
  chunks: readonly Rolldown.OutputChunk[],
  isEntry: (name: string) => boolean,
): Set<string> {
  const read = new Set(chunks.filter(({ name }) => isEntry(name)).map(({ fileName }) => fileName))
  if (read.size === 0) throw new Error('there is no such chunk')
  for (const fileName of read) {
    const { imports = [] } = chunks.find((chunk) => chunk.fileName === fileName) ?? {}
    imports.forEach((imported) => read.add(imported))
  }
  const modules = chunks
    .filter(({ fileName }) => read.has(fileName))
    .flatMap((chunk) =>
      Object.entries(chunk.modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
    )
  return new Set(modules.flatMap((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []))
}

let main: readonly Rolldown.OutputChunk[]
let page: readonly Rolldown.OutputChunk[]
beforeAll(async () => {
  // All of them at once, as the app is built: what the store has in common with main is read by both.
  main = await chunksOf(own.main?.build?.rolldownOptions?.input, {
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3-multiple-ciphers'] },
    build: { ssr: true },
  })
  const folder = path.join(root, 'src', 'renderer')
  page = await chunksOf({ index: path.join(folder, 'index.html') }, { root: folder })
}, 120_000)

const large = ['zod', 'libphonenumber-js', '@mui/x-charts']
const largeIn = (chunks: readonly Rolldown.OutputChunk[], ...entries: readonly string[]): string[] => {
  const packages = packagesOf(chunks, (name) => entries.includes(name))
  return large.filter((name) => packages.has(name))
}

it('the store starts without schemas and without the phone numbers of all countries', () => {
  for (const entry of ['store', 'store-writer', 'store-aside']) {
    expect(largeIn(main, entry)).toEqual([])
  }
  expect(largeIn(main, 'index')).toContain('zod')
  expect([...packagesOf(main, () => true)]).toContain('libphonenumber-js')
})

it('Redis is spoken by a part of main that is read when somebody wants it', () => {
  expect([...packagesOf(main, (name) => name === 'index')]).not.toContain('ioredis')
  expect([...packagesOf(main, () => true)]).toContain('ioredis')
})

it('the first screen is drawn without charts and without the phone numbers of all countries', () => {
  expect(largeIn(page, 'index', 'start')).toEqual(['zod'])
  expect(largeIn(page, 'InsightsPage')).not.toContain('@mui/x-charts')
  expect([...packagesOf(page, () => true)]).toEqual(expect.arrayContaining(large))
})

it('the window is opened before the use cases are read, and axios is read by the first call', () => {
  const useCases = ['oauth4webapi', 'papaparse', 'fflate']
  const first = packagesOf(main, (name) => name === 'index')
  expect([...useCases, 'axios'].filter((name) => first.has(name))).toEqual([])
  const then = packagesOf(main, (name) => name === 'compose')
  expect([...useCases, 'axios'].filter((name) => then.has(name))).toEqual(useCases)
})

it('the preload has the names of the contract and none of its schemas', async () => {
  const { preload } = own
  const chunks = await chunksOf(preload?.build?.rolldownOptions?.input, {
    ssr: { noExternal: true, external: ['electron'] },
    define: preload?.define ?? {},
    build: { ssr: true },
  })
  expect([...packagesOf(chunks, () => true)]).toEqual([])
  expect(chunks.map(({ code }) => code).join()).toContain('"getState"')
})

it('the page asks for all of its first screen at once, in a handful of files', async () => {
  const chunks = await chunksOf(undefined, {
    root: path.join(root, 'src', 'renderer'),
    build: { rolldownOptions: own.renderer?.build?.rolldownOptions ?? {} },
  })
  const first = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  for (const name of first) {
    chunks.find(({ fileName }) => fileName === name)?.imports.forEach((imported) => first.add(imported))
  }
  expect(first.size).toBeLessThanOrEqual(4)
  const order = chunks.find(({ isEntry }) => isEntry)?.imports.map((file) => /(\w+)-/.exec(file)?.[1])
  // What is to run before everything else is imported first.
  expect(order?.[0]).toBe('begin')
})
