import Box from '@mui/material/Box'
import { memo, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type RawBlock, rawBlocks, type Stretch, stretchesIn } from './raw-blocks.ts'
import { withMarks } from './MarkedText.tsx'

/** With more hits, only those near the present one are marked. */
const mostMarked = 1_000

interface RawJsonProps {
  readonly text: string
  readonly hits: readonly Stretch[]
  /** The hit that is shown, by its place. */
  readonly current: number
}

/** The record as text. What is out of sight is not laid out, so that a megabyte opens at once. */
export function RawJson({ text, hits, current }: RawJsonProps) {
  const { t } = useTranslation('detail')
  const element = useRef<HTMLDivElement>(null)
  const blocks = useMemo(() => rawBlocks(text), [text])
  const hit = hits[current]
  useEffect(() => {
    if (hit !== undefined)
      element.current?.querySelector('mark[data-current]')?.scrollIntoView({ block: 'center' })
  }, [hit])
  return (
    <Box component="pre" ref={element} aria-label={t('json.rawLabel')} sx={rawLook}>
      {blocks.map((block) => {
        const isHere = hit !== undefined && hit[0] >= block.at && hit[0] < block.at + block.text.length
        const marked = hits.length <= mostMarked || isHere ? stretchesIn(block, hits) : none
        const place = isHere ? marked.findIndex(([from]) => from === hit[0] - block.at) : null
        return (
          <Block key={block.at} block={block} marked={marked.length === 0 ? none : marked} current={place} />
        )
      })}
    </Box>
  )
}

const none: readonly Stretch[] = []

interface BlockProps {
  readonly block: RawBlock
  readonly marked: readonly Stretch[]
  readonly current: number | null
}

const Block = memo(function Block({ block, marked, current }: BlockProps) {
  return <code>{withMarks(block.text, marked, current)}</code>
})

const rawLook = {
  m: 0,
  font: 'inherit',
  whiteSpace: 'pre-wrap',
  '& code': {
    display: 'block',
    font: 'inherit',
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 3600px',
  },
} as const
