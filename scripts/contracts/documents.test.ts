import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findDocuments } from './documents.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'portolan-contracts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function place(at: string): string {
  for (const name of ['hubspot', 'notion']) mkdirSync(path.join(at, name), { recursive: true })
  writeFileSync(path.join(at, 'check-proxy.mjs'), '')
  return at
}

describe('the published documents', () => {
  it('are looked for where PORTOLAN_CONTRACTS says', () => {
    const there = place(path.join(folder, 'elsewhere'))
    expect(findDocuments({ PORTOLAN_CONTRACTS: there }, path.join(folder, 'checkout'))).toBe(there)
    expect(findDocuments({ PORTOLAN_CONTRACTS: '../elsewhere' }, path.join(folder, 'checkout'))).toBe(there)
  })

  it('are looked for beside the checkout when it says nothing', () => {
    const there = place(path.join(folder, 'shared', 'contracts'))
    expect(findDocuments({}, path.join(folder, 'checkout'))).toBe(there)
    expect(findDocuments({ PORTOLAN_CONTRACTS: '' }, path.join(folder, 'checkout'))).toBe(there)
  })

  it('are not there when the folder is missing or incomplete', () => {
    expect(findDocuments({}, path.join(folder, 'checkout'))).toBeNull()
    expect(findDocuments({ PORTOLAN_CONTRACTS: path.join(folder, 'nowhere') })).toBeNull()
    const there = place(path.join(folder, 'elsewhere'))
    rmSync(path.join(there, 'check-proxy.mjs'))
    expect(findDocuments({ PORTOLAN_CONTRACTS: there })).toBeNull()
  })
})
