import { describe, expect, it } from 'vitest'
import { createLogger, newReference } from './logger.ts'
import { createKnownSecrets, redact } from './redact.ts'

const secrets = createKnownSecrets()

describe('what reaches the log', () => {
  it.each([
    'accessToken',
    'refresh_token',
    'clientSecret',
    'Authorization',
    'code',
    'state',
    'code_verifier',
    'password',
  ])('R24: hides the value of %s by its name', (key) => {
    expect(redact({ [key]: 'value-of-it' }, secrets)).toEqual({ [key]: '[redacted]' })
    expect(redact({ nested: [{ [key]: 'value-of-it' }] }, secrets)).toEqual({
      nested: [{ [key]: '[redacted]' }],
    })
  })

  it('R24: hides a remembered secret wherever it stands', () => {
    const known = createKnownSecrets()
    known.remember('CKyF-live-secret')
    expect(redact({ message: 'got CKyF-live-secret back' }, known)).toEqual({
      message: 'got [redacted] back',
    })
  })

  it('R24: hides a remembered secret in an event name too', () => {
    const known = createKnownSecrets()
    known.remember('CKyF-live-secret')
    const lines: string[] = []
    createLogger(
      (_level, line) => lines.push(line),
      known,
      () => 0,
    ).info('odd CKyF-live-secret')
    expect(lines.join()).not.toContain('CKyF')
  })

  it.each([
    [
      'http://localhost:17823/oauth/x/callback?code=abc&state=def',
      'http://localhost:17823/oauth/x/callback?[redacted]',
    ],
    ['at file:///opt/app/main.js#L3 there', 'at file:///opt/app/main.js?[redacted] there'],
    ['org.portolan.app:/oauth/x?code=abc', 'org.portolan.app:/oauth/x?[redacted]'],
  ])('R24: cuts query and fragment off addresses: %s', (text, expected) => {
    expect(redact({ text }, secrets)).toEqual({ text: expected })
  })

  it('R24: hides what follows Bearer and Basic', () => {
    expect(redact({ text: 'sent Bearer abc.def-1 and basic dXNlcg==' }, secrets)).toEqual({
      text: 'sent Bearer [redacted] and basic [redacted]',
    })
  })

  it('hides e-mail addresses', () => {
    expect(redact({ text: 'contact ada@example.com exists' }, secrets)).toEqual({
      text: 'contact [e-mail] exists',
    })
  })

  it('R28: a hostile text of any length does not hold up main', () => {
    const startedAtMs = performance.now()
    for (const text of ['x'.repeat(1_000_000), 'a.'.repeat(500_000), `${'a.'.repeat(500_000)}@`]) {
      expect(JSON.stringify(redact({ text }, secrets)).length).toBeLessThan(2_100)
    }
    // Without the cut one such text takes a minute and more.
    expect(performance.now() - startedAtMs).toBeLessThan(5_000)
  })

  it('R24: a secret at the place where a long text is cut is not written in part', () => {
    const known = createKnownSecrets()
    known.remember('CKyF-live-secret')
    for (const before of [1_995, 3_995]) {
      const { text } = redact({ text: `${'- '.repeat(before / 2)}CKyF-live-secret` }, known)
      expect(text).not.toContain('CKyF')
    }
  })

  it('leaves facts alone', () => {
    const fields = { type: 'contact', count: 12, path: '/crm/objects/{type}', ok: true, none: null }
    expect(redact(fields, secrets)).toEqual(fields)
  })

  it('is one line of JSON', () => {
    const lines: string[] = []
    createLogger(
      (level, line) => lines.push(`${level} ${line}`),
      secrets,
      () => 0,
    ).warn('load.failed', {
      text: 'two\nlines',
    })
    expect(lines).toEqual([
      'warn {"at":"1970-01-01T00:00:00.000Z","level":"warn","event":"load.failed","text":"two\\nlines"}',
    ])
  })
})

describe('a reference', () => {
  it('is short, plain and not repeated soon', () => {
    const references = new Set(Array.from({ length: 200 }, newReference))
    expect(references.size).toBeGreaterThan(195)
    for (const reference of references) expect(reference).toMatch(/^PT-[A-HJ-KM-NP-Z2-9]{6}$/)
  })
})
