import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { Item, ItemKey } from '../../../../shared/model/item.ts'
import { formatDateTime } from '../../../ui/format.ts'
import { propertyLook } from '../property-look.ts'
import { HistorySection } from './HistorySection.tsx'
import { KeptVersions } from './KeptVersions.tsx'
import { OwnChanges } from './OwnChanges.tsx'

interface ItemHistoryProps {
  readonly item: Item
  readonly provider: string
  /** Epoch ms. */
  readonly loadedAtMs: number
  /** Whether it is a contact that can be changed from here, so that changes and versions of it are kept. */
  readonly isEdited: boolean
  readonly onShowChanges: (key: ItemKey) => void
}

/** What is known of an item's past: the user's own changes, the versions that are kept, and its provider's times. */
export function ItemHistory({ item, provider, loadedAtMs, isEdited, onShowChanges }: ItemHistoryProps) {
  const { t } = useTranslation('detail')
  const times: readonly (readonly [label: string, atMs: number | null])[] = [
    [t('history.modified', { provider }), item.modifiedAtMs],
    [t('history.created', { provider }), item.createdAtMs],
    [t('history.loaded'), loadedAtMs],
  ]
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2.5, p: 2 }}>
      {isEdited && <OwnChanges item={item} provider={provider} onShowChanges={onShowChanges} />}
      {isEdited && <KeptVersions contactKey={item.key} provider={provider} />}
      <HistorySection title={t('history.times')}>
        <Box component="dl" sx={propertyLook}>
          {times.map(([label, atMs]) => (
            <div key={label} className="line">
              <dt>{label}</dt>
              <dd>
                {atMs === null ? (
                  <span className="empty">{t('history.notSaid')}</span>
                ) : (
                  <time dateTime={new Date(atMs).toISOString()}>{formatDateTime(atMs)}</time>
                )}
              </dd>
            </div>
          ))}
        </Box>
      </HistorySection>
    </Box>
  )
}
