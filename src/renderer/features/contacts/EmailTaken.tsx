import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import { useContactsFound } from '../../api/use-contacts.ts'
import { lineButtonLook } from './FieldRow.tsx'

interface EmailTakenProps {
  readonly accountId: AccountId
  /** What is typed. */
  readonly email: string
  /** The contact that is edited; null for a new one. */
  readonly ownKey: ItemKey | null
  readonly onOpen: (key: ItemKey) => void
}

const pauseMs = 250
const mostFound = 20

/** Says that a contact of the account that is loaded here has this e-mail address already. */
export function EmailTaken({ accountId, email, ownKey, onOpen }: EmailTakenProps) {
  const { t } = useTranslation('contacts')
  const typed = email.trim().toLowerCase()
  const searched = useAfterPause(typed)
  const isAddress = searched.includes('@') && searched.length <= 200 && searched.isWellFormed()
  const found = useContactsFound(accountId, isAddress ? searched : null, mostFound)
  const taken =
    searched === typed
      ? found.data?.rows.find(({ key, email: other }) => key !== ownKey && other?.toLowerCase() === typed)
      : undefined
  return (
    <Box role="status" sx={{ color: 'warning.main' }}>
      {taken !== undefined && (
        <>
          {t('taken.exists', { name: taken.name.trim() === '' ? t('unnamed') : taken.name })}{' '}
          <Button
            aria-label={t('taken.openLabel')}
            sx={lineButtonLook}
            onClick={() => {
              onOpen(taken.key)
            }}
          >
            {t('taken.open')}
          </Button>
        </>
      )}
    </Box>
  )
}

/** What was typed, once typing pauses. */
function useAfterPause(text: string): string {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text)
    }, pauseMs)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  return settled
}
