import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Protection } from '../../../shared/model/app-state.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'
import { BackupCard } from './BackupCard.tsx'
import { ChangePassphraseDialog } from './ChangePassphraseDialog.tsx'
import { Facts } from './Facts.tsx'
import { LockCard } from './LockCard.tsx'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { SizesCard } from './SizesCard.tsx'
import { WipeCard } from './WipeCard.tsx'

/** What protects the data now, and what can be changed about it. */
export function StorageSection() {
  const { t } = useTranslation('settings')
  const { protection, dataDir, workspace } = useAppState()
  const words = useProtectionWords()
  const [dialog, setDialog] = useState<'passphrase' | 'key' | null>(null)
  const [done, setDone] = useState<'passphrase' | 'key' | null>(null)
  const open = (which: 'passphrase' | 'key'): void => {
    setDone(null)
    setDialog(which)
  }
  const close = (): void => {
    setDialog(null)
  }
  const finish = (which: 'passphrase' | 'key'): void => {
    setDone(which)
    close()
  }
  return (
    <>
      <Section title={t('storage.title')}>
        <Facts
          facts={[
            { id: 'protection', name: t('storage.protection'), value: words(protection) },
            { id: 'folder', name: t('storage.dataDir'), value: dataDir, isPath: true },
          ]}
        />
        {protection.state === 'persisted' && (
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 2 }}>
            {protection.method === 'passphrase' && (
              <Button
                variant="outlined"
                color="inherit"
                onClick={() => {
                  open('passphrase')
                }}
              >
                {t('storage.changePassphrase.open')}
              </Button>
            )}
            <Button
              variant="outlined"
              color="inherit"
              onClick={() => {
                open('key')
              }}
            >
              {t('storage.newKey.open')}
            </Button>
            <Typography role="status" variant="body2" sx={{ color: 'text.secondary' }}>
              {done === 'passphrase' && t('storage.changePassphrase.done')}
              {done === 'key' && t('storage.newKey.done')}
            </Typography>
          </Box>
        )}
        {dialog === 'passphrase' && (
          <ChangePassphraseDialog
            onDone={() => {
              finish('passphrase')
            }}
            onCancel={close}
          />
        )}
        {dialog === 'key' && protection.state === 'persisted' && (
          <NewKeyDialog
            method={protection.method}
            onDone={() => {
              finish('key')
            }}
            onCancel={close}
          />
        )}
      </Section>
      <LockCard protection={protection} />
      <SizesCard />
      <BackupCard />
      {workspace !== null && <WipeCard workspace={workspace} />}
    </>
  )
}

function useProtectionWords(): (protection: Protection) => string {
  const { t } = useTranslation('settings')
  return (protection) => {
    switch (protection.state) {
      case 'persisted':
        return t(`storage.persisted.${protection.method}`, { backend: protection.backend })
      case 'session-only':
        return t(`storage.session-only.${protection.reason}`)
      case 'undecided':
      case 'locked':
        // Nothing of the shell is drawn then.
        return ''
    }
  }
}
