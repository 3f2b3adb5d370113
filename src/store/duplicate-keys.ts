import { createHash } from 'node:crypto'
import { duplicateReasons, type DuplicateReason } from '../shared/model/duplicate-reason.ts'
import { looksLikeEmail } from '../shared/email-address.ts'
import { comparedText } from './field-values.ts'
import { isFreeMail } from './free-mail.ts'
import { internationalNumber } from './phone-numbers.ts'
import { isSharedMailbox } from './shared-mailbox.ts'

/** What is compared of a contact, as it was loaded or typed. */
export interface ComparedContact {
  /** Numbers of different accounts are those of different people. */
  readonly accountId: string
  readonly name: string
  readonly organisation: string | null
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

export interface DuplicateKey {
  readonly reason: DuplicateReason
  /** Two contacts of one account with the same text under one reason are likely the same. */
  readonly text: string
}

/** Longer values are no addresses, numbers or names; a hostile one must not cost more than others. */
const LONGEST = 500
/** A longer text is no number; the parser would read it all the same. */
const LONGEST_PHONE = 60
const FEWEST_DIGITS = 7
const HAS_CODE = /^\s*(\+|00)/
const EXTENSION = /(?:x|ext\.?)\s*(\d+)\s*$/i
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/u

/** All by which the contact is compared, each once and in an order that follows from its values. */
export function duplicateKeys({ name, organisation, emails, phones }: ComparedContact): DuplicateKey[] {
  const addresses = [...new Set(emails.flatMap((email) => emailKey(email) ?? []))].toSorted()
  const numbers = [...new Set(phones.flatMap((phone) => phoneKey(phone) ?? []))].toSorted()
  const person = nameKey(name)
  const company = comparedText(organisation?.slice(0, LONGEST) ?? null)?.replaceAll(/\s+/g, ' ') ?? null
  const domains = new Set(addresses.map((address) => address.slice(address.lastIndexOf('@') + 1)))
  const own = [...domains].filter((domain) => !isFreeMail(domain))
  return [
    ...addresses
      .filter((address) => !isSharedMailbox(address))
      .map((text) => ({ reason: 'email', text }) as const),
    ...numbers.map((text) => ({ reason: 'phone', text }) as const),
    ...(person === null || company === null
      ? []
      : [{ reason: 'name-company', text: JSON.stringify([person, company]) } as const]),
    ...(person === null
      ? []
      : own.map((domain) => ({ reason: 'name-domain', text: JSON.stringify([person, domain]) }) as const)),
  ]
}

/** An address without regard to capitals; null for what is none. Accents stay: they make another address. */
export function emailKey(email: string): string | null {
  const text = email.trim().normalize('NFC').toLowerCase()
  return text.length <= LONGEST && looksLikeEmail(text) ? text : null
}

/**
 * A number with its country's code in E.164. Nobody can say which country one without a code is of: it is compared by
 * its digits, with others without one. Null for what is too short to be anybody's own.
 */
export function phoneKey(phone: string): string | null {
  if (phone.length > LONGEST_PHONE) return null
  const text = comparedText(phone.replaceAll(/\p{Cf}/gu, '').replaceAll(/\p{Pd}/gu, '-'))
  if (text === null) return null
  const [whole = '', extension] = EXTENSION.exec(text) ?? []
  const digits = text.slice(0, text.length - whole.length).replaceAll(/\D/g, '')
  if (digits.length < FEWEST_DIGITS) return null
  if (!HAS_CODE.test(text)) return extension === undefined ? digits : `${digits}x${extension}`
  return internationalNumber(text.replace(/^\s*00/, '+'))
}

/** A name without regard to accents, capitals, signs and the order of its words; null for an address in its place. */
function nameKey(name: string): string | null {
  if (name.includes('@')) return null
  const words = comparedText(name.slice(0, LONGEST))?.split(BETWEEN_WORDS).filter(Boolean) ?? []
  return words.length === 0 ? null : words.toSorted().join(' ')
}

const reasonPlaces = new Map(duplicateReasons.map((reason, n) => [reason, n]))
export const reasonPlace = (reason: DuplicateReason): number => reasonPlaces.get(reason) ?? 0

/** 48 bits over all keys: equal as long as nothing that is compared has changed, on every computer and in every version. */
export function fingerprintOf(keys: readonly DuplicateKey[]): number {
  const text = JSON.stringify(keys.map(({ reason, text: value }) => [reason, value]))
  return createHash('sha256').update(text).digest().readUIntBE(0, 6)
}

/** A whole number below 2^53 for a key, never 0; its last two bits say the reason. */
export type KeyHash = (accountId: string, key: DuplicateKey) => number

/**
 * Hashes with a seed of their own (two lanes of Murmur's mixing over UTF-16 units): who does not know it cannot make up
 * two contacts that only seem to share something. Of a million contacts with four keys each, one pair in three hundred
 * such lists shares a hash by chance.
 */
export function keyHash(seed: readonly [number, number]): KeyHash {
  return (accountId, { reason, text }) => {
    const whole = `${accountId} ${text}`
    let [a, b] = [seed[0] | 0, seed[1] | 0]
    for (let n = 0; n < whole.length; n++) {
      const unit = whole.charCodeAt(n)
      a = Math.imul(a ^ unit, 0x85ebca6b)
      a ^= a >>> 13
      b = Math.imul(b ^ unit, 0xc2b2ae35)
      b ^= b >>> 16
    }
    a = Math.imul(a ^ (a >>> 16), 0xc2b2ae35) ^ Math.imul(b ^ (b >>> 13), 0x27d4eb2f)
    b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0x165667b1)
    const hash = ((b >>> 13) * 2 ** 32 + (a >>> 0)) * duplicateReasons.length + reasonPlace(reason)
    return hash === 0 ? duplicateReasons.length : hash
  }
}
