/** A record as it is made up: what is set, and when it came to be and changed. Times in ms since 1970. */
export type MadeUp = { properties: Record<string, string>; createdAtMs: number; updatedAtMs: number }

export type Maker = {
  count: number
  make: (index: number) => MadeUp
  /** Which made-up record has this e-mail address; only where addresses are unique. */
  indexOfEmail?: (email: string) => number | undefined
}
