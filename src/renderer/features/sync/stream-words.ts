import { useTranslation } from 'react-i18next'
import type { FeedName } from '../../../shared/model/feed.ts'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'
import { formatCount } from '../../ui/format.ts'

export interface StreamWords {
  /** What it is: "Contacts", or the name of a table. */
  name(stream: Pick<StreamStatus, 'type' | 'label'>): string
  /** `isShared`: see {@link isCountShared}; then no number tells how far the run is. */
  state(stream: StreamStatus, isShared?: boolean): string
  /** How many rows are here; of how many only where the provider said it, and "so far" where there may be more. */
  here(stream: StreamStatus, count: number): string
}

export function useStreamWords(): StreamWords {
  const { t } = useTranslation(['sync', 'ui'])
  return {
    name: ({ type, label }) => label ?? t(`ui:itemTypes.${type}`),
    state(stream, isShared = false) {
      const { state, mode, loaded, total, cap } = stream
      if (state === 'capped') return t('stream.capped', { cap: cap ?? loaded })
      if (state !== 'loading') return t(`stream.${state}`)
      if (mode === 'removals') return t('stream.removals')
      const key = `stream.${mode ?? 'full'}` as const
      if (isShared) return t(`${key}Shared`)
      return total === null ? t(`${key}SoFar`, { loaded }) : t(key, { loaded, total })
    },
    here(stream, count) {
      const shown = formatCount(count)
      const { state, total, finishedAtMs } = stream
      if (state === 'loading' || state === 'waiting') return t('here', { shown })
      // A load that was never finished may have left out anything.
      if (finishedAtMs === null && count > 0 && state !== 'capped') return t('hereSoFar', { shown })
      return total !== null && total > count
        ? t('hereOf', { shown, total: formatCount(total) })
        : t('here', { shown })
    },
  }
}

/**
 * Answers what people call a feed: by what it brings, or where it brings no items of its own (owners, links), by
 * the provider's own name for it.
 */
export function useFeedWords(): (feed: FeedName, streams: readonly StreamStatus[]) => string {
  const { t, i18n } = useTranslation(['sync', 'ui'])
  return (feed, streams) => {
    const label = streams.find((stream) => stream.label !== null)?.label
    if (label != null) return label
    const types = [...new Set(streams.map(({ type }) => t(`ui:itemTypes.${type}`)))]
    if (types.length > 0) return types.join(', ')
    // A provider's own feeds stand in the texts alone, so that none of them is spelled in the code.
    const key = `feeds.${feed}`
    return i18n.exists(key, { ns: 'sync' })
      ? t(key as 'feeds.links')
      : feed.charAt(0).toUpperCase() + feed.slice(1)
  }
}
