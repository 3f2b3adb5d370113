import Box from '@mui/material/Box'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogLine } from '../../../../shared/model/diagnostics.ts'
import { formatDateTime } from '../../../ui/format.ts'

interface LogLinesProps {
  readonly lines: readonly LogLine[]
  /** The last line is in sight: more may be read. */
  readonly onEnd: () => void
}

const rowHeight = 30

/** Lines of the log of which only those in sight are drawn; the chosen one is shown whole below. */
export function LogLines({ lines, onEnd }: LogLinesProps) {
  const { t } = useTranslation('diagnostics')
  const scroller = useRef<HTMLDivElement>(null)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = lines.find(({ id }) => id === chosenId)
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing of it leaves this component
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const rows = virtualizer.getVirtualItems()
  const lastShown = rows.at(-1)?.index ?? -1
  useEffect(() => {
    if (lastShown >= lines.length - 1) onEnd()
  }, [lastShown, lines.length, onEnd])
  return (
    <>
      <Box ref={scroller} sx={{ height: 320, overflow: 'auto', borderTop: 1, borderColor: 'divider' }}>
        <Box
          component="ul"
          aria-label={t('log.title')}
          sx={{ position: 'relative', m: 0, p: 0, listStyle: 'none', height: virtualizer.getTotalSize() }}
        >
          {rows.map(({ index, start }) => {
            const line = lines[index]
            if (line === undefined) return null
            return (
              <Box
                component="li"
                key={line.id}
                aria-posinset={index + 1}
                aria-setsize={lines.length}
                sx={{ position: 'absolute', insetInline: 0, top: start, height: rowHeight }}
              >
                <Box
                  component="button"
                  type="button"
                  aria-pressed={line.id === chosenId}
                  onClick={() => {
                    setChosenId(line.id === chosenId ? null : line.id)
                  }}
                  sx={lineLook}
                >
                  <span className={`level ${line.level}`}>{t(`log.levels.${line.level}`)}</span>
                  <time>{line.atMs === null ? '' : formatDateTime(line.atMs)}</time>
                  <code dir="ltr" translate="no" title={`${line.event} ${line.fields}`}>
                    {line.event} {line.fields}
                  </code>
                </Box>
              </Box>
            )
          })}
        </Box>
      </Box>
      {chosen !== undefined && (
        <Box
          component="pre"
          tabIndex={0}
          role="region"
          aria-label={t('log.line')}
          dir="ltr"
          sx={{
            m: 0,
            p: 1.5,
            bgcolor: 'raised',
            fontSize: '0.75rem',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
          }}
        >
          <code translate="no">
            {chosen.event}
            {'\n'}
            {whole(chosen.fields)}
          </code>
        </Box>
      )}
    </>
  )
}

function whole(fields: string): string {
  try {
    return JSON.stringify(JSON.parse(fields), null, 2).replaceAll(String.raw`\n`, '\n')
  } catch {
    return fields
  }
}

const lineLook = {
  display: 'flex',
  gap: 1.5,
  alignItems: 'center',
  width: '100%',
  height: '100%',
  p: 0,
  border: 0,
  font: 'inherit',
  fontSize: '0.75rem',
  textAlign: 'start',
  color: 'inherit',
  bgcolor: 'transparent',
  cursor: 'pointer',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  '&:hover, &[aria-pressed="true"]': { bgcolor: 'action.hover' },
  '&:focus-visible': { outlineOffset: -2 },
  '& .level': { width: '4rem', flexShrink: 0, fontWeight: 600 },
  '& .error': { color: 'error.main' },
  '& .warn': { color: 'warning.main' },
  '& time': { flexShrink: 0, color: 'text.secondary' },
  '& code': { overflow: 'hidden', textOverflow: 'ellipsis' },
} as const
