import { describe, expect, it } from 'vitest'
import { parseJson } from './json.ts'

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('JSON from outside', () => {
  it('is taken apart', () => {
    expect(parseJson('{"a":[1,null,"x"]}')).toEqual({ a: [1, null, 'x'] })
    expect(parseJson('null')).toBeNull()
  })

  it.each(['', '{', '{"a":}', 'nope', '[1,]'])('is nothing when it is malformed: %j', (text) => {
    expect(parseJson(text)).toBeUndefined()
  })

  it('is nothing when it is nested too deeply, however it is broken', () => {
    expect(parseJson(nested(200))).toBeDefined()
    expect(parseJson(nested(201))).toBeUndefined()
    expect(parseJson('{"a":'.repeat(5_000))).toBeUndefined()
  })

  it('may hold any number of brackets inside of texts', () => {
    const text = `\\"${'['.repeat(500)}`
    expect(parseJson(JSON.stringify({ text }))).toEqual({ text })
  })
})
