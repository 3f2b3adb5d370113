import NoMatchIcon from '@mui/icons-material/SearchOff'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ItemQuery } from '../../../shared/model/item.ts'
import { plainQuery } from '../../../shared/plain-query.ts'
import { useListCount } from '../../api/use-list-counts.ts'
import { isolated } from '../../copy/isolated.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterChip } from './filters/FilterChip.tsx'
import { withoutPart } from './filters/filter-edits.ts'
import { partWords } from './filters/filter-words.ts'
import type { FilterFields } from './filters/use-filter-fields.ts'
import type { ListSearch } from './list-search.ts'
import { noView } from './views/saved-view.ts'

interface NoMatchProps {
  readonly query: ItemQuery
  /** The name of the item that the list is narrowed to; null where it is not. */
  readonly inside: string | null
  readonly accounts: readonly Account[]
  readonly fields: FilterFields
  readonly isLoading: boolean
  readonly onChange: (change: ListSearch) => void
}

interface Narrowed {
  readonly words: string
  readonly change: ListSearch
}

/** Nothing matches: everything that narrows the list, each to be taken away, and the way to all that matches without. */
export function NoMatch({ query, inside, accounts, fields, isLoading, onChange }: NoMatchProps) {
  const { t } = useTranslation(['filters', 'items', 'ui'])
  const { search, type, accountId, filter } = query
  const source = accounts.find(({ id }) => id === accountId)
  const narrowed: readonly (Narrowed | false)[] = [
    search !== '' && {
      words: t('empty.search', { search: isolated(search) }),
      change: { q: undefined },
    },
    type !== null && {
      words: t('empty.type', { type: t(`ui:itemTypes.${type}`) }),
      change: { type: undefined },
    },
    source !== undefined && {
      words: t('empty.source', { source: isolated(source.label) }),
      change: { account: undefined },
    },
    inside !== null && {
      words: t('empty.inside', { name: isolated(inside) }),
      change: { inside: undefined },
    },
    ...(filter?.parts ?? []).map((part, index) => ({
      words: partWords(part, fields),
      change: { filter: (filter === null ? null : withoutPart(filter, index)) ?? undefined },
    })),
  ]
  const chips = narrowed.filter((one) => one !== false)
  const isNarrowedFurther = chips.length > (search === '' ? 0 : 1)
  const everywhere = useListCount(plainQuery({ search }), isNarrowedFurther)
  const everywhereKey = search === '' ? 'empty.all' : 'empty.everything'
  const everywhereWords =
    everywhere === null
      ? t(`${everywhereKey}Uncounted`)
      : t(everywhere.isMore ? `${everywhereKey}More` : everywhereKey, { count: everywhere.total })
  const title = (): string => {
    if (search === '') return t('empty.title')
    if (type === null) return t('items:empty.noMatch', { search: isolated(search) })
    const types = t(`ui:itemTypesInText.${type}`)
    return t('items:empty.noMatchInType', { search: isolated(search), types })
  }
  return (
    <EmptyState
      icon={<NoMatchIcon />}
      title={title()}
      actions={
        isNarrowedFurther &&
        everywhere?.total !== 0 && (
          <Button
            variant="outlined"
            color="inherit"
            onClick={() => {
              onChange({ ...noView, q: search === '' ? undefined : search })
            }}
          >
            {everywhereWords}
          </Button>
        )
      }
    >
      {isLoading ? t('empty.loading') : t(isNarrowedFurther ? 'empty.body' : 'items:empty.noMatchBody')}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: 1, mt: 1.5 }}>
        {chips.map(({ words, change }, index) => (
          // Two conditions may say the same; nothing but the place tells them apart.
          <FilterChip
            key={index}
            words={words}
            onRemove={() => {
              onChange(change)
            }}
          />
        ))}
      </Box>
    </EmptyState>
  )
}
