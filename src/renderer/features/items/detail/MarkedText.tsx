import Box from '@mui/material/Box'
import { Fragment, type ReactNode } from 'react'
import { type Stretch, stretchesOf } from './raw-blocks.ts'

/** More marks in one text than this make it slow and tell nobody anything. */
const mostMarks = 50

interface MarkedTextProps {
  readonly text: string
  readonly wanted: RegExp | null
  readonly isCurrent?: boolean
}

/** A text with what was looked for marked in it. */
export function MarkedText({ text, wanted, isCurrent = false }: MarkedTextProps) {
  if (wanted === null) return text
  const stretches = stretchesOf(text, wanted, mostMarks)
  return withMarks(text, stretches, isCurrent ? 'all' : null)
}

/** `current`: the stretch that somebody stands on, by its place. */
export function withMarks(
  text: string,
  stretches: readonly Stretch[],
  current: number | 'all' | null,
): ReactNode {
  if (stretches.length === 0) return text
  return (
    <>
      {stretches.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(stretches[index - 1]?.[1] ?? 0, from)}
          <Box
            component="mark"
            data-current={current === 'all' || current === index || undefined}
            sx={markLook}
          >
            {text.slice(from, to)}
          </Box>
        </Fragment>
      ))}
      {text.slice(stretches.at(-1)?.[1] ?? 0)}
    </>
  )
}

const markLook = {
  borderRadius: '2px',
  bgcolor: 'warning.light',
  // Black on the light amber of both schemes.
  color: 'common.black',
  '&[data-current]': { outline: '2px solid', outlineColor: 'warning.dark' },
} as const
