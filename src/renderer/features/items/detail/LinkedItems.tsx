import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemKey } from '../../../../shared/model/item.ts'
import type { ItemType } from '../../../../shared/model/item-type.ts'
import { isolated } from '../../../copy/isolated.ts'
import { formatCount } from '../../../ui/format.ts'
import { typeIcons } from '../type-icons.tsx'

export interface LinkedItem {
  readonly key: ItemKey
  readonly type: ItemType
  readonly name: string
  /** What the link is called, where the provider says it. */
  readonly label: string | null
}

interface LinkedItemsProps {
  /** What they have in common, with their number. */
  readonly title: string
  readonly links: readonly LinkedItem[]
  /** How many there are in all; `links` are the first of them. */
  readonly count: number
  /** Says of each what it is, where the title does not. */
  readonly isTyped?: boolean
  readonly onOpen: (key: ItemKey) => void
}

/** More are drawn only when somebody wants to see them. */
const atFirst = 8

/** Records that belong to another one, some at first; each leads to it. */
export function LinkedItems({ title, links, count, isTyped = false, onOpen }: LinkedItemsProps) {
  const { t } = useTranslation(['items', 'ui'])
  const headingId = useId()
  const [isWhole, setIsWhole] = useState(false)
  if (links.length === 0) return null
  const shown = isWhole ? links : links.slice(0, atFirst)
  return (
    <Box component="section" aria-labelledby={headingId}>
      <Typography id={headingId} variant="h3" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      <Box component="ul" sx={{ m: 0, mx: -1, p: 0, listStyle: 'none' }}>
        {shown.map(({ key, type, name, label }, index) => (
          // Two links may lead to the same record under different labels.
          <li key={`${key} ${String(index)}`}>
            <ButtonBase
              onClick={() => {
                onOpen(key)
              }}
              sx={linkLook}
            >
              {typeIcons[type]}
              <Box component="span" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                <Box component="bdi" sx={{ color: 'primary.main', fontWeight: 500 }}>
                  {name.trim() === '' ? t('unnamed') : name}
                </Box>{' '}
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {[
                    ...(isTyped ? [t(`ui:itemType.${type}`)] : []),
                    ...(label === null ? [] : [isolated(label)]),
                  ].join(' · ')}
                </Box>
              </Box>
            </ButtonBase>
          </li>
        ))}
      </Box>
      {!isWhole && links.length > atFirst && (
        <Button
          sx={{ ml: -1.5 }}
          onClick={() => {
            setIsWhole(true)
          }}
        >
          {t('links.more', { count: links.length - atFirst })}
        </Button>
      )}
      {count > links.length && (
        <Typography variant="caption" component="p" sx={{ m: 0, mt: 0.5, color: 'text.secondary' }}>
          {t('links.first', { shown: formatCount(shown.length), total: formatCount(count) })}
        </Typography>
      )}
    </Box>
  )
}

const linkLook = {
  display: 'flex',
  width: '100%',
  justifyContent: 'flex-start',
  alignItems: 'flex-start',
  gap: 1,
  px: 1,
  py: 0.5,
  borderRadius: 1,
  textAlign: 'start',
  typography: 'body2',
  '&:hover': { bgcolor: 'action.hover' },
  '& > svg': { fontSize: 16, mt: '2px', color: 'text.secondary' },
} as const
