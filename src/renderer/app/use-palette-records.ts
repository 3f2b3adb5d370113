import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Item, ItemKey, ItemRow } from '../../shared/model/item.ts'
import { useAccounts } from '../api/use-accounts.ts'
import { useFoundItems } from '../api/use-found-items.ts'
import { useRecentItems, useRecentKeys } from '../api/use-recents.ts'
import { isolated } from '../copy/isolated.ts'
import type { PaletteQuery } from './palette-prefix.ts'
import { type PaletteGroup, type PaletteRow, paletteRow } from './palette-row.ts'

/** How many records are asked for, and how many shown. */
const mostFound = 30
const mostShown = 8
const mostRecent = 6

type Shown = Pick<Item | ItemRow, 'key' | 'type' | 'name' | 'email' | 'accountId'>

/** Makes lines of records: choosing one opens it beside the list. */
export function useRecordRows(): (items: readonly Shown[], group: PaletteGroup) => readonly PaletteRow[] {
  const { t } = useTranslation(['palette', 'ui'])
  const router = useRouter()
  const accounts = useAccounts().data ?? []
  const open = (key: ItemKey): void => {
    const { pathname } = router.state.location
    void router.navigate({
      to: '/items',
      // On the list everything stays as it is and the record is shown beside it.
      search: (before) => (pathname === '/items' ? { ...before, selected: key } : { selected: key }),
    })
  }
  return (items, group) =>
    items.map(({ key, type, name, email, accountId }) =>
      paletteRow({
        id: `record ${key}`,
        group,
        label: name.trim() === '' ? t('unnamed') : name,
        detail: [
          t(`ui:itemType.${type}`),
          isolated(email ?? ''),
          isolated(accounts.find(({ id }) => id === accountId)?.label ?? ''),
        ]
          .filter((part) => part !== '')
          .join(' · '),
        type,
        run: () => {
          open(key)
        },
      }),
    )
}

interface PaletteRecords {
  readonly rows: readonly PaletteRow[]
  readonly isPending: boolean
}

/** Records for what was typed: those opened lately for nothing, else the hits, those opened lately first. */
export function usePaletteRecords({ scope, text }: PaletteQuery): PaletteRecords {
  const isWanted = scope === 'all' || scope === 'people'
  const type = scope === 'people' ? 'contact' : null
  const found = useFoundItems(isWanted ? text : '', type, mostFound)
  const recentKeys = new Set<string>(useRecentKeys())
  const recent = useRecentItems(mostRecent)
  const rowsOf = useRecordRows()
  if (!isWanted) return { rows: [], isPending: false }
  if (text === '') {
    return {
      rows: rowsOf(
        recent.filter((one) => type === null || one.type === type),
        'recent',
      ),
      isPending: false,
    }
  }
  const known = found.rows.filter(({ key }) => recentKeys.has(key))
  const others = found.rows.filter(({ key }) => !recentKeys.has(key))
  const rows = rowsOf([...known, ...others].slice(0, mostShown), scope === 'people' ? 'people' : 'records')
  return { rows, isPending: found.isPending }
}
