import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '../../shared/model/arrangement.ts'
import { usePutColumns, useSavedViews } from '../api/use-views.ts'
import { textNamespaces } from '../copy/text-namespaces.ts'
import { hasWords } from '../ui/match-ranges.ts'
import { settingsSections } from '../features/settings/sections.ts'
import { type PaletteRow, paletteRow } from './palette-row.ts'
import type { ItemsSearch } from './search-params.ts'

/** What the list shows as the view was saved. */
const searchOf = (view: SavedView): ItemsSearch => ({
  q: view.search === '' ? undefined : view.search,
  type: view.type ?? undefined,
  account: view.accountId ?? undefined,
  inside: view.parentKey ?? undefined,
  sort: view.sort.length === 0 ? undefined : view.sort,
  filter: view.filter ?? undefined,
  view: view.id,
  layout: view.layout === 'board' ? 'board' : undefined,
  board: view.boardField ?? undefined,
})

interface PalettePlaces {
  readonly views: (text: string) => readonly PaletteRow[]
  readonly settings: (text: string) => readonly PaletteRow[]
}

/** Saved views and the parts of the settings, as lines of the palette. */
export function usePalettePlaces(): PalettePlaces {
  const { t } = useTranslation(textNamespaces)
  const router = useRouter()
  const views = useSavedViews().data ?? []
  const { mutate: putColumns } = usePutColumns()
  const settingsTitle = t('settings:title')
  return {
    views: (text) => [
      ...[
        { id: '', name: t('palette:allItems'), search: {}, columns: null, scope: '' },
        ...views.map((view) => ({
          ...view,
          search: searchOf(view),
          scope: view.parentKey ?? view.type ?? '',
        })),
      ]
        .filter(({ name }) => hasWords(name, text))
        .map(({ id, name, search, columns, scope }) =>
          paletteRow({
            id: `view ${id}`,
            group: 'views',
            label: name,
            run: () => {
              if (columns !== null) putColumns({ scope, columns })
              void router.navigate({ to: '/items', search })
            },
          }),
        ),
    ],
    settings: (text) => [
      ...settingsSections
        .filter(({ title }) => hasWords(`${settingsTitle} ${t(title)}`, text))
        .map(({ id, title }) => settingRow(router, { section: id }, t(title), settingsTitle)),
      ...settingsSections.flatMap(({ id, title, settings }) =>
        settings
          .filter(({ label, isInPaletteAlready }) => isInPaletteAlready !== true && hasWords(t(label), text))
          .map((setting) =>
            settingRow(
              router,
              { section: id, setting: setting.id },
              t(setting.label),
              `${settingsTitle} · ${t(title)}`,
            ),
          ),
      ),
    ],
  }
}

const settingRow = (
  router: ReturnType<typeof useRouter>,
  { section, setting }: { readonly section: string; readonly setting?: string },
  label: string,
  detail: string,
): PaletteRow =>
  paletteRow({
    id: `settings ${section} ${setting ?? ''}`,
    group: 'settings',
    label,
    detail,
    run: () => void router.navigate({ to: '/settings/$section', params: { section }, search: { setting } }),
  })
