import InsideIcon from '@mui/icons-material/SubdirectoryArrowRight'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Item, ItemKey } from '../../../../shared/model/item.ts'
import type { ItemType } from '../../../../shared/model/item-type.ts'
import { insideQuery } from '../../../api/use-items.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import type { Parent } from './Breadcrumb.tsx'
import { type LinkedItem, LinkedItems } from './LinkedItems.tsx'

interface RelatedItemsProps {
  readonly item: Item
  readonly parents: readonly Parent[]
  readonly links: readonly LinkedItem[]
  /** How many there are of each type; `links` has the first of each. */
  readonly linkCounts: readonly { readonly type: ItemType; readonly count: number }[]
  readonly onOpen: (key: ItemKey) => void
  readonly onShowInside: (key: ItemKey) => void
}

/** What belongs to an item: what it stands in, what it is linked with, by type, and what stands in it. */
export function RelatedItems(props: RelatedItemsProps) {
  const { item, parents, links, linkCounts, onOpen, onShowInside } = props
  const { t } = useTranslation(['detail', 'items', 'ui'])
  const inside = useQuery(insideQuery(item.key)).data
  // A company's contacts stand in it and are linked with it, as a contact is with its company; once is enough.
  const linked = new Set(links.map(({ key }) => key))
  const unlinkedParents = parents.filter(({ key }) => !linked.has(key))
  const others = (inside?.rows ?? []).filter(({ key }) => !linked.has(key))
  const total = inside?.total ?? 0
  if (parents.length === 0 && links.length === 0 && inside !== undefined && total === 0) {
    return (
      <EmptyState title={t('related.none')} level="h3">
        {t('related.noneBody')}
      </EmptyState>
    )
  }
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, p: 2 }}>
      {unlinkedParents.length > 0 && (
        <LinkedItems
          title={t('related.standsIn')}
          links={unlinkedParents.map((parent) => ({ ...parent, label: null }))}
          count={unlinkedParents.length}
          isTyped
          onOpen={onOpen}
        />
      )}
      {linkCounts.map(({ type, count }) => (
        <LinkedItems
          key={type}
          title={t('related.ofType', { type: t(`ui:itemTypes.${type}`), count })}
          links={links.filter((link) => link.type === type)}
          count={count}
          onOpen={onOpen}
        />
      ))}
      {others.length > 0 && (
        <LinkedItems
          title={t('related.inside', { count: total })}
          links={others.map(({ key, type, name }) => ({ key, type, name, label: null }))}
          count={Math.max(others.length, total - (inside?.rows.length ?? 0) + others.length)}
          isTyped
          onOpen={onOpen}
        />
      )}
      {total > 0 && (
        <Box>
          <Button
            variant="outlined"
            color="inherit"
            startIcon={<InsideIcon />}
            onClick={() => {
              onShowInside(item.key)
            }}
          >
            {t('related.showAll', { count: total })}
          </Button>
        </Box>
      )}
      {inside === undefined && (
        <Typography variant="caption" role="status" sx={{ color: 'text.secondary' }}>
          {t('related.looking')}
        </Typography>
      )}
    </Box>
  )
}
