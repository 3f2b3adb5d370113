import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../shared/model/account.ts'
import { itemTypeSchema } from '../../../../shared/model/item-type.ts'
import { builtInFields, type FieldId, type ListField } from '../../../../shared/model/list-field.ts'
import type { ListScope } from '../../../api/query-keys.ts'
import { useListFields } from '../../../api/use-list-fields.ts'
import { isolated } from '../../../copy/isolated.ts'
import type { FilterSpeech } from './filter-words.ts'

export interface FilterFields extends FilterSpeech {
  /** Main ones first, then by group; every one with a label and its options. */
  readonly fields: readonly ListField[]
  readonly groupOf: (field: ListField) => string
}

/** The fields that a list can be filtered by, as they are named on the screen, and the words for conditions. */
export function useFilterFields(list: ListScope, accounts: readonly Account[]): FilterFields {
  const { t } = useTranslation(['filters', 'ui'])
  const { data } = useListFields(list)
  return useMemo(() => {
    const named = (data ?? []).map((field): ListField => {
      const own = builtInFields.find((id) => id === field.id)
      if (own === undefined) return field.label === '' ? { ...field, label: field.id } : field
      const label = field.label === '' ? t(`fields.${own}`) : field.label
      if (field.options.length > 0) return { ...field, label }
      if (own === 'type') {
        const options = itemTypeSchema.options.map((value) => ({ value, label: t(`ui:itemType.${value}`) }))
        return { ...field, label, options }
      }
      if (own === 'source') {
        return {
          ...field,
          label,
          options: accounts.map(({ id, label: name }) => ({ value: id, label: name })),
        }
      }
      return { ...field, label }
    })
    const groupOf = ({ isMain, group }: ListField): string =>
      isMain ? t('groups.main') : group === null ? t('groups.other') : isolated(group)
    // What is grouped has to stand together.
    const groups = [...new Set(named.filter(({ isMain }) => !isMain).map(groupOf))]
    const fields = [
      ...named.filter(({ isMain }) => isMain),
      ...groups.flatMap((group) => named.filter((field) => !field.isMain && groupOf(field) === group)),
    ]
    const byId = new Map<FieldId, ListField>(fields.map((field) => [field.id, field]))
    return { t, fields, groupOf, fieldOf: (id) => byId.get(id) ?? null, isKnown: fields.length > 0 }
  }, [data, accounts, t])
}
