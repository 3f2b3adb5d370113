import { looksLikeEmail } from '../shared/email-address.ts'
import { isPhoneNumber } from './phone-numbers.ts'

/** A longer text is no number; the parser would read it all the same. */
const LONGEST_PHONE = 60
const HAS_CODE = /^\s*(\+|00)/
const EXTENSION = /\s*(x|ext\.?)\s*\d+$/i
const OTHER_SIGNS = /[^\d\s()./+-]/

export const isOddEmail = (text: string): boolean => !looksLikeEmail(text.trim())

/**
 * Whether a text cannot be a phone number. One with its country's code is held to that country's numbers
 * (libphonenumber's metadata). Without a code nobody can tell the numbers of one country from another's: then only
 * its length and its signs are looked at.
 */
export function isOddPhone(given: string): boolean {
  if (given.length > LONGEST_PHONE) return true
  // As it is pasted from other programs: with marks of the direction around it, and dashes of print.
  const text = given.replaceAll(/\p{Cf}/gu, '').replaceAll(/\p{Pd}/gu, '-')
  if (HAS_CODE.test(text)) return !isPhoneNumber(text.replace(/^\s*00/, '+'))
  const digits = text.replaceAll(/\D/g, '').length
  return digits < 5 || digits > 15 || OTHER_SIGNS.test(text.replace(EXTENSION, ''))
}
