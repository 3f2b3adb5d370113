import type { StoredRecord } from './stored-record.ts'

/** Which contacts have an e-mail address, or had it when they were written last. */
export type EmailIndex = {
  note: (index: number, record: StoredRecord) => void
  /** The record that has this address, as its first or not, and fits. */
  find: (email: string, fits: (record: StoredRecord) => boolean) => StoredRecord | undefined
}

/** Addresses of made-up contacts are found by arithmetic; only those that were written since are kept. */
export function createEmailIndex(
  indexOfMadeUp: ((email: string) => number | undefined) | undefined,
  recordAt: (index: number) => StoredRecord | undefined,
): EmailIndex {
  const written = new Map<string, number>()
  return {
    note: (index, record) => {
      for (const email of emailsOf(record)) written.set(email, index)
    },
    find: (email, fits) => {
      const wanted = email.toLowerCase()
      return (
        [written.get(wanted), indexOfMadeUp?.(wanted)]
          .flatMap((index) => (index === undefined ? [] : (recordAt(index) ?? [])))
          // Whoever was found may have been given another address since.
          .find((record) => emailsOf(record).includes(wanted) && fits(record))
      )
    },
  }
}

/** All addresses of a contact, in lower case: its own, and those of the contacts that were merged into it. */
function emailsOf({ properties }: StoredRecord): string[] {
  const { email, hs_additional_emails: others = '' } = properties
  return [email ?? '', ...others.split(';')].filter((one) => one !== '').map((one) => one.toLowerCase())
}
