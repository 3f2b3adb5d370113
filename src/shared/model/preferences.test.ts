import { describe, expect, it } from 'vitest'
import { preferencesSchema, readPreferences } from './preferences.ts'

describe('preferences as they lie in the file', () => {
  it('are read as they were written', () => {
    const kept = preferencesSchema.parse({ theme: 'dark', workOffline: true, signInPlace: 'browser' })
    expect(readPreferences(kept)).toEqual(kept)
  })

  it('lose what is unknown or unusable, and nothing else', () => {
    expect(readPreferences({ theme: 'dark', workOffline: 'yes', fromTheFuture: 1 })).toEqual(
      preferencesSchema.parse({ theme: 'dark' }),
    )
  })

  it.each([undefined, null, 'dark', 7, []])('are the usual ones for %j', (kept) => {
    expect(readPreferences(kept)).toEqual(preferencesSchema.parse({}))
  })
})
