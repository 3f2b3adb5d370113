import { plainOf, type Json, type RichText } from './rich-text.ts'

/** A block for the purpose of writing it down, with what stands in it. */
export type MarkdownBlock = { id: string; type: string; value: Json; children: readonly MarkdownBlock[] }

/**
 * Blocks as Markdown, at most `most` of them. What is left out, and what has no form in Markdown, is named.
 */
export function toMarkdown(
  blocks: readonly MarkdownBlock[],
  most: number,
): { markdown: string; isTruncated: boolean; unknown: string[] } {
  const unknown: string[] = []
  let count = 0
  let isTruncated = false

  const write = (list: readonly MarkdownBlock[], indent: string): string[] => {
    const lines: string[] = []
    for (const block of list) {
      if (count >= most) {
        isTruncated = true
        unknown.push(block.id)
        // The first one that is missing stands for the rest of its list.
        break
      }
      count++
      const line = lineOf(block)
      if (line === undefined) {
        unknown.push(block.id)
        lines.push(`${indent}<unknown url="https://app.notion.com/p/${block.id.replaceAll('-', '')}" />`)
      } else {
        lines.push(`${indent}${line}`, ...write(block.children, `${indent}\t`))
      }
    }
    return lines
  }
  return { markdown: write(blocks, '').join('\n'), isTruncated, unknown }
}

function lineOf({ id, type, value }: MarkdownBlock): string | undefined {
  const rich = (value.rich_text ?? []) as RichText[]
  const words = inline(rich)
  const url = typeof value.url === 'string' ? value.url : fileUrl(value)
  const caption = plainOf((value.caption ?? []) as RichText[])
  switch (type) {
    case 'paragraph':
    case 'template':
    case 'toggle':
      return type === 'toggle' ? `<details><summary>${words}</summary></details>` : words
    case 'heading_1':
    case 'heading_2':
    case 'heading_3':
    case 'heading_4':
      return `${'#'.repeat(Number(type.at(-1)))} ${words}`
    case 'bulleted_list_item':
      return `- ${words}`
    case 'numbered_list_item':
      return `1. ${words}`
    case 'to_do':
      return `- [${value.checked === true ? 'x' : ' '}] ${words}`
    case 'quote':
      return `> ${words}`
    case 'callout':
      return `<callout>${words}</callout>`
    case 'code':
      return `\`\`\`${String(value.language)}\n${plainOf(rich)}\n\`\`\``
    case 'equation':
      return `$$${String(value.expression)}$$`
    case 'divider':
      return '---'
    case 'table_row':
      return `| ${(value.cells as RichText[][]).map((cell) => plainOf(cell).replaceAll('|', '\\|')).join(' | ')} |`
    case 'child_page':
      return `<page url="https://app.notion.com/p/${id.replaceAll('-', '')}">${escape(String(value.title))}</page>`
    case 'child_database':
      return `<database url="https://app.notion.com/p/${id.replaceAll('-', '')}">${escape(String(value.title))}</database>`
    case 'image':
      return `![${caption}](${url})`
    case 'table':
    case 'column_list':
    case 'column':
    case 'synced_block':
      return `<${type}>`
    case 'video':
    case 'pdf':
    case 'file':
    case 'audio':
      return `<${type} src="${url}">${caption}</${type}>`
    case 'table_of_contents':
      return '<table_of_contents/>'
    default:
      return undefined
  }
}

function inline(rich: readonly RichText[]): string {
  return rich
    .map(({ annotations, href, plain_text, type }) => {
      if (type === 'equation') return `$${plain_text}$`
      let words = annotations.code ? `\`${plain_text}\`` : escape(plain_text)
      if (annotations.bold) words = `**${words}**`
      if (annotations.italic) words = `*${words}*`
      if (annotations.strikethrough) words = `~~${words}~~`
      return href === null ? words : `[${words}](${href})`
    })
    .join('')
}

function escape(words: string): string {
  return words.replace(/[\\*~`$[\]<>{}|^]/g, '\\$&')
}

function fileUrl(value: Json): string {
  const file = (value.external ?? value.file) as { url?: string } | undefined
  return file?.url ?? ''
}

/** Markdown as blocks, line by line: headings, lists, to-dos, quotes, rules; anything else is a paragraph. */
export function fromMarkdown(markdown: string): { type: string; words: string; checked?: boolean }[] {
  return markdown
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, hashes, title] = /^(#{1,4}) (.*)$/.exec(line) ?? []
      if (hashes !== undefined) return { type: `heading_${hashes.length}`, words: title ?? '' }
      const [, mark, task] = /^- \[([ x])\] (.*)$/.exec(line) ?? []
      if (mark !== undefined) return { type: 'to_do', words: task ?? '', checked: mark === 'x' }
      if (line.startsWith('- ')) return { type: 'bulleted_list_item', words: line.slice(2) }
      if (/^\d+\. /.test(line)) return { type: 'numbered_list_item', words: line.replace(/^\d+\. /, '') }
      if (line.startsWith('> ')) return { type: 'quote', words: line.slice(2) }
      if (line === '---') return { type: 'divider', words: '' }
      return { type: 'paragraph', words: line }
    })
}
