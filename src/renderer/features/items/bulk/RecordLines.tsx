import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ItemKey, itemKeyParts } from '../../../../shared/model/item.ts'
import { itemQuery } from '../../../api/use-items.ts'

interface RecordLinesProps {
  readonly label: string
  readonly lines: readonly { readonly key: ItemKey; readonly text: string | null }[]
  readonly onOpen: (key: ItemKey) => void
}

const mostAtFirst = 50

/** Records by their names, each of which opens it, with what is to be said about each. */
export function RecordLines({ label, lines, onOpen }: RecordLinesProps) {
  const { t } = useTranslation('bulk')
  const [most, setMost] = useState(mostAtFirst)
  const more = lines.length - most
  return (
    <Box tabIndex={0} role="group" aria-label={label} sx={{ overflow: 'auto', maxHeight: 240 }}>
      <Box component="ul" aria-label={label} sx={listLook}>
        {lines.slice(0, most).map(({ key, text }) => (
          <li key={key}>
            <RecordName recordKey={key} onOpen={onOpen} />
            {text !== null && <span dir="auto">{text}</span>}
          </li>
        ))}
      </Box>
      {more > 0 && (
        <Button
          size="small"
          onClick={() => {
            setMost(most * 10)
          }}
        >
          {t('lines.more', { count: more })}
        </Button>
      )}
    </Box>
  )
}

interface RecordNameProps {
  readonly recordKey: ItemKey
  readonly onOpen: (key: ItemKey) => void
}

function RecordName({ recordKey, onOpen }: RecordNameProps) {
  const { t } = useTranslation('items')
  const { data, error } = useQuery(itemQuery(recordKey))
  const name = data?.item.name.trim() ?? ''
  // What is gone has no name any more; its id may still be known to somebody.
  if (error !== null) return <bdi>{itemKeyParts(recordKey)?.externalId ?? ''}</bdi>
  return (
    <Link
      component="button"
      type="button"
      sx={{ textAlign: 'start', overflowWrap: 'anywhere' }}
      onClick={() => {
        onOpen(recordKey)
      }}
    >
      <bdi>{data === undefined ? '…' : name === '' ? t('unnamed') : name}</bdi>
    </Link>
  )
}

const listLook = {
  m: 0,
  p: 0,
  listStyle: 'none',
  fontSize: '0.8125rem',
  '& li': {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 2fr) minmax(0, 3fr)',
    columnGap: 1.5,
    py: 0.5,
    px: 1,
    borderBottom: 1,
    borderColor: 'divider',
    overflowWrap: 'anywhere',
  },
} as const
