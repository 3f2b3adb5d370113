/** What each scenario must show over HTTP, by its name; `play` turns it on. */
export type Shows = Record<string, (play: () => void) => Promise<void>>
