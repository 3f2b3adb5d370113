import { describe, expect, it } from 'vitest'
import { compareVersions, parseVersion } from './version-order.ts'

const read = (text: string) => {
  const version = parseVersion(text)
  if (version === null) throw new Error(text)
  return version
}

describe('the order of versions', () => {
  it('is that of semver.org 2.0.0, its own example among them', () => {
    const ordered = [
      '0.9.10',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1-0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '2.0.0',
    ]
    for (const [left, one] of ordered.entries()) {
      for (const [right, other] of ordered.entries()) {
        expect(Math.sign(compareVersions(read(one), read(other)))).toBe(Math.sign(left - right))
      }
    }
  })

  it.each([
    '',
    '1',
    '1.2',
    'v1.2.3',
    '01.2.3',
    '1.2.3-',
    '1.2.3-a..b',
    '1.2.3-01',
    '1.2.3+x',
    ' 1.2.3',
    `1.2.3-${'a'.repeat(60)}`,
  ])('knows no version in "%s"', (text) => {
    expect(parseVersion(text)).toBeNull()
  })
})
