import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFindPlainKeys, useImportPlainKeys, useRemovePlainKeys } from '../../../api/use-mirror.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'
import { Section } from '../../../ui/Section.tsx'
import { SmallTable } from '../../../ui/SmallTable.tsx'
import { Setting } from '../Setting.tsx'
import { MirrorFailure } from './MirrorFailure.tsx'

/** Sign-ins that an earlier integration keeps in this Redis in clear: found, taken over, and removed once asked for. */
export function PlainKeysCard({ isPossible }: { readonly isPossible: boolean }) {
  const { t } = useTranslation('mirror')
  const find = useFindPlainKeys()
  const take = useImportPlainKeys()
  const remove = useRemovePlainKeys()
  const [isAsked, setIsAsked] = useState(false)
  const found = find.data ?? []
  const outcomeOf = new Map((take.data ?? []).map((one) => [one.key, one]))
  const usable = found.filter(({ problem }) => problem === null).map(({ key }) => key)
  const taken = (take.data ?? []).filter(({ accountId }) => accountId !== null).map(({ key }) => key)
  const error = find.error ?? take.error ?? remove.error

  const wordsOf = (key: string, problem: (typeof found)[number]['problem']): string => {
    const outcome = outcomeOf.get(key)
    if (outcome !== undefined) return t(outcome.accountId === null ? 'plain.failed' : 'plain.taken')
    return t(problem === null ? 'plain.usable' : `plain.problem.${problem}`)
  }

  return (
    <Section title={t('plain.title')} description={t('plain.description')}>
      <Setting id="plain-keys">
        {!isPossible && (
          <Typography variant="body2" sx={{ mb: 1.5 }}>
            {t('serverFirst')}
          </Typography>
        )}
        {find.data !== undefined && found.length === 0 && (
          <Typography variant="body2" role="status" sx={{ mb: 1.5 }}>
            {t('plain.none')}
          </Typography>
        )}
        {found.length > 0 && (
          <SmallTable
            label={t('plain.title')}
            heads={[t('plain.key'), t('plain.state')]}
            maxHeight={280}
            lines={found.map(({ key, problem }) => ({ id: key, cells: [key, wordsOf(key, problem)] }))}
          />
        )}
        <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', mt: found.length > 0 ? 2 : 0 }}>
          <Button
            variant="outlined"
            color="inherit"
            disabled={!isPossible}
            loading={find.isPending}
            onClick={() => {
              take.reset()
              remove.reset()
              find.mutate()
            }}
          >
            {t('plain.find')}
          </Button>
          {usable.length > 0 && take.data === undefined && (
            <Button
              variant="contained"
              loading={take.isPending}
              onClick={() => {
                take.mutate(usable)
              }}
            >
              {t('plain.take', { count: usable.length })}
            </Button>
          )}
          {taken.length > 0 && (
            <Button
              variant="outlined"
              color="error"
              onClick={() => {
                setIsAsked(true)
              }}
            >
              {t('plain.remove')}
            </Button>
          )}
        </Box>
        {error !== null && (
          <Box sx={{ mt: 1.5 }}>
            <MirrorFailure thrown={error} />
          </Box>
        )}
      </Setting>
      {isAsked && (
        <ConfirmDialog
          isOpen
          title={t('plain.removeTitle')}
          confirmLabel={t('plain.removeConfirm')}
          cancelLabel={t('plain.keep')}
          isBusy={remove.isPending}
          onCancel={() => {
            setIsAsked(false)
          }}
          onConfirm={() => {
            remove.mutate(taken, {
              onSuccess: ({ removed }) => {
                notify({ tone: 'success', title: told('mirror:plain.removed', { count: removed }) })
                take.reset()
                find.mutate()
              },
              onSettled: () => {
                setIsAsked(false)
              },
            })
          }}
        >
          {t('plain.removeBody', { count: taken.length })}
        </ConfirmDialog>
      )}
    </Section>
  )
}
