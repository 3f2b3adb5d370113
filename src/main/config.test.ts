import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const variables = {
  PORTOLAN_USER_DATA: '/elsewhere',
  PORTOLAN_ENDPOINTS: '/no/such/file',
  PORTOLAN_LANGUAGES: 'de',
  ELECTRON_RENDERER_URL: 'http://localhost:1',
}

describe('the configuration', () => {
  it('of a packaged app obeys no variable', () => {
    expect(readConfig(variables, true, ['portolan'])).toEqual({
      userDataDir: null,
      endpoints: null,
      languages: null,
      rendererUrl: null,
      startsHidden: false,
    })
  })

  it.each<[string[], boolean]>([
    [['portolan'], false],
    [['portolan', '--hidden'], true],
    [['portolan', '--hidden', '--', 'org.portolan.desktop:/x'], true],
    [['portolan', '--', '--hidden'], false],
    [['portolan', '--hidden-not'], false],
  ])('starts hidden by %j: %s', (argv, startsHidden) => {
    expect(readConfig({}, true, argv).startsHidden).toBe(startsHidden)
  })
})
