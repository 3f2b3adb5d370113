interface PhoneNumber {
  isValid(): boolean
}

let parse: ((text: string) => PhoneNumber | undefined) | null = null

/**
 * Loads the numbers of all countries (libphonenumber's metadata). That takes as long as a good part of the store's start,
 * and one filter alone needs them: `loaded-numbers.ts` sees to it that they are here before it runs.
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
