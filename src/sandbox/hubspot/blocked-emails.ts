/** The addresses that nobody may use again. */
export type BlockedEmails = {
  has: (email: string) => boolean
  add: (email: string) => void
  readState: () => string[]
}

export function createBlockedEmails(state: readonly string[], onChange: () => void): BlockedEmails {
  const blocked = new Set(state)
  return {
    has: (email) => blocked.has(email.trim().toLowerCase()),
    add: (email) => {
      blocked.add(email.trim().toLowerCase())
      onChange()
    },
    readState: () => [...blocked],
  }
}
