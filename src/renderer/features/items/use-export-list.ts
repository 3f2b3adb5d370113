import { useTranslation } from 'react-i18next'
import { useExportableList } from '../../ui/export-request.ts'
import type { ListView } from './use-list-view.ts'
import type { Views } from './views/use-views.ts'

/** Offers to write the list to a file as it stands, or what is selected in it. */
export function useExportList(list: ListView, { chosen }: Views): void {
  const { t } = useTranslation(['exporting', 'ui'])
  const { query, snapshot, selection, columns, kept } = list
  useExportableList(() => {
    const isExact = snapshot.total !== null && !snapshot.isMore && snapshot.progress === null
    const described = selection.count === 0 ? null : selection.describe()
    return {
      query: { ...query, kept: [...kept.kept] },
      columns: columns.columns.map(({ field }) => field),
      name: chosen?.name ?? (query.type === null ? t('listName') : t(`ui:itemType.${query.type}`)),
      total: isExact ? snapshot.total : null,
      selection:
        described === null
          ? null
          : {
              count: selection.count,
              keys: described.kind === 'keys' ? described.keys : null,
              except: described.kind === 'all' ? described.except : [],
            },
    }
  })
}
