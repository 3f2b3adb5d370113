import DoneIcon from '@mui/icons-material/CheckBoxOutlined'
import OpenIcon from '@mui/icons-material/CheckBoxOutlineBlank'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Fragment, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { type Block, readMarkdown } from './markdown-blocks.ts'
import type { Inline } from './markdown-inlines.ts'

/** A page may have twenty thousand blocks; the rest is drawn when somebody wants to read on. */
const atOnce = 300

/**
 * A page's text. It came from outside: nothing of it becomes HTML, a link is words with its address beside them, and
 * no picture is fetched.
 */
export function MarkdownText({ text }: { readonly text: string }) {
  const { t } = useTranslation('items')
  const blocks = useMemo(() => readMarkdown(text), [text])
  const [shownCount, setShownCount] = useState(atOnce)
  return (
    <Box dir="auto" sx={textLook}>
      <Blocks blocks={blocks.slice(0, shownCount)} />
      {blocks.length > shownCount && (
        <Button
          variant="outlined"
          color="inherit"
          onClick={() => {
            setShownCount(shownCount + atOnce)
          }}
        >
          {t('content.readOn', { count: blocks.length - shownCount })}
        </Button>
      )}
    </Box>
  )
}

const listTags = { bullet: 'ul', todo: 'ul', number: 'ol' } as const
type ListKind = keyof typeof listTags
const isListKind = (kind: Block['kind']): kind is ListKind => kind in listTags

function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  const parts: ReactNode[] = []
  for (let at = 0; at < blocks.length;) {
    const block = blocks[at]
    if (block === undefined) break
    const { kind } = block
    if (isListKind(kind)) {
      const end = blocks.findIndex((one, index) => index > at && one.kind !== kind)
      const items = blocks.slice(at, end === -1 ? blocks.length : end)
      const List = listTags[kind]
      parts.push(
        <List key={at} className={kind}>
          {items.map((item, index) => (
            // A page is drawn once: nothing moves in it.
            <li key={index}>
              {kind === 'todo' && <Tick isDone={item.isDone} />}
              <Words words={item.words} />
              <Blocks blocks={item.children} />
            </li>
          ))}
        </List>,
      )
      at += items.length
    } else {
      parts.push(<OneBlock key={at} block={block} />)
      at += 1
    }
  }
  return parts
}

function OneBlock({ block }: { readonly block: Block }) {
  const { t } = useTranslation('items')
  const { kind, level, words, code, rows, children } = block
  const below = children.length > 0 && (
    <div className="below">
      <Blocks blocks={children} />
    </div>
  )
  switch (kind) {
    case 'heading': {
      // The item's name is the heading above them.
      const Heading = (['h3', 'h4', 'h5'] as const)[level - 1] ?? 'h6'
      return (
        <>
          <Heading>
            <Words words={words} />
          </Heading>
          {below}
        </>
      )
    }
    case 'quote':
      return (
        <blockquote>
          <Words words={words} />
          {below}
        </blockquote>
      )
    case 'code':
      return (
        // Holds nothing to press, and must be scrolled with the keyboard all the same.
        <Box component="pre" tabIndex={0} role="region" aria-label={t('content.code')}>
          <code>{code}</code>
        </Box>
      )
    case 'rule':
      return <hr />
    case 'table':
      return (
        <Box className="table" tabIndex={0} role="region" aria-label={t('content.table')}>
          <table>
            <tbody>
              {rows.map((cells, index) => (
                <tr key={index}>
                  {cells.map((cell, column) => (
                    <td key={column}>
                      <Words words={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Box>
      )
    case 'paragraph':
    default:
      return (
        <>
          <p>
            <Words words={words} />
          </p>
          {below}
        </>
      )
  }
}

function Tick({ isDone }: { readonly isDone: boolean }) {
  const { t } = useTranslation('items')
  return (
    <>
      {isDone ? <DoneIcon aria-hidden /> : <OpenIcon aria-hidden />}
      <VisuallyHidden component="span">{t(isDone ? 'content.done' : 'content.toDo')} </VisuallyHidden>
    </>
  )
}

const tagOf = { bold: 'strong', italic: 'em', strike: 's', code: 'code' } as const

function Words({ words }: { readonly words: readonly Inline[] }) {
  return words.map(({ text, marks, address }, index) => {
    const marked = marks.reduceRight<ReactNode>((inner, mark) => {
      const Tag = tagOf[mark]
      return <Tag>{inner}</Tag>
    }, text)
    // Where a link of several runs ends, its address follows once.
    const isEnd = address !== null && words[index + 1]?.address !== address && address !== text
    return (
      <Fragment key={index}>
        {address === null ? marked : <span className="link">{marked}</span>}
        {isEnd && <span className="address"> ({address})</span>}
      </Fragment>
    )
  })
}

const textLook = {
  typography: 'body2',
  lineHeight: 1.6,
  overflowWrap: 'anywhere',
  whiteSpace: 'pre-wrap',
  '& p, & ul, & ol, & blockquote, & pre, & .table': { my: 0.75 },
  '& h3, & h4, & h5, & h6': { mt: 2, mb: 0.5, lineHeight: 1.35, fontWeight: 650 },
  '& h3': { fontSize: '1.0625rem' },
  '& h4': { fontSize: '0.9375rem' },
  '& h5, & h6': { fontSize: '0.8125rem' },
  '& > :first-of-type': { mt: 0 },
  '& ul, & ol': { pl: 2.5 },
  '& .todo': { pl: 0, listStyle: 'none' },
  '& li .todo': { pl: 2.5 },
  '& li > ul, & li > ol': { my: 0 },
  '& .todo svg': { fontSize: 16, mr: 0.75, verticalAlign: '-3px', color: 'text.secondary' },
  '& .below': { pl: 2.5 },
  '& blockquote': { mx: 0, pl: 1.5, borderLeft: 3, borderColor: 'divider', color: 'text.secondary' },
  '& code': { fontSize: '0.92em', px: '3px', borderRadius: '3px', bgcolor: 'raised' },
  '& pre': { p: 1.25, borderRadius: 1, bgcolor: 'raised', overflowX: 'auto', whiteSpace: 'pre' },
  '& pre code': { p: 0 },
  '& hr': { border: 0, borderTop: 1, borderColor: 'divider', my: 2 },
  '& .table': { overflowX: 'auto' },
  '& table': { borderCollapse: 'collapse', fontSize: '0.8125rem' },
  '& td': { border: 1, borderColor: 'divider', px: 1, py: 0.5, verticalAlign: 'top', minWidth: 60 },
  '& .link': { textDecoration: 'underline' },
  '& .address': { color: 'text.secondary', fontSize: '0.92em' },
} as const
