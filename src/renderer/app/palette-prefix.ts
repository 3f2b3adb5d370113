/** What the palette looks among: everything, or what a sign at the start says. */
export type PaletteScope = 'all' | 'commands' | 'people' | 'views' | 'help'

export const palettePrefixes = { commands: '>', people: '@', views: '#', help: '?' } as const satisfies {
  readonly [Scope in Exclude<PaletteScope, 'all'>]: string
}

export interface PaletteQuery {
  readonly scope: PaletteScope
  /** What is looked for; without the sign, and without space around it. */
  readonly text: string
}

const scopes = ['commands', 'people', 'views', 'help'] as const

/** Reads what was typed. */
export function readPaletteText(typed: string): PaletteQuery {
  const scope = scopes.find((one) => typed.startsWith(palettePrefixes[one]))
  // Half of a character, as some input methods leave it for a moment, is refused by main.
  const text = (scope === undefined ? typed : typed.slice(1)).trim().toWellFormed()
  return { scope: scope ?? 'all', text }
}
