import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { openBackup, openRestore } from '../../ui/backup-request.ts'
import { Section } from '../../ui/Section.tsx'
import { Setting } from './Setting.tsx'

/** The ways to take a workspace along and to bring one back. */
export function BackupCard() {
  const { t } = useTranslation('backup')
  return (
    <Section title={t('card.title')} description={t('card.description')}>
      <Setting id="backup">
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <Button variant="outlined" color="inherit" onClick={openBackup}>
            {t('card.make')}
          </Button>
          <Button variant="outlined" color="inherit" onClick={openRestore}>
            {t('card.restore')}
          </Button>
        </Box>
      </Setting>
    </Section>
  )
}
