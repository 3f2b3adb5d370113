import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PendingMark } from '../../../shared/model/pending-mark.ts'

/** Answers what lies over a record and is not sent yet, in words; nothing where nothing does. */
export function usePendingWords(): (mark: PendingMark | null) => string {
  const { t } = useTranslation('items')
  return useCallback((mark) => (mark === null ? '' : t(`pending.${mark.state}.${mark.kind}`)), [t])
}
