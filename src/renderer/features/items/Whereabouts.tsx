import InsideIcon from '@mui/icons-material/SubdirectoryArrowRight'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Item, ItemKey } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { insideCountQuery } from '../../api/use-items.ts'
import { useLoadInside } from '../../api/use-sync.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

interface WhereaboutsProps {
  readonly item: Item
  readonly provider: string
  /** Whether something lies in it that is loaded on demand, and whether it was asked for. */
  readonly inside: 'none' | 'not-loaded' | 'loaded'
  readonly onShowInside: (key: ItemKey) => void
}

/** What stands in an item, or the way to load it. */
export function Whereabouts({ item, provider, inside, onShowInside }: WhereaboutsProps) {
  const { t } = useTranslation('items')
  const count = useQuery(insideCountQuery(item.key)).data ?? 0
  if (count === 0 && inside === 'none') return null
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 1, px: 2, pt: 2 }}>
      {count > 0 && (
        <Button
          variant="outlined"
          color="inherit"
          startIcon={<InsideIcon />}
          onClick={() => {
            onShowInside(item.key)
          }}
        >
          {t('details.showInside', { count })}
        </Button>
      )}
      {inside === 'loaded' && count === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('details.insideEmpty')}
        </Typography>
      )}
      {inside === 'not-loaded' && <LoadInside itemKey={item.key} provider={provider} />}
    </Box>
  )
}

/** Loads what lies in a table from now on, and says before what that costs. */
function LoadInside({ itemKey, provider }: { readonly itemKey: ItemKey; readonly provider: string }) {
  const { t } = useTranslation('items')
  const load = useLoadInside()
  return (
    <>
      <Button
        variant="contained"
        loading={load.isPending}
        onClick={() => {
          load.mutate(itemKey)
        }}
      >
        {t('details.loadInside')}
      </Button>
      <Typography variant="caption" component="p" sx={{ m: 0, color: 'text.secondary' }}>
        {t('details.loadInsideHint', { provider })}
      </Typography>
      {load.error !== null && <ErrorNotice {...problemOf(load.error)} provider={provider} />}
    </>
  )
}
