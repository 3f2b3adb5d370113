import { z } from 'zod'
import { equation, text, type Json, type RichText } from './rich-text.ts'

const MAX_CHARACTERS = 2_000
const MAX_RUNS = 100

const annotationsSchema = z
  .object({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strikethrough: z.boolean().optional(),
    underline: z.boolean().optional(),
    code: z.boolean().optional(),
    color: z.string().optional(),
  })
  .optional()

/** A text as it may be sent (schema RichTextItemRequest of the official client; sizes from "Request limits"). */
export const richTextSchema = z
  .array(
    z.object({
      type: z.enum(['text', 'mention', 'equation']).optional(),
      annotations: annotationsSchema,
      text: z
        .object({
          content: z.string().max(MAX_CHARACTERS),
          link: z.object({ url: z.string().max(MAX_CHARACTERS) }).nullish(),
        })
        .optional(),
      mention: z.record(z.string(), z.unknown()).optional(),
      equation: z.object({ expression: z.string().max(1_000) }).optional(),
    }),
  )
  .max(MAX_RUNS)

/** What was sent, as it is given back: with every default, and with the words of a mention. */
export function toRichText(items: z.output<typeof richTextSchema>): RichText[] {
  return items.map((item) => {
    if (item.equation !== undefined) return equation(item.equation.expression)
    const annotations = Object.fromEntries(
      Object.entries(item.annotations ?? {}).filter(([, value]) => value !== undefined),
    )
    if (item.mention !== undefined) {
      const [type = 'user'] = Object.keys(item.mention).filter((key) => key !== 'type')
      const about = item.mention[type] as Json
      const words =
        typeof about.start === 'string' ? about.start : `@${typeof about.id === 'string' ? about.id : type}`
      return {
        ...text(words, annotations),
        type: 'mention',
        text: undefined,
        mention: { type, [type]: about },
      }
    }
    return text(item.text?.content ?? '', annotations, item.text?.link?.url)
  })
}
