import { useTranslation } from 'react-i18next'
import type { FormField } from '../../shared/model/contact.ts'
import { hintOf } from './field-hints.ts'

interface ValueHintProps {
  readonly field: FormField
  readonly value: string
  /** The provider's name, who may refuse it. */
  readonly provider: string
}

/** What is odd about a value, in a sentence; nothing where nothing is. */
export function ValueHint({ field, value, provider }: ValueHintProps) {
  const { t } = useTranslation('contacts')
  const hint = hintOf(field, value)
  return hint === null ? null : t(`hints.${hint}`, { provider })
}
