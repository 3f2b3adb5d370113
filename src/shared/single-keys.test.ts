import { describe, expect, it } from 'vitest'
import {
  commandOfSingle,
  isSingleKey,
  singleOf,
  singleRivals,
  withoutSingle,
  withSingle,
} from './single-keys.ts'

const none = { singleKeys: {} }

describe('letters of the user’s own', () => {
  it('row 65: stand in place of those that the command has', () => {
    const own = { singleKeys: withSingle('N', 'next-record', none) }
    expect(singleOf('next-record', own)).toBe('N')
    expect(commandOfSingle('N', own)).toBe('next-record')
    expect(commandOfSingle('J', own)).toBeNull()
    expect(singleOf('next-record', { singleKeys: { 'next-record': '' } })).toBeNull()
  })

  it('row 65: are only for commands that have some', () => {
    expect(singleOf('connections', { singleKeys: { connections: 'N' } })).toBeNull()
  })

  it('row 65: hide no other letters unseen', () => {
    expect(singleRivals('K', 'next-record', none)).toEqual(['previous-record'])
    expect(singleRivals('G', 'next-record', none)).toEqual(['items', 'contacts', 'outbox', 'sync'])
    expect(singleRivals('E N', 'next-record', none)).toEqual(['edit-record'])
    expect(singleRivals('J', 'next-record', none)).toEqual([])
    expect(singleRivals('G N', 'next-record', none)).toEqual([])
    expect(withSingle('E N', 'next-record', none)).toEqual({ 'edit-record': '', 'next-record': 'E N' })
  })

  it('row 65: give back what they took, and what then would stand for two commands is of the first again', () => {
    const taken = { singleKeys: withSingle('K', 'next-record', none) }
    expect(singleOf('previous-record', taken)).toBeNull()
    const back = { singleKeys: withoutSingle('previous-record', taken) }
    expect(singleOf('previous-record', back)).toBe('K')
    expect(singleOf('next-record', back)).toBeNull()
    expect(withoutSingle('next-record', back)).toEqual({})
    expect(withoutSingle('connections', taken)).toEqual(taken.singleKeys)
  })

  it('row 65: are letters, digits and signs alone', () => {
    expect(['J', '7', '?', 'Ä'].map(isSingleKey)).toEqual([true, true, true, true])
    expect(['Mod+J', 'Space', 'F2', 'Shift+J', ' ', ''].map(isSingleKey)).toEqual(Array(6).fill(false))
  })
})
