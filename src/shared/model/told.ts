import { z } from 'zod'
import { text } from '../text.ts'

/**
 * A sentence as what it says: the whole name of a text (`NAMESPACE:KEY`) and what is filled in, which may be sentences
 * themselves, or lists. It is said in the language of the moment in which it is shown.
 */
export interface Told {
  readonly key: string
  readonly values: Readonly<Record<string, ToldValue>>
}
export type ToldPart = string | number | Told
/** What may be filled in. */
export type ToldValue = ToldPart | ToldPart[]

const plain = z.union([text(1_000), z.number()])
const sentence = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ key: text(100).min(1), values: z.record(text(40), value) })
// Sentences within sentences, as deep as any text goes.
const part = z.union([plain, sentence(z.union([plain, sentence(plain)]))])

export const toldSchema: z.ZodType<Told> = sentence(z.union([part, z.array(part).max(20)]))
