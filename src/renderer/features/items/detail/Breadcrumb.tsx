import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Item, ItemKey } from '../../../../shared/model/item.ts'

/** What an item stands in. */
export interface Parent {
  readonly key: ItemKey
  readonly type: Item['type']
  readonly name: string
}

interface BreadcrumbProps {
  readonly item: Item
  /** From the outermost to the one that holds the item, as far as they are here. */
  readonly parents: readonly Parent[]
  readonly onOpen: (key: ItemKey) => void
}

/** Where an item stands, each step a way up. */
export function Breadcrumb({ item, parents, onOpen }: BreadcrumbProps) {
  const { t } = useTranslation(['detail', 'items'])
  // Nothing that is here holds it; its provider may have said where it is all the same.
  if (parents.length === 0) {
    if (item.parentPath === null) return null
    return (
      <Typography variant="caption" component="p" sx={placeLook}>
        {t('items:details.in')} <bdi>{item.parentPath}</bdi>
      </Typography>
    )
  }
  return (
    <Box component="nav" aria-label={t('place')} sx={placeLook}>
      <Box component="ol" sx={{ display: 'flex', flexWrap: 'wrap', m: 0, p: 0, listStyle: 'none' }}>
        {parents.map(({ key, name }, index) => (
          <li key={key}>
            {index > 0 && <span aria-hidden>&nbsp;/&nbsp;</span>}
            <Link
              component="button"
              type="button"
              variant="caption"
              sx={{ textAlign: 'start', verticalAlign: 'baseline', overflowWrap: 'anywhere' }}
              onClick={() => {
                onOpen(key)
              }}
            >
              <bdi>{name.trim() === '' ? t('items:unnamed') : name}</bdi>
            </Link>
          </li>
        ))}
      </Box>
    </Box>
  )
}

const placeLook = {
  m: 0,
  mt: 0.25,
  fontSize: '0.75rem',
  color: 'text.secondary',
  overflowWrap: 'anywhere',
} as const
