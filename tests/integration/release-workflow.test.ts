import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const source = readFileSync(path.join(root, '.github/workflows/release.yml'), 'utf8')

interface Step {
  readonly name?: string
  readonly uses?: string
  readonly run?: string
}
interface Job {
  readonly needs?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly strategy?: { readonly matrix: { readonly include: readonly { readonly os: string }[] } }
  readonly steps: readonly Step[]
}

// YAML 1.2: `on` is a word and no truth value.
const workflow = parse(source, { version: '1.2' }) as {
  readonly on: { readonly push: { readonly tags: readonly string[] } }
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: { readonly gates: Job; readonly build: Job; readonly draft: Job }
}
const { gates, build, draft } = workflow.jobs
const lines = (job: Job): string[] => job.steps.flatMap(({ run }) => run?.split('\n') ?? [])
const placeOf = (job: Job, text: string): number =>
  job.steps.findIndex(({ run }) => run?.includes(text) === true)

describe('the workflow of a release', () => {
  it('begins with a tag, and may write only where it drafts', () => {
    expect(workflow.on).toEqual({ push: { tags: ['v*'] } })
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect([gates.permissions, build.permissions]).toEqual([undefined, undefined])
    expect(draft.permissions).toEqual({ contents: 'write', 'id-token': 'write', attestations: 'write' })
  })

  it('takes every action by its commit, with the version beside it', () => {
    const taken = source.split('\n').filter((line) => line.includes('uses:'))
    expect(taken.length).toBeGreaterThan(6)
    for (const line of taken) expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('tests everything on three systems with the declared Electron before anything is packed or drafted', () => {
    expect(build.strategy?.matrix.include.map(({ os }) => os.split('-')[0])).toEqual([
      'ubuntu',
      'macos',
      'windows',
    ])
    expect([build.needs, draft.needs]).toEqual(['gates', 'build'])
    const order = [
      placeOf(build, 'scripts/setup.mjs --for=test --retry'),
      placeOf(build, 'scripts/release.mjs check'),
      build.steps.findIndex(({ run }) => run === 'node scripts/test.mjs'),
      placeOf(build, 'npm run package:app -- --release'),
      build.steps.findIndex(({ uses }) => uses?.startsWith('actions/upload-artifact@') === true),
    ]
    expect(order.includes(-1)).toBe(false)
    expect(order.toSorted((a, b) => a - b)).toEqual(order)
  })

  it('lets nothing through its gates: source, signatures, advisories, licences', () => {
    for (const command of ['npm run check', 'npm audit signatures', 'node scripts/release.mjs audit']) {
      expect(lines(gates)).toContain(command)
    }
    expect(lines(gates).join('\n')).toContain('tests/integration/licences.test.ts')
    expect(source).not.toContain('continue-on-error')
  })

  it('R81: signs what tells of a version before the sums are made, with a key that no other job sees', () => {
    const signing = placeOf(draft, 'scripts/release.mjs sign "$GITHUB_REF_NAME" release')
    expect(signing).toBeGreaterThan(-1)
    expect(signing).toBeLessThan(placeOf(draft, 'scripts/release.mjs checksums release'))
    expect(source.split('secrets.UPDATE_SIGNING_KEY')).toHaveLength(2)
    expect(source.indexOf('secrets.UPDATE_SIGNING_KEY')).toBeGreaterThan(source.indexOf('\n  draft:'))
  })

  it('drafts with checksums, provenance and the words of the changelog, and publishes nothing', () => {
    expect(lines(draft)).toContain('node scripts/release.mjs checksums release')
    expect(draft.steps.some(({ uses }) => uses?.startsWith('actions/attest-build-provenance@'))).toBe(true)
    const create = lines(draft).find((line) => line.includes('gh release create'))
    expect(create).toContain('--draft')
    expect(create).toContain('--notes-file')
    expect(source).not.toMatch(/--draft=false|gh release edit/)
  })

  it('calls nothing that is not there', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Readonly<Record<string, string>>
    }
    const all = [gates, build, draft].flatMap(lines)
    for (const [, name = ''] of all.join('\n').matchAll(/npm run (?:-s )?([\w:-]+)/g)) {
      expect(Object.keys(manifest.scripts)).toContain(name)
    }
    for (const [file] of all.join('\n').matchAll(/(?:scripts|tests)\/[\w/-]+\.(?:mjs|test\.ts)/g)) {
      expect(existsSync(path.join(root, file)), file).toBe(true)
    }
  })
})

describe('the exceptions from the gate of advisories', () => {
  it('each have a reason and a day', () => {
    const exceptions = JSON.parse(readFileSync(path.join(root, 'audit-exceptions.json'), 'utf8')) as unknown[]
    for (const one of exceptions) {
      expect(one).toEqual({
        id: expect.stringMatching(/^GHSA-/) as string,
        reason: expect.stringMatching(/./) as string,
        until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      })
    }
  })
})
