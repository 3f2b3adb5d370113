import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import { useSending } from './use-sending.ts'

/** Answers what to say once a contact is saved here: whether it goes out now, or what it waits for. */
export function useSavedWords(account: Account | undefined, provider: string): (name: string) => string {
  const { t } = useTranslation('contacts')
  const sending = useSending(account)
  return (name) => t(`saved.${sending}`, { name: name === '' ? t('unnamed') : name, provider })
}
