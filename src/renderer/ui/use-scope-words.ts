import { useTranslation } from 'react-i18next'
import type { ScopeDescription } from '../../shared/model/provider.ts'

/**
 * Answers what scopes allow, in words: "Read contacts". Scopes are the provider's own strings; one that the
 * provider's list does not describe is shown as it is rather than guessed at. Two with the same words are one.
 */
export function useScopeWords(): (
  names: readonly string[],
  known: readonly ScopeDescription[],
) => readonly string[] {
  const { t } = useTranslation('ui')
  return (names, known) => {
    const words = names.map((name) => {
      const description = known.find((one) => one.name === name)
      return description === undefined ? name : t(`scopes.${description.right}.${description.topic}`)
    })
    return [...new Set(words)]
  }
}
