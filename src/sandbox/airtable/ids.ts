import { createHash } from 'node:crypto'
import { createShuffle } from '../random.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BODY = /^[\dA-Za-z]{14}$/

/** Airtable's ids are three letters for the kind and fourteen of 62 characters: `rec560UJdUtocSouk`. */
export type IdPrefix = 'app' | 'tbl' | 'fld' | 'viw' | 'rec' | 'usr' | 'sel' | 'att' | 'com' | 'ach' | 'itr'

export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(prefix) && BODY.test(text.slice(prefix.length))
}

/** The same words give the same id. */
export function makeId(prefix: IdPrefix, ...words: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(words.join('\n')).digest()
  return prefix + encode(bytes.readUIntBE(0, 5)) + encode(bytes.readUIntBE(5, 5))
}

export type RecordIds = {
  idAt: (index: number) => string
  /** The index that `idAt` made this id from; undefined for one that it never makes. */
  indexOf: (id: string) => number | undefined
}

/**
 * Ids of made-up records that lead back to their index by arithmetic: a shuffled index and two check values,
 * all in base 62. They sort like nothing in particular, as the real ones do.
 */
export function createRecordIds(seed: number, tableKey: string): RecordIds {
  const salt = createHash('sha256').update(`${seed} ${tableKey}`).digest().readInt32BE()
  const shuffle = createShuffle(2 ** 32, salt)
  const idAt = (index: number): string => {
    const place = shuffle.forward(index)
    return `rec${encode(place * 256 + (check(place, salt) & 255))}${encode(check(index, ~salt) * 256 + (index & 255))}`
  }
  return {
    idAt,
    indexOf: (id) => {
      if (!isId('rec', id)) return undefined
      const place = Math.floor(decode(id.slice(3, 10)) / 256)
      if (place >= 2 ** 32) return undefined
      const index = shuffle.backward(place)
      return idAt(index) === id ? index : undefined
    },
  }
}

/** A 32-bit check value. */
function check(value: number, salt: number): number {
  let bits = (value ^ salt) | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b)
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** Seven characters for a number below 2^40, the lowest digit first. */
function encode(value: number): string {
  let rest = value
  let text = ''
  for (let at = 0; at < 7; at++) {
    text += DIGITS.charAt(rest % 62)
    rest = Math.floor(rest / 62)
  }
  return text
}

function decode(text: string): number {
  let value = 0
  for (let at = text.length - 1; at >= 0; at--) value = value * 62 + DIGITS.indexOf(text.charAt(at))
  return value
}
