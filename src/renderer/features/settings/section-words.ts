const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether every typed word begins or lies in what a section says, accents and capitals aside. */
export function matchesWords(words: readonly string[], typed: string): boolean {
  const said = folded(words.join('\n'))
  return folded(typed)
    .split(/\s+/)
    .every((word) => said.includes(word))
}
