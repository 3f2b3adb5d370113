import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MirrorStatus } from '../../../../shared/model/mirror.ts'
import { CopyBlock } from '../../../ui/CopyBlock.tsx'
import { formatDate } from '../../../ui/format.ts'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { Section } from '../../../ui/Section.tsx'
import { SmallTable } from '../../../ui/SmallTable.tsx'
import { Setting } from '../Setting.tsx'
import { JoinTeamDialog } from './JoinTeamDialog.tsx'
import { LeaveTeamDialog } from './LeaveTeamDialog.tsx'
import { TeamPassphraseDialog } from './TeamPassphraseDialog.tsx'

type Asked = 'create' | 'join' | 'rotate' | 'leave'

/** The devices that share sign-ins: how to make a team, come to one, keep somebody out, and leave. */
export function TeamCard({ state, team }: Pick<MirrorStatus, 'state' | 'team'>) {
  const { t } = useTranslation('mirror')
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = (): void => {
    setAsked(null)
  }
  const isKeyNew = state === 'new-key'
  return (
    <Section title={t('team.title')} description={t(team === null ? 'team.none' : 'team.description')}>
      <Setting id="team">
        {team !== null && <TeamFacts team={team} />}
        {team?.isKeyChanging === true && (
          <Alert severity="warning" sx={{ mb: 1.5 }}>
            {t('rotate.pending')}
          </Alert>
        )}
        {state === 'off' && (
          <Typography variant="body2" sx={{ mb: 1.5 }}>
            {t('serverFirst')}
          </Typography>
        )}
        <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
          {(team === null ? choicesOutside : isKeyNew ? choicesShutOut : choicesInside).map(
            (choice, index) => (
              <Button
                key={choice}
                disabled={state === 'off' || (choice === 'rotate' && team?.isKeyChanging === true)}
                variant={index === 0 && choice !== 'rotate' ? 'contained' : 'outlined'}
                color={index === 0 && choice !== 'rotate' ? 'primary' : 'inherit'}
                onClick={() => {
                  setAsked(choice)
                }}
              >
                {t(choice === 'join' && isKeyNew ? 'join.openAgain' : `${choice}.open`)}
              </Button>
            ),
          )}
        </Box>
      </Setting>
      {(asked === 'create' || asked === 'rotate') && (
        <TeamPassphraseDialog
          purpose={asked}
          onCancel={close}
          onDone={(isPending) => {
            // The card says so where it is not through.
            if (asked === 'create' || !isPending)
              notify({ tone: 'success', title: told(`mirror:${asked}.done`) })
            close()
          }}
        />
      )}
      {asked === 'join' && <JoinTeamDialog isAgain={isKeyNew} onCancel={close} onDone={close} />}
      {asked === 'leave' && <LeaveTeamDialog onClose={close} />}
    </Section>
  )
}

const choicesOutside = ['create', 'join'] as const
const choicesShutOut = ['join', 'leave'] as const
const choicesInside = ['rotate', 'leave'] as const

function TeamFacts({ team }: { readonly team: NonNullable<MirrorStatus['team']> }) {
  const { t } = useTranslation('mirror')
  return (
    <>
      <SmallTable
        label={t('team.devices')}
        heads={[t('team.device'), t('team.joined'), t('team.seen')]}
        maxHeight={240}
        lines={team.devices.map(({ id, name, isThis, joinedAtMs, lastSeenAtMs }) => ({
          id,
          cells: [
            isThis ? t('team.this', { name }) : name,
            formatDate(joinedAtMs),
            lastSeenAtMs === null ? t('team.notSeen') : <RelativeTime key="seen" atMs={lastSeenAtMs} />,
          ],
        }))}
      />
      <Typography variant="body2" sx={{ mt: 2, mb: 1 }}>
        {t('team.joinAddress')}
      </Typography>
      <CopyBlock value={team.joinAddress} what={t('team.joinWhat')} />
      <Typography variant="body2" sx={{ my: 2, color: 'text.secondary' }}>
        {t('team.keyMade', { date: formatDate(team.keyMadeAtMs) })}
      </Typography>
    </>
  )
}
