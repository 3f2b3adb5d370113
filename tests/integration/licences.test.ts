import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { licencesOf } from '../../scripts/build-facts.mjs'
import { licenceSchema } from '../../src/shared/model/diagnostics.ts'

describe('the licences of what is shipped', () => {
  const licences = licencesOf(path.resolve(import.meta.dirname, '../..'))
  const names = licences.map(({ name }) => name)

  it('name what the source imports, and what that needs', () => {
    expect(names).toEqual(
      expect.arrayContaining([
        'react',
        '@mui/material',
        'axios',
        'better-sqlite3-multiple-ciphers',
        'zod',
        // Nobody imports it but React.
        'scheduler',
      ]),
    )
    // Neither tools nor what only tests need.
    for (const name of ['vitest', 'eslint', 'typescript', 'playwright', 'electron']) {
      expect(names).not.toContain(name)
    }
  })

  it('are there once each, though a package lies in several places', () => {
    const versions = licences.map(({ name, version }) => `${name} ${version}`)
    expect(versions.filter((one, index) => versions.indexOf(one) !== index)).toEqual([])
  })

  it('have a kind, nearly all a text, and are as the app takes them', () => {
    for (const licence of licences) {
      expect(licenceSchema.safeParse(licence).success, licence.name).toBe(true)
      expect(licence.licence, licence.name).not.toBe('')
    }
    expect(licences.filter(({ content }) => content.length > 100).length).toBeGreaterThan(
      0.9 * licences.length,
    )
  })
})
