import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { auditFindings } from './audit.mjs'
import { notesOf, obstaclesTo } from './changelog.mjs'
import { checksumsOf } from './checksums.mjs'

const changelog = [
  '# Changelog',
  '',
  '## Unreleased',
  '',
  '- Later.',
  '',
  '## 1.2.0 (2027-01-02)',
  '',
  '- New.',
  '',
  '## 1.1.0',
  '',
  '## 1.0.0',
  '- Old.',
].join('\n')

describe('the notes of a release', () => {
  it('are the part of the changelog about its version', () => {
    expect(notesOf(changelog, '1.2.0')).toBe('- New.')
    expect(notesOf(changelog, '1.0.0')).toBe('- Old.')
  })

  it('are missing where the changelog says nothing', () => {
    for (const version of ['1.1.0', '1.2', '2.0.0']) expect(notesOf(changelog, version)).toBeNull()
  })
})

describe('what stands in the way of a release', () => {
  const official = { version: '45.4.1', official: true }

  it('is nothing where tag, version, changelog and Electron fit', () => {
    expect(obstaclesTo({ tag: 'v1.2.0', version: '1.2.0', changelog, electron: official })).toEqual([])
  })

  it('is each that does not', () => {
    const standIn = { version: '33.2.1', official: false }
    expect(obstaclesTo({ tag: 'v1.2.0', version: '1.3.0', changelog, electron: standIn })).toEqual([
      'the tag is v1.2.0, and package.json says 1.3.0',
      'CHANGELOG.md says nothing of 1.3.0',
      'Electron is 33.2.1, which is not the declared one',
    ])
    expect(obstaclesTo({ tag: 'v1.2.0', version: '1.2.0', changelog, electron: null })).toEqual([
      'Electron is not there, which is not the declared one',
    ])
  })
})

describe('the gate of advisories', () => {
  const advisory = (name: string, severity: string, id: string) => ({
    name,
    severity,
    title: `${name} is broken`,
    url: `https://github.com/advisories/${id}`,
  })
  const report = {
    vulnerabilities: {
      axios: { via: [advisory('axios', 'low', 'GHSA-1')] },
      tool: { via: [advisory('tool', 'moderate', 'GHSA-2'), advisory('tool', 'high', 'GHSA-3')] },
      above: { via: ['tool'] },
    },
  }
  const shipped = new Set(['axios'])
  const today = '2027-01-10'

  it('counts everything in what is shipped, and what is grave in tools', () => {
    expect(auditFindings(report, shipped, [], today)).toEqual([
      'axios: axios is broken (low, GHSA-1)',
      'tool: tool is broken (high, GHSA-3)',
    ])
  })

  it('lets a dated exception hold to the end of its day, and no longer', () => {
    const exception = (id: string, until: string) => ({ id, reason: 'not reached', until })
    const both = [exception('GHSA-1', '2027-01-10'), exception('GHSA-3', '2027-02-01')]
    expect(auditFindings(report, shipped, both, today)).toEqual([])
    expect(auditFindings(report, shipped, both, '2027-01-11')).toEqual([
      'axios: axios is broken (low, GHSA-1)',
      'the exception for GHSA-1 held until 2027-01-10',
    ])
  })

  it('names exceptions that nothing needs, and those without a reason or a day', () => {
    const strange = [
      { id: 'GHSA-2', reason: 'a tool', until: '2027-02-01' },
      { id: 'GHSA-1', reason: '', until: '2027-02-01' },
      { id: 'GHSA-3', reason: 'a tool', until: 'never' },
    ]
    expect(auditFindings(report, shipped, strange, today)).toEqual([
      'nothing needs the exception for GHSA-2',
      'the exception for GHSA-1 lacks its reason or its day',
      'the exception for GHSA-3 lacks its reason or its day',
    ])
  })
})

it('writes checksums as sha256sum checks them', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-sums-'))
  try {
    await writeFile(path.join(folder, 'b.deb'), 'one')
    await writeFile(path.join(folder, 'a.zip'), 'two')
    await writeFile(path.join(folder, 'SHA256SUMS'), await checksumsOf(folder, ['b.deb', 'a.zip']))
    if (process.platform !== 'linux') return
    const { stdout } = await promisify(execFile)('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder })
    expect(stdout).toBe('a.zip: OK\nb.deb: OK\n')
  } finally {
    await rm(folder, { recursive: true })
  }
})
