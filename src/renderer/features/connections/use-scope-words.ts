import { useTranslation } from 'react-i18next'
import { itemTypeSchema } from '../../../shared/model/item-type.ts'

/** `crm.objects.contacts.read` and `data.records:write` alike: what, then which right. */
const scopePattern = /([a-z_]+)[.:](read|write)$/
const typeByPlural = { contacts: 'contact', companies: 'company', deals: 'deal' } as const

const isKnownPlural = (word: string): word is keyof typeof typeByPlural => Object.hasOwn(typeByPlural, word)

/**
 * Answers what a connection may do, in words: "Read contacts · Change contacts". Scopes are the provider's
 * own strings; one that follows no known pattern is shown as it is rather than guessed at.
 */
export function useScopeWords(): (scopes: readonly string[]) => string {
  const { t } = useTranslation(['connections', 'ui'])
  const wordsOf = (scope: string): string => {
    const [, what, right] = scopePattern.exec(scope) ?? []
    if (what === undefined || right === undefined) return scope
    const types = isKnownPlural(what)
      ? t(`ui:itemTypesInText.${itemTypeSchema.parse(typeByPlural[what])}`)
      : what.replaceAll('_', ' ')
    return right === 'read' ? t('scope.read', { types }) : t('scope.write', { types })
  }
  return (scopes) => [...new Set(scopes.filter((scope) => scope !== 'oauth').map(wordsOf))].join(' · ')
}
