import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../api/client.ts'
import { useAppState } from '../../../api/use-app-state.ts'
import { useMirror } from '../../../api/use-mirror.ts'
import { CopyBlock } from '../../../ui/CopyBlock.tsx'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { FoldedSection } from '../FoldedSection.tsx'
import { Setting } from '../Setting.tsx'
import { PlainKeysCard } from './PlainKeysCard.tsx'
import { ServerForm } from './ServerForm.tsx'
import { SharedAccounts } from './SharedAccounts.tsx'
import { TeamCard } from './TeamCard.tsx'
import { useMirrorProblem } from './use-mirror-problem.ts'

/** Sign-ins shared with other devices by way of a Redis of the user's own: what it is, where, with whom, and what. */
export function MirrorSection() {
  const { t } = useTranslation('mirror')
  const { preferences } = useAppState()
  const { data: status, error, refetch } = useMirror()
  const wordsOf = useMirrorProblem()
  if (error !== null) {
    return <ErrorNotice {...problemOf(error)} actions={{ retry: () => void refetch() }} />
  }
  if (status === undefined) return null
  const { state, settings, suggested, problem, team, accounts, accessRule } = status
  const isOffline = preferences.workOffline && team !== null
  return (
    <>
      <Section title={t('title')} description={t('description')}>
        <Typography role="status" sx={{ fontWeight: 600 }}>
          {t(isOffline ? 'workingOffline' : `state.${state}`)}
        </Typography>
        {problem !== null && <Typography sx={{ color: 'error.main' }}>{wordsOf(problem)}</Typography>}
        <Box component="dl" sx={factsLook}>
          <dt>{t('written.label')}</dt>
          <dd>{t('written.body')}</dd>
          <dt>{t('kept.label')}</dt>
          <dd>{t('kept.body')}</dd>
        </Box>
      </Section>
      <Section title={t('server.title')} description={t('server.description')}>
        <Setting id="server">
          {/* What was saved elsewhere starts the form afresh. */}
          <ServerForm key={JSON.stringify([settings, suggested])} status={status} />
        </Setting>
      </Section>
      <TeamCard state={state} team={team} />
      <SharedAccounts mirrored={team === null ? null : accounts} />
      <PlainKeysCard isPossible={settings !== null} />
      <FoldedSection title={t('rule.title')} isOpenAtFirst={false}>
        <Typography variant="body2" sx={{ mb: 1 }}>
          {t('rule.body')}
        </Typography>
        <CopyBlock value={accessRule} what={t('rule.what')} />
      </FoldedSection>
    </>
  )
}

const factsLook = {
  m: 0,
  mt: 2,
  display: 'grid',
  gridTemplateColumns: 'max-content 1fr',
  columnGap: 2,
  rowGap: 1,
  typography: 'body2',
  '& dt': { fontWeight: 600 },
  '& dd': { m: 0, minWidth: 0 },
} as const
