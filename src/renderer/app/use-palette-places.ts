import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '../../shared/model/arrangement.ts'
import { usePutColumns, useSavedViews } from '../api/use-views.ts'
import { hasWords } from '../ui/match-ranges.ts'
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
  const { t } = useTranslation(['palette', 'settings', 'keyboard'])
  const router = useRouter()
  const views = useSavedViews().data ?? []
  const { mutate: putColumns } = usePutColumns()
  const parts = [
    t('settings:workspace.title'),
    t('settings:apps.title'),
    t('settings:appearance.title'),
    t('keyboard:title'),
    t('settings:network.title'),
    t('settings:storage.title'),
    t('settings:about.title'),
  ]
  const settingsTitle = t('settings:title')
  return {
    views: (text) => [
      ...[
        { id: '', name: t('allItems'), search: {}, columns: null, scope: '' },
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
    settings: (text) =>
      parts
        .filter((title) => hasWords(`${settingsTitle} ${title}`, text))
        .map((title) =>
          paletteRow({
            id: `settings ${title}`,
            group: 'settings',
            label: title,
            detail: settingsTitle,
            run: () => void router.navigate({ to: '/settings' }).then(() => showPart(title)),
          }),
        ),
  }
}

/** Brings a part of the settings into view, once the screen is drawn. */
function showPart(title: string, framesLeft = 60): void {
  const heading = [...document.querySelectorAll<HTMLElement>('main h2')].find(
    ({ textContent }) => textContent === title,
  )
  if (heading !== undefined) {
    heading.tabIndex = -1
    heading.focus()
  } else if (framesLeft > 0) {
    requestAnimationFrame(() => {
      showPart(title, framesLeft - 1)
    })
  }
}
