import { describe, expect, it } from 'vitest'
import { openRecord, sealRecord, type RecordRef } from './sealed-record.ts'

const key = new Uint8Array(32).fill(3)
const ref: RecordRef = { kind: 'grant', workspaceId: 'w1', providerId: 'p1', accountId: 'a1' }
const plain = new Uint8Array(Buffer.from('a refresh token'))

describe('a sealed record', () => {
  it('opens under its own key and reference', () => {
    expect(openRecord(key, ref, sealRecord(key, ref, plain))).toEqual(plain)
  })

  it('may be empty', () => {
    const nothing = new Uint8Array()
    expect(openRecord(key, ref, sealRecord(key, ref, nothing))).toEqual(nothing)
  })

  it('never gives the same bytes twice', () => {
    expect(sealRecord(key, ref, plain)).not.toEqual(sealRecord(key, ref, plain))
  })

  it('holds nothing in clear', () => {
    expect(Buffer.from(sealRecord(key, ref, plain)).includes('refresh')).toBe(false)
  })

  it.each<[string, Partial<RecordRef>]>([
    ['kind', { kind: 'client' }],
    ['workspace', { workspaceId: 'w2' }],
    ['provider', { providerId: 'p2' }],
    ['account', { accountId: 'a2' }],
    ['division between provider and account', { providerId: 'p1a', accountId: '1' }],
  ])('does not open when moved to another %s', (_what, change) => {
    expect(openRecord(key, { ...ref, ...change }, sealRecord(key, ref, plain))).toBeNull()
  })

  it('does not open under another key', () => {
    expect(openRecord(new Uint8Array(32).fill(4), ref, sealRecord(key, ref, plain))).toBeNull()
  })

  it('does not open with any bit flipped, or cut at any byte', () => {
    const sealed = sealRecord(key, ref, plain)
    for (let index = 0; index < sealed.length; index += 1) {
      const flipped = sealed.slice()
      flipped[index]! ^= 1
      expect(openRecord(key, ref, flipped), `bit of byte ${index}`).toBeNull()
      expect(openRecord(key, ref, sealed.slice(0, index)), `cut at ${index}`).toBeNull()
    }
  })
})
