import { describe, expect, it } from 'vitest'
import { contract } from './contract.ts'

describe('changing preferences', () => {
  it('says nothing about those that were not named', () => {
    const { input } = contract.endpoints.app.setPreferences
    expect(input.parse({ workOffline: true })).toEqual({ workOffline: true })
    expect(input.parse({ theme: 'dark' })).toEqual({ theme: 'dark' })
    expect(input.parse({})).toEqual({})
  })
})
