import { describe, expect, it } from 'vitest'
import { preferencesSchema } from '../../shared/model/preferences.ts'
import { lookOf, lookPreferencesIn, showLook } from './look.ts'

const preferences = preferencesSchema.parse({})
const calm = { isMoreContrast: false, isReducedMotion: false }
const asked = { isMoreContrast: true, isReducedMotion: true }

describe('how everything looks', () => {
  it('is what the system asks for where the user left it to the system', () => {
    expect(lookOf(preferences, calm)).toMatchObject({ contrast: 'standard', motion: 'full' })
    expect(lookOf(preferences, asked)).toMatchObject({ contrast: 'high', motion: 'reduced' })
  })

  it('is what the user chose, whatever the system says', () => {
    expect(lookOf({ ...preferences, contrast: 'standard' }, asked).contrast).toBe('standard')
    expect(lookOf({ ...preferences, contrast: 'high', motion: 'reduced' }, calm)).toMatchObject({
      contrast: 'high',
      motion: 'reduced',
    })
  })

  it('is read from the page that main wrote, with defaults for what is not there', () => {
    const root = document.createElement('html')
    root.dataset.themePreference = 'dark'
    root.dataset.contrastPreference = '__CONTRAST__'
    root.dataset.textSize = 'largest'
    expect(lookPreferencesIn(root)).toEqual({
      theme: 'dark',
      contrast: 'system',
      density: 'comfortable',
      textSize: 'largest',
      motion: 'system',
    })
  })

  it('is written into the page', () => {
    const root = document.createElement('html')
    showLook(root, lookOf({ ...preferences, density: 'compact', textSize: 'large' }, asked))
    expect({ ...root.dataset }).toEqual({
      contrast: 'high',
      density: 'compact',
      textSize: 'large',
      motion: 'reduced',
    })
  })
})
