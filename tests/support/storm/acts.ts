/** Numbers in [0, 1), such as `seededRandom` of made-up-items.ts gives them. */
export type Random = () => number

/** One thing that somebody may do. It answers with what was done, or with null where there was nothing to do it to. */
export type Act = { readonly weight: number; readonly perform: () => string | null }

/** How often another act is tried where one had nothing to do. */
const ATTEMPTS = 40

/** Does one thing, chosen by weight. Throws when nothing at all can be done. */
export function actOnce(random: Random, acts: readonly Act[]): string {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const said = chooseAct(random, acts).perform()
    if (said !== null) return said
  }
  throw new Error('There is nothing to be done in this sandbox')
}

function chooseAct(random: Random, acts: readonly Act[]): Act {
  let rest = random() * acts.reduce((sum, { weight }) => sum + weight, 0)
  const chosen = acts.find(({ weight }) => (rest -= weight) < 0) ?? acts.at(-1)
  if (chosen === undefined) throw new Error('There are no acts to choose from')
  return chosen
}

/** A whole number below `end`. */
export function below(random: Random, end: number): number {
  return Math.floor(random() * end)
}

/** One of a list; null for an empty one. */
export function oneOf<Value>(random: Random, values: readonly Value[]): Value | null {
  return values[below(random, values.length)] ?? null
}

/** The first of some random draws that is worth having. */
export function drawUntil<Value>(draw: () => Value | null, attempts = 60): Value | null {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const value = draw()
    if (value !== null) return value
  }
  return null
}

const WORDS = [
  'harbour',
  'Ångström & Söhne',
  'null',
  '0',
  "O'Neil; DROP",
  'المرفأ',
  '港湾',
  '🚢 ahoy',
  '<b>bold</b>',
  '=1+1',
  'a "quoted" \\ text',
  'two\nlines',
]

/** A text that somebody may have typed; never empty, and hardly ever the same twice. */
export function typedText(random: Random): string {
  return `${oneOf(random, WORDS) ?? ''} ${below(random, 1_000_000)}`
}
