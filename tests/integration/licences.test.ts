import path from 'node:path'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { licencesOf, placesIn } from '../../scripts/build-facts.mjs'
import { licenceSchema } from '../../src/shared/model/diagnostics.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** The licences of a part of the app, as it is built: its store, which has code of packages and a driver beside it. */
async function licencesOfStore() {
  let places: Iterable<string> = []
  await build({
    ...{ root, configFile: false, logLevel: 'silent' },
    plugins: [
      {
        name: 'look',
        generateBundle(_options, bundle) {
          places = placesIn(root, bundle)
        },
      },
    ],
    build: {
      ...{ write: false, minify: false, ssr: true },
      rolldownOptions: {
        input: { store: path.join(root, 'src/store/process-entry.ts') },
        external: ['electron', 'better-sqlite3-multiple-ciphers', /^node:/],
      },
    },
    ssr: { noExternal: true },
  })
  return licencesOf(root, places)
}

const chunk = (modules: readonly string[], imports: readonly string[] = []) => ({
  ...({ type: 'chunk', imports, dynamicImports: [] } as const),
  modules: Object.fromEntries(modules.map((id) => [id, { code: 'x' }])),
})
const at = (file: string): string => path.join(root, file)

describe('the licences of what is shipped', () => {
  it('are those of the code that was built, and of what lies beside it with all that it needs', async () => {
    const names = (await licencesOfStore()).map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['better-sqlite3-multiple-ciphers', 'csv-stringify', 'libphonenumber-js']),
    )
    // Neither tools nor types, nor what other parts have.
    for (const name of ['vitest', 'electron', 'react', '@types/react', '@babel/parser', 'zod']) {
      expect(names).not.toContain(name)
    }
  })

  it('leave out what was left out of the code, and find a package within another one', () => {
    const bundle = {
      'index.js': chunk(
        [at('node_modules/react/index.js'), `\0${at('node_modules/zod/index.js')}?commonjs`, at('src/x.ts')],
        ['electron', 'node:fs', 'other.js'],
      ),
      'other.js': {
        ...chunk([at('node_modules/@mui/material/node_modules/react-is/index.js')]),
      },
      'gone.js': { ...chunk([]), modules: { [at('node_modules/axios/index.js')]: { code: null } } },
      'a.css': { type: 'asset' } as const,
    }
    expect([...placesIn(root, bundle)].toSorted()).toEqual([
      'node_modules/@mui/material/node_modules/react-is',
      'node_modules/react',
      'node_modules/zod',
    ])
  })

  it('are there once each, have a kind, a text, and are as the app takes them', async () => {
    const licences = licencesOf(root, ['node_modules/react', 'node_modules/zod', 'node_modules/react'])
    expect(licences.map(({ name }) => name)).toEqual(['react', 'zod'])
    for (const licence of licences) {
      expect(licenceSchema.safeParse(licence).success, licence.name).toBe(true)
      expect(licence.licence, licence.name).not.toBe('')
      expect(licence.content.length).toBeGreaterThan(100)
    }
  })
})
