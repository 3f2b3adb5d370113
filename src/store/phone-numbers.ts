interface PhoneNumber {
  /** E.164: a plus, the country's code and digits. */
  readonly number: string
  readonly ext?: string
  isValid(): boolean
  isPossible(): boolean
}

let parse: ((text: string) => PhoneNumber | undefined) | null = null

/**
 * Loads the numbers of all countries (libphonenumber's metadata). That takes as long as a good part of the store's start,
 * and one filter and the search for duplicates alone need them: `loaded-numbers.ts` sees to it that they are here before it runs.
 */
export async function loadPhoneNumbers(): Promise<void> {
  parse ??= (await import('libphonenumber-js/min')).parsePhoneNumberFromString
}

export const hasPhoneNumbers = (): boolean => parse !== null

/** Whether a text that begins with a plus is a number of the country whose code follows. */
export function isPhoneNumber(text: string): boolean {
  if (parse === null) throw new Error('the numbers of all countries are not loaded')
  return parse(text)?.isValid() === true
}

/**
 * A text that begins with a plus in E.164, followed by its extension where it has one; null where no country has numbers
 * of this length.
 */
export function internationalNumber(text: string): string | null {
  if (parse === null) throw new Error('the numbers of all countries are not loaded')
  const found = parse(text)
  if (found?.isPossible() !== true) return null
  return found.ext === undefined ? found.number : `${found.number}x${found.ext}`
}
