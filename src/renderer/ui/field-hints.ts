import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { looksLikeEmail } from '../../shared/email-address.ts'
import type { FormField } from '../../shared/model/contact.ts'

/** Something odd about a value: worth a warning, but no reason to refuse it. */
export type FieldHint = 'odd-email' | 'odd-phone' | 'odd-number' | 'odd-address' | 'was-required'

/** The country whose numbers are dialled without a country code here, as far as the system says. */
function countryOf(languages: readonly string[]): CountryCode | undefined {
  for (const language of languages) {
    const region = /[-_]([A-Z]{2})\b/.exec(language)?.[1]
    if (region !== undefined && isSupportedCountry(region)) return region
  }
  return undefined
}

/** Without a country nobody can tell the numbers of one from another: then only their length is looked at. */
export function looksLikePhone(text: string, languages: readonly string[]): boolean {
  const country = countryOf(languages)
  const parsed = parsePhoneNumberFromString(text, country)
  if (parsed !== undefined && parsed.isValid()) return true
  const hasCode = /^\s*(\+|00)/.test(text)
  if (hasCode || country !== undefined) return false
  const digits = text.replaceAll(/\D/g, '').length
  return digits >= 5 && digits <= 15 && !/[^\d\s()./+-]/.test(text.replace(/\s*(x|ext\.?)\s*\d+$/i, ''))
}

/** The hint for what stands in a field; null where nothing is odd. */
export function hintOf(
  { kind, isRequired }: FormField,
  typed: string,
  languages: readonly string[] = navigator.languages,
): FieldHint | null {
  const text = typed.trim()
  if (text === '') return isRequired ? 'was-required' : null
  switch (kind) {
    case 'email':
      return looksLikeEmail(text) ? null : 'odd-email'
    case 'phone':
      return looksLikePhone(text, languages) ? null : 'odd-phone'
    case 'number':
      return Number.isFinite(Number(text)) ? null : 'odd-number'
    case 'address':
      return /^\S+\.\S+$/.test(text) ? null : 'odd-address'
    default:
      return null
  }
}
