import { useTranslation } from 'react-i18next'

/** Answers what a record is called; one without a name is called that. */
export function useNameWords(): (name: string | null) => string {
  const { t } = useTranslation('outbox')
  return (name) => (name === null || name.trim() === '' ? t('unnamed') : name)
}
