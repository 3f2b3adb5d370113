/** What a log line may carry besides its event name. */
export type LogValue =
  string | number | boolean | null | readonly LogValue[] | { readonly [key: string]: LogValue }
export type LogFields = Readonly<Record<string, LogValue>>

const hidden = '[redacted]'
const longestText = 2_000
/** The patterns below try every place of a text against the rest of it: on 100,000 characters for a minute. */
const longestSearched = 2 * longestText

/** Keys whose value is never written, whatever it is. */
const secretKey =
  /token|secret|password|passphrase|authorization|cookie|verifier|code_challenge|^code$|^state$|^key$|credential/i

/** Query and fragment of an address: an authorization code travels there. */
const addressTail = /((?:https?|app|file|[a-z][a-z0-9+-]*\.[a-z0-9.+-]*):\/{1,2}[^\s"'<>?#]*)[?#][^\s"'<>]*/gi
const bearer = /\b(bearer|basic)\s+[a-z0-9._~+/=-]+/gi
const emailAddress = /[^\s"'<>@:,;()]+@[^\s"'<>@:,;()]+\.[^\s"'<>@:,;()]+/g

/** Live secrets by value: whoever puts one into a message by mistake still does not get it logged. */
export interface KnownSecrets {
  remember(value: string): void
  /** The text without any remembered value. */
  strip(text: string): string
}

export function createKnownSecrets(): KnownSecrets {
  const values = new Set<string>()
  return {
    remember(value) {
      // Anything shorter would blank ordinary words; real secrets are longer.
      if (value.length >= 8) values.add(value)
    },
    strip(text) {
      let stripped = text
      for (const value of values) stripped = stripped.replaceAll(value, hidden)
      return stripped
    },
  }
}

/** Removes what must not be written: by key name, by known value, by the shape of addresses and headers. */
export function redact(fields: LogFields, secrets: KnownSecrets): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      secretKey.test(key) ? hidden : redactValue(value, secrets),
    ]),
  )
}

function redactValue(value: LogValue, secrets: KnownSecrets): LogValue {
  if (typeof value === 'string') return redactField(value, secrets)
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map((entry) => redactValue(entry, secrets))
  return redact(value, secrets)
}

const isList = (value: LogValue): value is readonly LogValue[] => Array.isArray(value)

function redactField(text: string, secrets: KnownSecrets): string {
  // Cut after the secrets by value, which a cut would hide from us, and far beyond what is written.
  return redactText(secrets.strip(text).slice(0, longestSearched)).slice(0, longestText)
}

/** Removes what its shape gives away. Takes long on a long text of one line: cut it before. */
export const redactText = (text: string): string =>
  text.replace(addressTail, `$1?${hidden}`).replace(bearer, `$1 ${hidden}`).replace(emailAddress, '[e-mail]')
