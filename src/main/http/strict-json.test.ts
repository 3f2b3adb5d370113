import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseStrictJson } from './strict-json.ts'

const parse = (text: string): unknown => parseStrictJson(new TextEncoder().encode(text))

describe('strict JSON', () => {
  it.each([
    ['HTML', '<!doctype html><p>Sign in to the Wi-Fi'],
    ['half a document', '{"results":[{"id":"1"'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['nothing', ''],
    ['two documents', '{}{}'],
    ['a repeated key', '{"id":"1","name":"x","id":"2"}'],
    ['a repeated key further down', '{"results":[{"a":{"id":"1","id":"2"}}]}'],
    ['a repeated key that is spelt differently', String.raw`{"id":"1","\u0069d":"2"}`],
    ['a repeated __proto__', '{"__proto__":1,"__proto__":2}'],
  ])('R61: refuses %s', (_name, text) => {
    expect(parse(text)).toBeUndefined()
  })

  it('R61: refuses bytes that are not UTF-8', () => {
    expect(parseStrictJson(new Uint8Array([0x22, 0xff, 0x22]))).toBeUndefined()
  })

  it('R60: refuses a million levels without falling over', () => {
    const levels = 1_000_000
    expect(parse('['.repeat(levels) + ']'.repeat(levels))).toBeUndefined()
    expect(parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels))).toBeUndefined()
  })

  it('R60: reads two hundred levels and no more', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    expect(parse(nested(200))).toEqual(JSON.parse(nested(200)))
    expect(parse(nested(201))).toEqual(JSON.parse(nested(201)))
    expect(parse(nested(202))).toBeUndefined()
  })

  it.each(['7', '"x"', 'null', 'true', '[]', '[{"a":1},{"a":2}]', '{"a":{"b":[":"]},"c:":null}'])(
    'reads %s',
    (text) => {
      expect(parse(text)).toEqual(JSON.parse(text))
    },
  )

  it('reads what JSON.parse reads, whatever quotes, colons and braces stand in its strings', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value)
        expect(parse(text)).toEqual(JSON.parse(text))
      }),
    )
    expect(parse(String.raw`{ "a\"}:{" : "\\", "b" : ":\"x\":" }`)).toEqual({ 'a"}:{': '\\', b: ':"x":' })
  })

  it('R60: reads a string of fifteen million characters, escapes and all', () => {
    const text = JSON.stringify({ note: 'x'.repeat(15_000_000), other: '\\"'.repeat(10_000) })
    expect(parse(text)).toEqual(JSON.parse(text))
  })

  it('does not let __proto__ reach a prototype', () => {
    const value = parse('{"__proto__":{"access_token":"x"}}') as { access_token?: string }
    expect(value.access_token).toBeUndefined()
  })
})
