/** JSON whose insides depend on a type that stands in it. */
export type Json = Record<string, unknown>

type Annotations = {
  bold: boolean
  italic: boolean
  strikethrough: boolean
  underline: boolean
  code: boolean
  color: string
}

/** One run of a text as Notion gives it (schema RichTextItemResponse of the official client). */
export type RichText = {
  type: 'text' | 'mention' | 'equation'
  plain_text: string
  href: string | null
  annotations: Annotations
} & Json

const PLAIN: Annotations = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}

export function text(content: string, annotations: Partial<Annotations> = {}, url?: string): RichText {
  return {
    type: 'text',
    text: { content, link: url === undefined ? null : { url } },
    annotations: { ...PLAIN, ...annotations },
    plain_text: content,
    href: url ?? null,
  }
}

/** A text of one run; an empty one has none. */
export function runs(content: string): RichText[] {
  return content === '' ? [] : [text(content)]
}

export function mentionUser(id: string, name: string): RichText {
  return mention({ type: 'user', user: { object: 'user', id } }, `@${name}`, null)
}

export function mentionPage(id: string, title: string): RichText {
  return mention({ type: 'page', page: { id } }, title, `https://app.notion.com/p/${id.replaceAll('-', '')}`)
}

export function mentionDate(start: string): RichText {
  return mention({ type: 'date', date: { start, end: null, time_zone: null } }, start, null)
}

export function equation(expression: string): RichText {
  return {
    type: 'equation',
    equation: { expression },
    annotations: PLAIN,
    plain_text: expression,
    href: null,
  }
}

/** The text without its dress. */
export function plainOf(richText: readonly RichText[]): string {
  return richText.map(({ plain_text }) => plain_text).join('')
}

function mention(content: Json, plainText: string, href: string | null): RichText {
  return { type: 'mention', mention: content, annotations: PLAIN, plain_text: plainText, href }
}
